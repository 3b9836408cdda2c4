package org.shmstress.run;

import java.util.List;
import java.util.Set;
import org.shmstress.fork.Response;
import org.shmstress.fork.Team;
import org.shmstress.fork.WorkerProcess;
import org.shmstress.observation.Observation;
import org.shmstress.observation.Observation.Cause;
import org.shmstress.observation.Observation.WorkerSeen;
import org.shmstress.observation.WorkerExit;
import org.shmstress.protocol.CannotRunException;
import org.shmstress.protocol.Message;
import org.shmstress.protocol.StateTooLargeException;

/** What it means for a trial that its workers did not all answer. */
final class Trouble {

    private static final Set<String> CANNOT_RUN =
            Set.of(CannotRunException.class.getName(), StateTooLargeException.class.getName());

    private Trouble() {}

    /** The first worker that died by itself decides; else the first failed command; else the stall. */
    static Observation.Nothing of(List<WorkerSeen> seen, List<WorkerProcess> workers, Team.Result result) {
        for (int i = 0; i < workers.size(); i++) {
            if (result.responses().get(i) instanceof Response.Died died) {
                return new Observation.Nothing(
                        seen,
                        cause(died.exit()),
                        workers.get(i).describe() + " " + died.exit().describe());
            }
        }
        for (int i = 0; i < workers.size(); i++) {
            if (result.responses().get(i) instanceof Response.Replied replied
                    && replied.reply() instanceof Message.Failed failed) {
                if (CANNOT_RUN.contains(failed.exception())) {
                    return new Observation.Nothing(seen, Cause.CANNOT_RUN, failed.text());
                }
                return new Observation.Nothing(
                        seen,
                        isFault(failed) ? Cause.WORKER : Cause.HARNESS,
                        workers.get(i).describe() + ": " + failed.exception() + ": " + failed.text()
                                + at(failed.stack()));
            }
        }
        return new Observation.Nothing(
                seen, Cause.WORKER, "the workers " + result.stall().orElse("did not answer"));
    }

    /** What Java makes of a SIGBUS, e.g. behind the end of a file that was cut off: on JDK 17 anywhere after the access, on JDK 25 at it. */
    private static boolean isFault(Message.Failed failed) {
        return failed.exception().equals(InternalError.class.getName());
    }

    private static String at(List<String> stack) {
        return stack.isEmpty() ? "" : " at " + stack.get(0);
    }

    /** The kernel's OOM killer takes whom it likes: that says nothing about shared memory. */
    private static Cause cause(WorkerExit exit) {
        return exit.how() == WorkerExit.How.OUT_OF_MEMORY ? Cause.HARNESS : Cause.WORKER;
    }
}
