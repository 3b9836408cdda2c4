package org.shmstress.script;

import java.util.ArrayList;
import java.util.List;

/** Reads the text form of a script, line by line. */
final class ScriptReader {

    /** No machine that runs this starts more; a typing error should not try. */
    private static final int MAX_WORKERS = 64;

    private final List<Stage> stages = new ArrayList<>();
    private final List<Step> group = new ArrayList<>();
    private boolean inGroup;

    Script read(String text) {
        String[] lines = text.split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            try {
                line(lines[i].replaceFirst("#.*", "").trim());
            } catch (ScriptSyntaxException e) {
                throw e.atLine(i + 1);
            }
        }
        if (inGroup) {
            throw new ScriptSyntaxException("", "'end' of the group").atLine(lines.length);
        }
        return new Script(stages);
    }

    private void line(String line) {
        if (line.isEmpty()) {
            return;
        } else if (line.equals("together") && !inGroup) {
            inGroup = true;
        } else if (line.equals("end") && inGroup) {
            endGroup();
        } else if (inGroup) {
            addToGroup(step(line));
        } else {
            stages.add(Stage.of(step(line)));
        }
    }

    private void addToGroup(Step step) {
        if (group.stream().anyMatch(s -> s.worker() == step.worker())) {
            throw new ScriptSyntaxException(
                    step.worker() + ":",
                    "a worker that has no step in this group yet: steps of one process do not overlap, since what it"
                            + " accesses while it unmaps it is undefined");
        }
        group.add(step);
    }

    private void endGroup() {
        if (group.isEmpty()) {
            throw new ScriptSyntaxException("end", "a step of the group");
        }
        stages.add(new Stage(group));
        group.clear();
        inGroup = false;
    }

    private static Step step(String line) {
        String expected = "the index of a worker and a colon, '0:' to '" + (MAX_WORKERS - 1) + ":'";
        String first = new Words(line).word(expected);
        if (!first.matches("[0-9]{1,2}:") || worker(first) >= MAX_WORKERS) {
            throw new ScriptSyntaxException(first, expected);
        }
        return new Step(worker(first), Action.parse(line.substring(first.length())));
    }

    private static int worker(String word) {
        return Integer.parseInt(word.substring(0, word.length() - 1));
    }
}
