package org.shmstress.reports.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.shmstress.observation.ScriptTrace.StepSeen;

/** What befalls an object or a process in a script has a sign of its own; reads, writes and questions have none. */
final class ScriptMarks {

    /** Signs of the sprite, and what they mean. */
    static final Map<String, String> MEANINGS = meanings();

    private static final int O_CREAT = 1 << 6;
    private static final List<String> FAULTS = List.of("SIGBUS", "InternalError", "signalled 7 ");
    private static final List<String> REFUSALS = List.of("failed", "not-run", "returned -1");

    private ScriptMarks() {}

    private static Map<String, String> meanings() {
        Map<String, String> meanings = new LinkedHashMap<>();
        meanings.put("e-create", "object made, name given");
        meanings.put("e-attach", "mapped, or attached again");
        meanings.put("e-unlink", "unlinked: the name goes");
        meanings.put("e-truncate", "truncated: given a size");
        meanings.put("e-sigbus", "SIGBUS, or the error it became");
        meanings.put("e-kill", "kill -9");
        meanings.put("e-crash", "died by itself");
        meanings.put("e-stop", "stopped (SIGSTOP)");
        meanings.put("e-cont", "went on (SIGCONT)");
        return meanings;
    }

    /** The id of its sign in the sprite; empty if it has none. */
    static String of(StepSeen seen) {
        String answer = seen.answer();
        if (FAULTS.stream().anyMatch(answer::contains)) {
            return "e-sigbus";
        }
        if (REFUSALS.stream().anyMatch(answer::startsWith)) {
            return "";
        }
        List<String> words = words(seen);
        String mark = words.get(0).equals("call") && words.size() > 1
                ? call(words.get(1), words.subList(2, words.size()))
                : action(words.get(0), words);
        return mark.isEmpty() && diedByItself(answer) ? "e-crash" : mark;
    }

    /** The words of a step without the number of its process. */
    static List<String> words(StepSeen seen) {
        List<String> words = List.of(seen.step().strip().split(" +"));
        return words.size() > 1 && words.get(0).endsWith(":") ? words.subList(1, words.size()) : words;
    }

    private static boolean diedByItself(String answer) {
        return answer.startsWith("died") || answer.startsWith("signalled");
    }

    private static String action(String verb, List<String> words) {
        return switch (verb) {
            case "kill" -> "e-kill";
            case "create", "memfd" -> "e-create";
            case "shm-open" -> words.size() > 2 && words.get(2).contains("create") ? "e-create" : "";
            case "unlink" -> "e-unlink";
            case "size" -> "e-truncate";
            case "map", "mmap", "channel-map", "spawn" -> "e-attach";
            default -> "";
        };
    }

    private static String call(String function, List<String> arguments) {
        return switch (function) {
            case "shm_open" -> (number(arguments, 1) & O_CREAT) != 0 ? "e-create" : "";
            case "memfd_create" -> "e-create";
            case "shm_unlink", "unlink", "sem_unlink" -> "e-unlink";
            case "ftruncate", "truncate" -> "e-truncate";
            case "mmap" -> "e-attach";
            case "kill" ->
                switch ((int) number(arguments, 1)) {
                    case 9 -> "e-kill";
                    case 18 -> "e-cont";
                    case 19 -> "e-stop";
                    default -> "";
                };
            default -> "";
        };
    }

    private static long number(List<String> arguments, int index) {
        try {
            return index < arguments.size() ? Long.decode(arguments.get(index)) : 0;
        } catch (NumberFormatException e) {
            return 0; // a word that is no number asks for nothing in particular
        }
    }
}
