package org.shmstress.fork;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.shmstress.fork.ExitClassifier.Evidence;
import org.shmstress.observation.WorkerExit;
import org.shmstress.observation.WorkerExit.How;

class ExitClassifierTest {

    private static final Evidence PLAIN = new Evidence(0, false, Optional.empty(), "", Optional.empty(), "", 0, "");

    @Test
    void leavingWhenAskedIsOrderly() {
        assertExit(
                How.ORDERLY,
                "left when asked",
                new Evidence(0, true, Optional.empty(), "", Optional.empty(), "", 0, ""));
    }

    @Test
    void leavingUnaskedIsAnExitEvenWithCodeZero() {
        assertExit(How.EXITED, "exited with code 0 although nobody asked", PLAIN);
    }

    @Test
    void anExitCodeAfterTheFarewellIsNotOrderly() {
        Evidence seen = new Evidence(3, true, Optional.empty(), "", Optional.empty(), "", 0, "");
        assertExit(How.EXITED, "exited with code 3 although nobody asked", seen);
    }

    @Test
    void aCrashFileMakesACrashOfExitCodeOne() {
        Evidence seen = new Evidence(
                1, false, Optional.empty(), "", Optional.of("workers/hs_err_7.log"), "crashed: SIGSEGV", 0, "# end");
        assertExit(How.CRASHED, "crashed: SIGSEGV", seen);
    }

    @Test
    void aCrashFileOutweighsTheKillThatCameTooLate() {
        Evidence seen = new Evidence(
                137,
                false,
                Optional.of(How.HUNG),
                "hung",
                Optional.of("workers/hs_err_7.log"),
                "crashed: SIGBUS",
                0,
                "");
        assertExit(How.CRASHED, "crashed: SIGBUS", seen);
    }

    @Test
    void aSignalFromElsewhereIsACrashThatNamesIt() {
        assertExit(How.CRASHED, "died by SIGKILL (9)", code(137, 0, ""));
        assertExit(How.CRASHED, "died by SIGABRT (6); last line of its log: no room", code(134, 0, "no room"));
        assertExit(How.CRASHED, "died by signal (42)", code(170, 0, ""));
    }

    @Test
    void codesBeyondTheSignalsAreExits() {
        assertExit(How.EXITED, "exited with code 255 although nobody asked", code(255, 0, ""));
        assertExit(How.EXITED, "exited with code 128 although nobody asked", code(128, 0, ""));
    }

    @Test
    void sigkillWhileTheOomKillerWasAtWorkIsOutOfMemory() {
        assertExit(How.OUT_OF_MEMORY, "taken by the kernel's OOM killer", code(137, 1, ""));
    }

    @Test
    void otherSignalsAreNotTheOomKillers() {
        assertExit(How.CRASHED, "died by SIGSEGV (11)", code(139, 1, ""));
    }

    @Test
    void aKillOnPurposeIsNotTheOomKillersEither() {
        Evidence seen = new Evidence(
                137, false, Optional.of(How.KILLED_ON_PURPOSE), "was killed inside", Optional.empty(), "", 1, "");
        assertExit(How.KILLED_ON_PURPOSE, "was killed inside", seen);
    }

    @Test
    void whoEndedBeforeTheKillArrivedEndedByItself() {
        Evidence seen = new Evidence(
                3, false, Optional.of(How.KILLED_ON_PURPOSE), "was killed inside", Optional.empty(), "", 0, "");
        assertExit(How.EXITED, "exited with code 3 although nobody asked", seen);
    }

    @Test
    void nonsenseOnTheChannelIsACrashThatSaysSo() {
        Evidence seen = new Evidence(
                137, false, Optional.of(How.CRASHED), "was killed: it sent rubbish", Optional.empty(), "", 0, "");
        assertExit(How.CRASHED, "was killed: it sent rubbish", seen);
    }

    private static Evidence code(int code, long oomKills, String lastLine) {
        return new Evidence(code, false, Optional.empty(), "", Optional.empty(), "", oomKills, lastLine);
    }

    private static void assertExit(How how, String detail, Evidence seen) {
        WorkerExit exit = ExitClassifier.classify(seen);
        assertEquals(how, exit.how());
        assertEquals(detail, exit.detail());
        assertEquals(seen.code(), exit.code());
    }
}
