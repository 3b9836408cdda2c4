package org.shmstress.record;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What the kernel says about itself in /proc and /sys. Files that are not there, or not for us, are facts left out. */
final class KernelFacts {
    /**
     * Words of the kernel's command line that bear on timing, ordering or memory. The rest may hold what is nobody's
     * business, and a record is made to be passed on.
     */
    private static final Set<String> TELLING = Set.of(
            "mitigations",
            "pti",
            "nopti",
            "spectre_v2",
            "spectre_v2_user",
            "nospectre_v1",
            "nospectre_v2",
            "spec_store_bypass_disable",
            "nospec_store_bypass_disable",
            "l1tf",
            "mds",
            "tsx_async_abort",
            "mmio_stale_data",
            "retbleed",
            "srbds",
            "spec_rstack_overflow",
            "gather_data_sampling",
            "reg_file_data_sampling",
            "tsx",
            "isolcpus",
            "nohz",
            "nohz_full",
            "rcu_nocbs",
            "rcu_nocb_poll",
            "irqaffinity",
            "skew_tick",
            "nosmt",
            "nr_cpus",
            "maxcpus",
            "idle",
            "intel_idle.max_cstate",
            "processor.max_cstate",
            "intel_pstate",
            "amd_pstate",
            "cpuidle.off",
            "cpufreq.off",
            "cpufreq.default_governor",
            "preempt",
            "clocksource",
            "tsc",
            "notsc",
            "hpet",
            "split_lock_detect",
            "transparent_hugepage",
            "transparent_hugepage_shmem",
            "transparent_hugepage_tmpfs",
            "hugepages",
            "hugepagesz",
            "default_hugepagesz",
            "numa",
            "numa_balancing",
            "swiotlb",
            "threadirqs",
            "init_on_alloc",
            "init_on_free",
            "cgroup_disable",
            "cpuidle_haltpoll.force");

    private final Path root;

    KernelFacts(Path root) {
        this.root = root;
    }

    /** Release and build, e.g. {@code Linux 6.1.0-18-amd64 (#1 SMP PREEMPT_DYNAMIC)}; empty if there is no telling. */
    String version() {
        String release =
                line("proc/sys/kernel/osrelease").map(r -> "Linux " + r).orElse("");
        return line("proc/sys/kernel/version")
                .map(v -> release + " (" + v + ")")
                .orElse(release)
                .strip();
    }

    /** CPUs that this process may use. */
    Optional<Integer> allowedCpus() {
        return field("proc/self/status", "Cpus_allowed_list")
                .map(KernelFacts::countList)
                .filter(n -> n > 0);
    }

    /** Everything else worth comparing, by name. */
    Map<String, String> details() {
        Map<String, String> facts = new TreeMap<>();
        put(facts, "clocksource", line("sys/devices/system/clocksource/clocksource0/current_clocksource"));
        put(
                facts,
                "thp.enabled",
                line("sys/kernel/mm/transparent_hugepage/enabled").map(KernelFacts::chosen));
        put(
                facts,
                "thp.shmem",
                line("sys/kernel/mm/transparent_hugepage/shmem_enabled").map(KernelFacts::chosen));
        put(facts, "split_lock.mitigate", line("proc/sys/kernel/split_lock_mitigate"));
        put(facts, "microcode", field("proc/cpuinfo", "microcode"));
        put(facts, "cmdline", line("proc/cmdline").map(KernelFacts::telling).filter(s -> !s.isEmpty()));
        put(facts, "cpus.allowed", field("proc/self/status", "Cpus_allowed_list"));
        put(facts, "smt", line("sys/devices/system/cpu/smt/control"));
        put(facts, "shm.mount", shmMount());
        put(facts, "mitigations", mitigations());
        facts.putAll(new CgroupLimits(root).smallest());
        return facts;
    }

    private static void put(Map<String, String> facts, String name, Optional<String> value) {
        value.filter(v -> !v.isEmpty()).ifPresent(v -> facts.put(name, v));
    }

    private Optional<String> line(String file) {
        return lines(root.resolve(file)).stream().findFirst().map(String::strip);
    }

    private Optional<String> field(String file, String name) {
        return lines(root.resolve(file)).stream()
                .filter(l -> l.startsWith(name))
                .map(l -> l.substring(l.indexOf(':') + 1).strip())
                .findFirst();
    }

    static List<String> lines(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            return List.of(); // a fact left out
        }
    }

    private Optional<String> shmMount() {
        return lines(root.resolve("proc/self/mountinfo")).stream()
                .map(l -> l.split(" "))
                .filter(w -> w.length > 4 && w[4].equals("/dev/shm"))
                .map(w -> w[5] + ", " + w[w.length - 3] + " " + w[w.length - 1])
                .reduce((below, above) -> above);
    }

    /** Only what is mitigated or vulnerable; of most of the list a CPU is not affected. */
    private Optional<String> mitigations() {
        try (Stream<Path> files = Files.list(root.resolve("sys/devices/system/cpu/vulnerabilities"))) {
            List<String> affected = files.sorted()
                    .flatMap(f -> lines(f).stream().limit(1).map(l -> f.getFileName() + ": " + l.strip()))
                    .filter(l -> !l.endsWith("Not affected"))
                    .toList();
            return Optional.of(String.join("; ", affected));
        } catch (IOException e) {
            return Optional.empty(); // a fact left out
        }
    }

    /** {@code always [never] deny} → {@code never}. */
    private static String chosen(String choices) {
        int from = choices.indexOf('[');
        int to = choices.indexOf(']');
        return from >= 0 && to > from ? choices.substring(from + 1, to) : choices;
    }

    private static String telling(String commandLine) {
        return Arrays.stream(commandLine.split(" "))
                .filter(word -> TELLING.contains(word.split("=", 2)[0]))
                .collect(java.util.stream.Collectors.joining(" "));
    }

    /** {@code 0-3,8} → 5. */
    private static int countList(String list) {
        return Arrays.stream(list.split(",")).mapToInt(KernelFacts::countRange).sum();
    }

    private static int countRange(String range) {
        String[] ends = range.split("-", -1);
        try {
            return Integer.parseInt(ends[ends.length - 1]) - Integer.parseInt(ends[0]) + 1;
        } catch (NumberFormatException e) {
            return 0; // not a range: counts nothing, and a list of nothing is a fact left out
        }
    }
}
