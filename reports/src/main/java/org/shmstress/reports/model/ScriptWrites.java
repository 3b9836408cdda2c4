package org.shmstress.reports.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.shmstress.observation.ScriptTrace;
import org.shmstress.observation.ScriptTrace.StepSeen;
import org.shmstress.reports.model.CacheLines.Piece;

/**
 * Follows a script as it went and tells which process wrote which bytes of which object last. What it reads are the words of the steps;
 * those that it does not know change nothing. An object is known by the name under which it was made and how many of that name there were.
 */
final class ScriptWrites {

    private static final Map<String, Integer> WIDTHS = Map.of("byte", 1, "short", 2, "int", 4, "long", 8);

    private final Map<String, String> objectByName = new HashMap<>();
    private final Map<String, Integer> made = new HashMap<>();
    private final Map<String, String> objectByHandle = new HashMap<>();
    private final Map<String, View> views = new HashMap<>();
    private final Map<String, List<Piece>> writes = new LinkedHashMap<>();
    private final List<String> notes = new ArrayList<>();

    /** A mapping of an object, from an offset on. */
    private record View(String object, long offset) {}

    private ScriptWrites() {}

    static ScriptWrites of(ScriptTrace trace) {
        ScriptWrites seen = new ScriptWrites();
        trace.steps().forEach(seen::follow);
        return seen;
    }

    /** Pieces by object, later ones over earlier ones. */
    Map<String, List<Piece>> writes() {
        return writes;
    }

    /** What else befell the objects, in order. */
    List<String> notes() {
        return List.copyOf(notes);
    }

    private void follow(StepSeen step) {
        String[] words = step.step().strip().split(" +");
        int first = words[0].endsWith(":") ? 1 : 0;
        boolean went = !step.answer().startsWith("failed") && !step.answer().startsWith("not-run");
        if (words.length <= first || !went) {
            return;
        }
        List<String> rest = List.of(words).subList(first + 1, words.length);
        switch (words[first]) {
            case "create", "open", "shm-open", "memfd" -> obtain(words[first], rest, step.worker());
            case "dup" -> alias(rest, step.worker());
            case "map", "mmap" -> map(words[first], rest, step.worker());
            case "write", "fill" -> write(words[first], rest, step);
            case "size" -> note(rest, step, " was given the size " + last(rest));
            case "unlink" -> unlink(rest, step);
            case "kill" -> notes.add("process " + step.worker() + " was killed");
            default -> {
                // reads, waits and the like leave no byte behind
            }
        }
    }

    private static String last(List<String> words) {
        return words.isEmpty() ? "" : words.get(words.size() - 1);
    }

    private static Optional<String> handle(List<String> words) {
        int as = words.lastIndexOf("as");
        return as >= 0 && as + 1 < words.size() ? Optional.of(words.get(as + 1)) : Optional.empty();
    }

    private static String key(int worker, String handle) {
        return worker + " " + handle;
    }

    private void obtain(String verb, List<String> words, int worker) {
        Optional<String> handle = handle(words);
        if (handle.isEmpty()) {
            return;
        }
        String name = verb.equals("memfd") ? "memfd " + handle.get() : words.get(0);
        boolean fresh = !objectByName.containsKey(name) || verb.equals("memfd");
        if (fresh) {
            int number = made.merge(name, 1, Integer::sum);
            objectByName.put(name, number == 1 ? name : name + ", made for the " + number + ". time");
        }
        objectByHandle.put(key(worker, handle.get()), objectByName.get(name));
    }

    private void alias(List<String> words, int worker) {
        Optional<String> object =
                words.isEmpty() ? Optional.empty() : Optional.ofNullable(objectByHandle.get(key(worker, words.get(0))));
        object.ifPresent(o -> handle(words).ifPresent(h -> objectByHandle.put(key(worker, h), o)));
    }

    private void map(String verb, List<String> words, int worker) {
        Optional<String> handle = handle(words);
        if (handle.isEmpty() || words.contains("private")) {
            return;
        }
        Optional.ofNullable(objectByHandle.get(key(worker, words.get(0))))
                .ifPresent(o ->
                        views.put(key(worker, handle.get()), new View(o, verb.equals("mmap") ? number(words, 1) : 0)));
    }

    private void write(String verb, List<String> words, StepSeen step) {
        View view = words.isEmpty() ? null : views.get(key(step.worker(), words.get(0)));
        if (view == null || words.size() < 3 || !step.answer().equals("ok")) {
            return;
        }
        long size = verb.equals("fill") ? number(words, 2) : WIDTHS.getOrDefault(words.get(2), 1);
        writes.computeIfAbsent(view.object, o -> new ArrayList<>())
                .add(new Piece(
                        view.offset + number(words, 1),
                        Math.max(1, size),
                        CacheLines.tone(step.worker()),
                        "W" + step.worker() + ", step " + step.number() + ": " + step.step(),
                        false));
    }

    private void note(List<String> words, StepSeen step, String what) {
        Optional.ofNullable(words.isEmpty() ? null : objectByHandle.get(key(step.worker(), words.get(0))))
                .ifPresent(object -> notes.add(object + what + " by process " + step.worker()));
    }

    private void unlink(List<String> words, StepSeen step) {
        if (!words.isEmpty() && objectByName.remove(words.get(0)) != null) {
            notes.add(words.get(0) + " lost its name to process " + step.worker());
        }
    }

    private static long number(List<String> words, int index) {
        try {
            return index < words.size() ? Long.decode(words.get(index)) : 0;
        } catch (NumberFormatException e) {
            return 0; // a word that is no number writes nowhere in particular
        }
    }

    /** Which processes wrote, with their patterns. */
    Map<Integer, String> writers() {
        Map<Integer, String> writers = new TreeMap<>();
        writes.values().stream().flatMap(List::stream).forEach(piece -> {
            int worker =
                    Integer.parseInt(piece.title().substring(1, piece.title().indexOf(',')));
            writers.put(worker, piece.tone());
        });
        return writers;
    }
}
