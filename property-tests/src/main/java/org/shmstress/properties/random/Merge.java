package org.shmstress.properties.random;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.shmstress.script.Script;
import org.shmstress.script.Stage;
import org.shmstress.script.Step;

/**
 * One thing takes another one's place in a whole script: a worker, a name or a handle. Changing step by step cannot do that,
 * because the script between two such changes means something else.
 *
 * @param word the word that goes, e.g. {@code 2:} or {@code beta}
 * @param into the word in its place
 * @param handle another word that goes, but only where the first stands: a handle that both workers have; may be empty
 * @param other the word in its place
 */
public record Merge(String word, String into, String handle, String other) {

    private Merge(String word, String into) {
        this(word, into, "", "");
    }

    /** Fewer workers, of so many, the last ones first; then one name, one descriptor and one mapping. */
    static List<Merge> all(int workers) {
        List<Merge> merges = new ArrayList<>();
        for (int worker = workers - 1; worker > 0; worker--) {
            for (int into = 0; into < worker; into++) {
                merges.add(new Merge(worker + ":", into + ":"));
                merges.add(new Merge(worker + ":", into + ":", "m", "n"));
                merges.add(new Merge(worker + ":", into + ":", "a", "b"));
            }
        }
        Stream.of("beta alpha", "b a", "n m")
                .map(pair -> pair.split(" "))
                .forEach(pair -> merges.add(new Merge(pair[0], pair[1])));
        return List.copyOf(merges);
    }

    /** Steps that come to be one worker's cannot be at once any more: the first of them stays. */
    Stage in(Stage stage) {
        return Stages.together(stage.steps().stream().map(this::in).toList());
    }

    private Step in(Step step) {
        List<String> words = List.of(step.text().split(" "));
        boolean stands = words.contains(word);
        String text = words.stream()
                .map(w -> w.equals(word) ? into : stands && w.equals(handle) ? other : w)
                .collect(Collectors.joining(" "));
        return Script.parse(text).steps().findFirst().orElseThrow();
    }
}
