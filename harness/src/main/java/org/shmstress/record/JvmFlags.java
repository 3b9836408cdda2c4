package org.shmstress.record;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.shmstress.fork.WorkerCommand;
import org.shmstress.plan.Jvm;

/** With which flags JVMs are started. */
final class JvmFlags {
    private static final List<String> VARIABLES = List.of("JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS");

    private JvmFlags() {}

    /** Details by name: flags of every worker on each JDK, and what variables of the environment give to this JVM alone. */
    static Map<String, String> details(List<Jvm> jdks, Map<String, String> environment) {
        Map<String, String> details = new TreeMap<>();
        for (Jvm jvm : jdks) {
            String stress = jvm.stressFlags().isEmpty() ? "" : "; c2-stress: " + String.join(" ", jvm.stressFlags());
            details.put("jvm.flags." + jvm.feature(), String.join(" ", WorkerCommand.flags(jvm)) + stress);
        }
        for (String variable : VARIABLES) {
            String flags = telling(environment.getOrDefault(variable, ""));
            if (!flags.isEmpty()) {
                details.put("jvm.variable." + variable, flags + " (not for workers)");
            }
        }
        return details;
    }

    /** Flags of the JVM; properties and paths may hold what is nobody's business. */
    private static String telling(String options) {
        return Arrays.stream(options.split("\\s+"))
                .filter(word -> word.startsWith("-X") && !word.contains("/"))
                .collect(Collectors.joining(" "));
    }
}
