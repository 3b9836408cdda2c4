package org.shmstress.tests.mutex;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.shmstress.fork.JvmProbe;
import org.shmstress.plan.Jvm;
import org.shmstress.protocol.Schedule;
import org.shmstress.segment.AccessPath;
import org.shmstress.verdict.Grade;
import org.shmstress.verdict.TrialVerdict;

/** The bundled locks and their mutants between real worker processes. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
final class LocksIT {

    /** A busy host needs that long; a quiet one finds each mutant within a second. */
    private static final long MUTANT_MILLIS = 60_000;

    private static ForkedTrials trials;
    private static List<Jvm> jvms;

    @BeforeAll
    static void start() {
        trials = new ForkedTrials();
        jvms = JvmProbe.installed().defaults();
    }

    @AfterAll
    static void end() {
        trials.close();
    }

    @ParameterizedTest
    @ValueSource(
            classes = {CasSpinLock.CheckThenSet.class, TicketLock.ReleasedEarly.class, PetersonLock.FenceTooEarly.class
            })
    void mutantIsFound(Class<?> mutant) {
        TrialVerdict verdict = verdict(mutant, AccessPath.UNSAFE, Schedule.FREE, MUTANT_MILLIS);
        assertEquals(Grade.FAILED, verdict.grade(), verdict.toString());
        assertTrue(
                verdict.facts().stream().anyMatch(fact -> fact.key().equals("evidence")),
                "no evidence: " + verdict.facts());
    }

    @ParameterizedTest
    @EnumSource(
            value = Schedule.class,
            names = {"FREE", "RENDEZVOUS", "JITTER", "MIXED"})
    void fenceDefectIsFoundUnderEachScheduleWithoutPauses(Schedule schedule) {
        TrialVerdict verdict =
                verdict(PetersonLock.FenceTooEarly.class, AccessPath.BYTE_BUFFER, schedule, MUTANT_MILLIS);
        assertEquals(Grade.FAILED, verdict.grade(), verdict.toString());
    }

    @ParameterizedTest
    @ValueSource(
            classes = {CasSpinLock.class, TicketLock.class, PetersonLock.class, PthreadMutex.class, RobustMutex.class})
    void correctLockIsNeverBlamed(Class<?> lock) {
        for (Schedule schedule : Schedule.values()) {
            Jvm jvm = jvms.get(schedule.ordinal() % jvms.size());
            TrialVerdict verdict =
                    trials.run(lock, jvm, AccessPath.UNSAFE, schedule, 300, 7).verdict();
            assertTrue(
                    verdict.grade() == Grade.PASSED || verdict.grade() == Grade.UNKNOWN && !verdict.witness(),
                    verdict.toString());
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = AccessPath.class,
            names = {"BYTE_BUFFER", "UNSAFE", "JNA"})
    void nativeMutexLiesAtTheSameBytesOnEachPath(AccessPath path) {
        TrialVerdict verdict = verdict(PthreadMutex.class, path, Schedule.FREE, 1000);
        assertEquals(Grade.PASSED, verdict.grade(), verdict.toString());
    }

    private static TrialVerdict verdict(Class<?> type, AccessPath path, Schedule schedule, long millis) {
        return trials.run(type, jvms.get(0), path, schedule, millis, 42).verdict();
    }
}
