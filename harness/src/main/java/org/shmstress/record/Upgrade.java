package org.shmstress.record;

import java.util.Collections;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Gives entries of older records what they lack: what was the case then, if there was but one case, else that nothing is known. Fields
 * that are there stay, since writers had some of them before the version said so.
 *
 * <p>Since version 2 trials say between what their actors raced and how code was compiled, scenarios which freedoms the JIT has,
 * and samples after the warm-up are counted apart. Since version 3 there are observations of histories,
 * since version 4 lines about the reference loop, since version 5 such about quarantine and resumption; nothing stands in for those
 * that are missing. Since version 5 segments say what lies where in them, too. Since version 6 a lock that failed has histories as well,
 * with its critical sections.
 */
final class Upgrade {

    private static final JsonNodeFactory MAKE = JsonNodeFactory.instance;

    /** All JVMs compiled as they do by themselves. */
    private static final String TIERED = "tiered";

    private Upgrade() {}

    /** Changes an entry of an older version into one of the present. */
    static void from(int version, ObjectNode entry) {
        if (version == 1) {
            fromVersion1(entry);
        }
        if (entry.path("observation") instanceof ObjectNode observation) {
            observation.putIfAbsent("histories", MAKE.nullNode());
            observation.forEach(Upgrade::segment);
            finding(observation.path("histories").path("finding"));
            if (observation.path("operations") instanceof ObjectNode operations) {
                operations.putIfAbsent("recorded", MAKE.nullNode());
            }
            if (observation.path("scripts") instanceof ObjectNode scripts) {
                scripts.putIfAbsent("deviations", MAKE.arrayNode());
            }
        }
    }

    private static void finding(JsonNode found) {
        if (found instanceof ObjectNode finding) {
            finding.putIfAbsent("pauses", MAKE.arrayNode());
            finding.putIfAbsent("sections", MAKE.arrayNode());
        }
    }

    private static void segment(JsonNode seen) {
        if (seen.path("segment") instanceof ObjectNode segment) {
            segment.putIfAbsent("layoutVersion", MAKE.numberNode(0));
            segment.putIfAbsent("regions", MAKE.arrayNode());
            segment.putIfAbsent("cells", MAKE.arrayNode());
        }
    }

    private static void fromVersion1(ObjectNode entry) {
        switch (entry.path("type").asString("")) {
            case "scenario-planned" -> entry.putIfAbsent("freedoms", MAKE.arrayNode());
            case "worker-life" -> entry.putIfAbsent("jit", MAKE.stringNode(TIERED));
            case "trial-started" -> configuration(entry);
            case "trial-finished" -> {
                configuration(entry);
                portable(entry);
                if (entry.path("observation").path("outcomes") instanceof ObjectNode outcomes) {
                    outcomes(outcomes);
                }
            }
            default -> {
                // has what it had
            }
        }
    }

    private static void configuration(ObjectNode entry) {
        if (entry.path("configuration") instanceof ObjectNode configuration) {
            configuration.putIfAbsent("mode", MAKE.stringNode("processes"));
            ArrayNode jits = MAKE.arrayNode();
            configuration.path("jdks").forEach(jdk -> jits.add(TIERED));
            configuration.putIfAbsent("jits", jits);
            configuration.putIfAbsent("jitSet", MAKE.stringNode(TIERED));
        }
    }

    private static void portable(ObjectNode entry) {
        String words = entry.path("portable").asString("");
        if (!words.isEmpty() && !words.contains(",mode=")) {
            int workers = entry.path("configuration").path("jdks").size();
            entry.put(
                    "portable",
                    words + ",mode=processes,jit="
                            + Collections.nCopies(workers, TIERED).stream().collect(Collectors.joining("+")));
        }
    }

    private static void outcomes(ObjectNode outcomes) {
        outcomes.putIfAbsent(
                "settingsTried", MAKE.numberNode(outcomes.path("settings").size()));
        outcomes.putIfAbsent("warmSamples", MAKE.numberNode(0));
        outcomes.putIfAbsent("warmNanos", MAKE.numberNode(0));
        for (JsonNode count : outcomes.path("counts")) {
            if (count instanceof ObjectNode counted) {
                counted.putIfAbsent("warmCount", MAKE.numberNode(0));
            }
        }
    }
}
