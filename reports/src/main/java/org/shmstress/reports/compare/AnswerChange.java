package org.shmstress.reports.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.shmstress.record.Entry.TrialFinished;
import org.shmstress.reports.model.Words;

/**
 * What the system answered to a fixed script, such as an access past the end of an object under one JDK, and answers otherwise now. Only
 * answers in words are compared; figures vary by nature, and so do sentences about what was seen, such as why a claim is in doubt.
 *
 * @param cell under what configuration
 * @param question name of what was asked
 * @param base the answers on the base
 * @param now the answers on the new side
 * @param news whether no answer was given on both sides
 */
public record AnswerChange(
        String scenario, String cell, String question, Set<String> base, Set<String> now, boolean news) {

    private static final Pattern FIGURE = Pattern.compile("-?[0-9].*", Pattern.DOTALL);

    /** Names of what is no answer of the system, but a sentence of whoever asked. */
    private static final Pattern SENTENCE =
            Pattern.compile("(doubt|fact|evidence|witness|blind|control|checked|not seen, though known of)\\b.*");

    static List<AnswerChange> between(Side base, Side now) {
        List<AnswerChange> changes = new ArrayList<>();
        for (String scenario : now.scenarios().keySet()) {
            Map<Question, Set<String>> before = answers(base, scenario);
            Map<Question, Set<String>> after = answers(now, scenario);
            before.forEach((question, old) -> {
                Set<String> fresh = after.getOrDefault(question, old);
                if (!fresh.equals(old)) {
                    boolean news = fresh.stream().noneMatch(old::contains);
                    changes.add(new AnswerChange(scenario, question.cell(), question.name(), old, fresh, news));
                }
            });
        }
        return changes;
    }

    /** A question that only the base was asked is no change; how many there are is told. */
    static Optional<String> unmatched(Side base, Side now) {
        long unmatched = now.scenarios().keySet().stream()
                .mapToLong(scenario -> {
                    Set<Question> asked = answers(now, scenario).keySet();
                    return answers(base, scenario).keySet().stream()
                            .filter(question -> !asked.contains(question))
                            .count();
                })
                .sum();
        return unmatched == 0
                ? Optional.empty()
                : Optional.of(Words.counted(unmatched, "answer of the base has", "answers of the base have")
                        + " no counterpart, its configuration not having been tried");
    }

    private record Question(String cell, String name) implements Comparable<Question> {
        @Override
        public int compareTo(Question other) {
            int byCell = cell.compareTo(other.cell);
            return byCell != 0 ? byCell : name.compareTo(other.name);
        }
    }

    private static Map<Question, Set<String>> answers(Side side, String scenario) {
        Map<Question, Set<String>> answers = new TreeMap<>();
        for (TrialFinished trial : side.trialsOf(scenario)) {
            String cell = side.cell(trial.configuration());
            trial.observation()
                    .scripts()
                    .ifPresent(scripts -> scripts.measured().forEach(line -> {
                        int is = line.indexOf('=');
                        if (is > 0 && isAnswer(line.substring(0, is), line.substring(is + 1))) {
                            answers.computeIfAbsent(new Question(cell, line.substring(0, is)), q -> new TreeSet<>())
                                    .add(line.substring(is + 1));
                        }
                    }));
        }
        return answers;
    }

    private static boolean isAnswer(String name, String value) {
        return !SENTENCE.matcher(name).matches() && !FIGURE.matcher(value).matches();
    }
}
