package org.shmstress.properties.random;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.shmstress.script.Script;
import org.shmstress.script.Stage;
import org.shmstress.script.Step;

/** Stages made of steps and of other stages. */
final class Stages {

    private Stages() {}

    /** The steps at once; of several steps of one worker the first. */
    static Stage together(List<Step> steps) {
        Set<Integer> workers = new HashSet<>();
        List<Step> kept = new ArrayList<>();
        steps.stream().filter(step -> workers.add(step.worker())).forEach(kept::add);
        return new Stage(kept);
    }

    /** What these workers do of it; all of it if that is nothing. */
    static Stage of(Stage stage, Set<Integer> workers) {
        List<Step> theirs =
                stage.steps().stream().filter(s -> workers.contains(s.worker())).toList();
        return theirs.isEmpty() ? stage : new Stage(theirs);
    }

    /** One after the other what was at once. */
    static List<Stage> apart(Stage stage) {
        return stage.steps().stream().map(Stage::of).toList();
    }

    /** Stages in the text form of scripts. */
    static List<Stage> parse(String text) {
        return Script.parse(text).stages();
    }
}
