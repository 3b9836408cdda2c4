package org.shmstress.scenario;

import java.util.List;
import org.shmstress.observation.ScriptTrace;
import org.shmstress.script.Answer;
import org.shmstress.script.Argument;
import org.shmstress.script.Step;

/**
 * A script that is decided step by step: the next step may depend on what the last one answered. The reference model does not rule
 * on it; whoever leads the dialogue says which answers are allowed.
 */
public interface ScriptDialogue {

    /**
     * Performs one step and waits for its answer; the death of its process is an answer as well.
     *
     * @return what came of it; the step's number is {@link #performed} from then on
     */
    Answer perform(Step step);

    /**
     * Performs steps of different workers that begin at the same instant, as nearly as processes can.
     *
     * @return their answers in the same order; their numbers are the last ones up to {@link #performed}
     */
    List<Answer> together(List<Step> steps);

    /** How many steps have been performed. */
    int performed();

    /**
     * Says what a step was allowed to answer. A step that nobody rules on agrees, whatever it answered.
     *
     * @param step number of the step, from 1
     * @param allowed the allowed answers, in words
     * @param agrees whether its answer is among them
     */
    void rule(int step, String allowed, boolean agrees);

    /** Id of the process that plays this worker at present. */
    long pid(int worker);

    /** The text that a symbolic argument stands for in this script: the real name of an object, the path of a file. */
    String real(Argument symbolic);

    /**
     * Starts a native process, which knows the same calls and some that no JVM can do.
     *
     * @return its worker index
     */
    int startNative();

    /**
     * Has a native process fork; parent and child both answer steps from then on.
     *
     * @return worker index of the child
     */
    int fork(int worker);

    /** What happened so far. */
    ScriptTrace trace();
}
