package org.shmstress.run.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shmstress.posix.PageSize;
import org.shmstress.posixmodel.PosixModel;
import org.shmstress.scenario.ScriptDialogue;
import org.shmstress.script.Action;
import org.shmstress.script.Answer;
import org.shmstress.script.Step;
import org.shmstress.segment.SegmentName;

/** The native process, told what to do step by step. */
class NativeProcessIT {

    private static final long RUN_ID = 0x5c41fbL << 32 | ProcessHandle.current().pid();
    private static final String MAP_SHARED = "call mmap 0 4096 3 33 -1 0 as @m";
    private static final int NEW_PIDS = 0x20000000;
    private static final int FUTEX = "aarch64".equals(System.getProperty("os.arch")) ? 98 : 202;

    @BeforeEach
    void wantsACompiler() {
        assumeTrue(NativeProgram.compiler().isPresent(), "there is no C compiler");
    }

    private static void lead(Consumer<ScriptDialogue> led) {
        try (NativeProgram program = new NativeProgram(
                new SegmentName(RUN_ID, ProcessHandle.current().pid(), "native"))) {
            PosixModel model = new PosixModel(List.of(), PageSize.bytes());
            new ScriptSession(List.of(), model, new RunObjectNames(RUN_ID), Optional.of(program)).lead(led);
        }
    }

    private static String ask(ScriptDialogue dialogue, int worker, String step) {
        return dialogue.perform(new Step(worker, Action.parse(step))).text();
    }

    @Test
    void forksAChildThatSharesWhatIsSharedAndHasACopyOfTheRest() {
        lead(dialogue -> {
            int parent = dialogue.startNative();
            ask(dialogue, parent, MAP_SHARED);
            ask(dialogue, parent, "write scratch 0 long 0x1");
            int child = dialogue.fork(parent);
            assertNotEquals(dialogue.pid(parent), dialogue.pid(child));
            assertEquals("returned " + dialogue.pid(child), ask(dialogue, child, "call getpid"));
            assertEquals("value 0x1", ask(dialogue, child, "read scratch 0 long"));
            assertEquals("ok", ask(dialogue, child, "write scratch 0 long 0x2"));
            assertEquals("ok", ask(dialogue, child, "write m 0 long 0x3"));
            assertEquals("value 0x3", ask(dialogue, parent, "read m 0 long"));
            assertEquals("value 0x1", ask(dialogue, parent, "read scratch 0 long"));
        });
    }

    @Test
    void executesItselfWithTheSamePipesAndWithoutItsMemory() {
        lead(dialogue -> {
            int worker = dialogue.startNative();
            ask(dialogue, worker, "write scratch 0 long 0x1");
            ask(dialogue, worker, MAP_SHARED);
            assertEquals("ok", ask(dialogue, worker, "exec"));
            assertEquals("returned " + dialogue.pid(worker), ask(dialogue, worker, "call getpid"));
            assertEquals("value 0x0", ask(dialogue, worker, "read scratch 0 long"));
            assertTrue(ask(dialogue, worker, "read m 0 long").startsWith("not-run"));
        });
    }

    /** The last of them is the word that a conditional requeue compares with. */
    @Test
    void passesSevenArguments() {
        lead(dialogue -> {
            int worker = dialogue.startNative();
            ask(dialogue, worker, "write scratch 0 int 0x7");
            String requeue = "call syscall " + FUTEX + " @scratch 4 1 1 @scratch+64 ";
            assertEquals("returned 0", ask(dialogue, worker, requeue + 7));
            assertEquals("returned -1 EAGAIN", ask(dialogue, worker, requeue + 8));
        });
    }

    @Test
    void survivesABadAccessAndTellsWhichSignalItWas() {
        lead(dialogue -> {
            int worker = dialogue.startNative();
            ask(dialogue, worker, MAP_SHARED);
            ask(dialogue, worker, "call munmap @m 4096");
            assertEquals("signalled 11 code 1", ask(dialogue, worker, "touch m 0 read"));
            assertEquals("returned " + dialogue.pid(worker), ask(dialogue, worker, "call getpid"));
        });
    }

    @Test
    void knowsAChildByTheIdThatItHasHereEvenInANamespaceOfItsOwn() {
        assumeTrue(OwnCredentials.read().overridesPermissions(), "only root makes a namespace");
        lead(dialogue -> {
            int parent = dialogue.startNative();
            assertEquals("returned 0", ask(dialogue, parent, "call unshare " + NEW_PIDS));
            int child = dialogue.fork(parent);
            assertEquals("returned 1", ask(dialogue, child, "call getpid"));
            assertNotEquals(1, dialogue.pid(child));
            Answer killed = dialogue.perform(new Step(child, new Action.Kill()));
            assertTrue(killed instanceof Answer.Died, killed::text);
        });
    }

    @Test
    void endsWithTheThreadThatStartedIt() throws Exception {
        try (NativeProgram program = new NativeProgram(
                new SegmentName(RUN_ID, ProcessHandle.current().pid(), "native"))) {
            CompletableFuture<Optional<ProcessHandle>> started = new CompletableFuture<>();
            Thread starter = new Thread(
                    () -> started.complete(ProcessHandle.of(program.start().pid())));
            starter.start();
            ProcessHandle process = started.get(60, TimeUnit.SECONDS).orElseThrow();
            starter.join(60_000);
            process.onExit().get(60, TimeUnit.SECONDS);
            assertFalse(process.isAlive());
        }
    }
}
