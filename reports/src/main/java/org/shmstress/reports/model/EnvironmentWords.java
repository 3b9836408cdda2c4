package org.shmstress.reports.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.shmstress.record.Entry.EnvironmentSeen;
import org.shmstress.record.RunRecord;
import org.shmstress.reports.model.FrontPage.Item;

/** What a run ran on, in words. Facts that the record lacks are left out. */
final class EnvironmentWords {

    private EnvironmentWords() {}

    static List<Item> items(RunRecord record) {
        List<Item> items = new ArrayList<>();
        record.environment().ifPresent(e -> machine(e, items));
        items.add(new Item(
                "Run",
                Text.of("profile " + record.run().profile()),
                List.of(Text.of("seed " + record.run().seed()))));
        items.add(new Item("Command", Text.of(String.join(" ", record.run().command())), List.of()));
        return items.stream().filter(i -> !i.value().isEmpty()).toList();
    }

    /** What decides whether two machines are the same for a tester. */
    static List<String> machine(EnvironmentSeen e) {
        return Stream.concat(Stream.of(e.kernel(), e.libc(), e.cpu()), e.jdks().stream())
                .filter(line -> !line.isEmpty())
                .toList();
    }

    private static void machine(EnvironmentSeen e, List<Item> items) {
        Map<String, String> details = e.details();
        items.add(new Item("Kernel", Text.of(e.kernel()), small(details, "clocksource", "clocksource ")));
        items.add(new Item("libc", Text.of(e.libc()), List.of()));
        items.add(new Item(
                "CPU", Text.of(e.cpu()), List.of(Text.of(Words.counted(e.cpus(), "CPU to run on", "CPUs to run on")))));
        items.add(new Item(
                "Memory",
                Text.of(e.memoryBytes() == 0 ? "" : Words.bytes(e.memoryBytes())),
                limit(details.getOrDefault("cgroup.memory.max", ""))));
        items.add(new Item(
                "Shared memory",
                Text.of(e.shmBytes() == 0 ? "" : Words.bytes(e.shmBytes())),
                small(details, "thp.shmem", "huge pages: ")));
        items.add(new Item(
                "JDKs",
                Text.of(String.join(
                        " · ", e.jdks().stream().map(j -> j.split(",", 2)[0]).toList())),
                e.jdks().stream().map(Text::of).toList()));
    }

    private static List<Text> small(Map<String, String> details, String name, String before) {
        return details.containsKey(name) ? List.of(Text.of(before + details.get(name))) : List.of();
    }

    private static List<Text> limit(String bytes) {
        boolean number = bytes.matches("\\d{1,18}");
        return number ? List.of(Text.of("limit " + Words.bytes(Long.parseLong(bytes)))) : List.of();
    }

    static List<Item> details(RunRecord record) {
        return record.environment().stream()
                .flatMap(e -> new TreeMap<>(e.details()).entrySet().stream())
                .map(d -> new Item(Text.of(d.getKey()).shown(), Text.of(d.getValue()), List.of()))
                .toList();
    }
}
