package org.shmstress.script;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What workers are told to do, stage by stage. The text form has one step per line, {@code WORKER: ACTION}; steps between
 * {@code together} and {@code end} overlap; {@code #} begins a comment:
 *
 * <pre>
 * 0: create alpha as a     # names are symbolic: real objects get unique ones
 * 0: size a 4096
 * together
 *   0: stat a
 *   1: unlink alpha
 * end
 * </pre>
 *
 * <p>A name is one of a shared-memory object; one that begins with {@code file.} is a file beside them that is opened by its path, one that
 * begins with {@code disk.} a file in a directory for temporary files.
 *
 * @param stages what happens one after the other
 */
public record Script(List<Stage> stages) {

    public Script {
        stages = List.copyOf(stages);
    }

    /** Reads the text form. */
    public static Script parse(String text) {
        return new ScriptReader().read(text);
    }

    /** Steps one after the other. */
    public static Script sequential(List<Step> steps) {
        return new Script(steps.stream().map(Stage::of).toList());
    }

    /** The text form; {@link #parse} reads it back to an equal script. */
    public String text() {
        return stages.stream().map(Stage::text).collect(Collectors.joining("\n"));
    }

    /** All steps in the order of their lines. */
    public Stream<Step> steps() {
        return stages.stream().flatMap(s -> s.steps().stream());
    }

    /** How many workers it needs. */
    public int workers() {
        return steps().mapToInt(Step::worker).max().orElse(-1) + 1;
    }
}
