package org.shmstress.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.shmstress.scenario.Catalog;
import org.shmstress.scenario.Scenario;
import org.shmstress.scenario.Selection;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/** {@code shmstress list}. */
@Command(name = "list", description = "List scenarios with one-line titles.")
final class ListCommand implements Callable<Integer> {

    @Option(names = "--select", paramLabel = "PATTERN", description = "Only these, as for run. May be repeated.")
    private List<String> select = new ArrayList<>();

    @Option(names = "--json", description = "As a JSON array.")
    private boolean json;

    @Option(
            names = "--test-classpath",
            paramLabel = "PATH",
            description = "Jar or directory with tests of your own, beside the bundled ones. May be repeated.")
    private List<Path> testClasspath = new ArrayList<>();

    @Override
    public Integer call() {
        List<Scenario> chosen =
                select.isEmpty() ? Catalog.load(testClasspath) : Catalog.select(testClasspath, new Selection(select));
        if (json) {
            System.out.println(JsonMapper.builder()
                    .build()
                    .writerWithDefaultPrettyPrinter()
                    .writeValueAsString(
                            chosen.stream().map(ListCommand::describe).toList()));
        } else {
            int width = chosen.stream().mapToInt(s -> s.id().length()).max().orElse(0);
            chosen.forEach(s -> System.out.println(
                    Console.printable(String.format("%-" + Math.max(1, width) + "s  %s", s.id(), s.title()))));
        }
        return 0;
    }

    private static Map<String, Object> describe(Scenario scenario) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", scenario.id());
        fields.put("title", scenario.title());
        fields.put("tags", scenario.tags().stream().sorted().toList());
        fields.put("mutant", scenario.isMutant());
        scenario.refusal().ifPresent(reason -> fields.put("refused", reason));
        return fields;
    }
}
