package org.shmstress.properties;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.shmstress.script.Script;
import org.shmstress.script.Step;

/**
 * One thing takes another one's place in a whole script: a worker, a name or a handle. Changing step by step cannot do that,
 * because the script between two such changes means something else.
 *
 * @param word the word that goes, e.g. {@code 2:} or {@code beta}
 * @param into the word in its place
 */
public record Merge(String word, String into) {

    Step in(Step step) {
        String text = Arrays.stream(step.text().split(" "))
                .map(w -> w.equals(word) ? into : w)
                .collect(Collectors.joining(" "));
        return Script.parse(text).steps().findFirst().orElseThrow();
    }
}
