package org.shmstress.properties.regressions;

import static java.util.Map.entry;

import java.util.Map;
import java.util.regex.Pattern;
import org.shmstress.observation.ScriptTrace.StepSeen;
import org.shmstress.properties.conformance.Scene;

/**
 * Tells the symptom of a row from whatever else can go wrong in its check: only the symptom is excused on versions that are known for it. It
 * is what {@link #absent} rules on, a loop or a call that does not come to its end, or an answer to the steps that are listed here.
 */
final class Symptom {

    private static final String ABSENT = "unless the regression is there, ";

    private static final Pattern END = Pattern.compile("\\d+: outcome .*");

    private static final Map<String, Pattern> STEPS = Map.ofEntries(
            entry("K02", Pattern.compile("\\d+: call requeue_often .*")),
            entry("K03", Pattern.compile("\\d+: call (wake_often|syscall) .*")),
            entry("K04", Pattern.compile("\\d+: call wake_at_fresh_objects .*")),
            entry("K06", Pattern.compile("\\d+: call kill_owners .*")),
            entry("K08", Pattern.compile("\\d+: call syscall .*")),
            entry("K10", Pattern.compile("\\d+: call syscall .*")),
            entry("K13", Pattern.compile("6: touch .*")),
            entry("K16", Pattern.compile("\\d+: call cut_and_check .*")),
            entry("K17", Pattern.compile("\\d+: call pthread_spin_lock .*")),
            entry("K19", Pattern.compile("\\d+: read .*")),
            entry("G05", Pattern.compile("\\d+: (read|call (initialise_statically|pthread_cond_)) ?.*")),
            entry("G06", Pattern.compile("\\d+: call sem_open .*")),
            entry("G08", Pattern.compile("\\d+: call kill_owners .*")),
            entry("G09", Pattern.compile("\\d+: call kill_owners .*")),
            entry("G10", Pattern.compile("\\d+: call pthread_rwlock_try.*")),
            entry("G12", Pattern.compile("\\d+: call pthread_mutex_(timed|clock)lock .*")),
            entry("J01", Pattern.compile("1: (sum|fill) .*")),
            entry("J02", Pattern.compile("1: fill .*")));

    private Symptom() {}

    /** The symptom must not be there: what is said must hold. */
    static void absent(Scene c, String what, boolean holds) {
        c.holds(ABSENT + what, holds);
    }

    /** Whether a wrong answer is the symptom of the row. */
    static boolean is(String row, StepSeen wrong) {
        return wrong.allowed().stream().anyMatch(allowed -> allowed.startsWith(ABSENT))
                || END.matcher(wrong.step()).matches()
                || java.util.Optional.ofNullable(STEPS.get(row))
                        .filter(pattern -> pattern.matcher(wrong.step()).matches())
                        .isPresent();
    }
}
