package org.shmstress.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.shmstress.HarnessException;

class ScriptTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create alpha as a",
                "open /alpha.1_x-y as a",
                "unlink alpha",
                "shm-open alpha read-only 0 as a",
                "shm-open alpha read-write+create+exclusive+truncate 0644 as a",
                "memfd sealable as a",
                "memfd plain as a",
                "take a of 1 as b",
                "allocate a -1 4096",
                "chmod a 0600",
                "mode a",
                "number a",
                "dup a as b",
                "seal a shrink+grow+write",
                "seal a future-write",
                "seals a",
                "lock a process write",
                "lock a description none",
                "mmap a 4096 8192 read-write private as m",
                "mmap a 0 1 none shared as m",
                "unmap-part m 4096 4096",
                "protect m 0 4096 read",
                "sync m 0 4096",
                "advise m 0 4096 dontneed",
                "lock-memory m 0 4096",
                "size a -1",
                "stat a",
                "close a",
                "map a 4096 as m",
                "unmap m",
                "read m 8 byte",
                "read m 8 short",
                "read m 8 int",
                "write m 8 long 0xffffffffffffffff",
                "fill m 0 4096 0x5a",
                "copy m 0 4096 0x5a",
                "cas m 8 long 0x0 0xffffffffffffffff",
                "heat m 0 20000",
                "sum m 0 4096",
                "start t on m 8",
                "await t 1000",
                "stop t",
                "loop t 1000 call pthread_mutex_lock @m gives 0|130 ; increment @m+64 ; call sem_post @m+128",
                "loop t 3 store @m i+1 ; publish @m+8 3i+3 ; check @m = i-1000 ; add @m+8 -1 was >= 1 ; add @m 2",
                "loop t 1 until @m <= 7 ; until @m+8 = 2i call pthread_cond_wait @m+64 @m+128",
                "call getpid",
                "call shm_open name:alpha 66 384 as fd:a",
                "call open \"/tmp/a%2Bb%20%22c%22\" 0",
                "call mmap 0 4096 3 1 fd:a 0 as @m",
                "call stat file:alpha @scratch+64",
                "call unlink disk:alpha",
                "begin t call sem_wait @m+8",
                "outcome t",
                "thread t",
                "end-thread t",
                "fork",
                "exec",
                "touch m 4096 write",
                "touch m 0 read",
                "handle 25 0",
                "handled 25",
                "free",
                "channel-map a 4096 as m",
                "errand memory",
                "errand open-as 65534 alpha",
                "errand tell-address m n 256",
                "errand channel-first m pipe /tmp/x 64 8",
                "exit",
                "kill",
                "spawn"
            })
    void everyActionReadsBackFromItsText(String text) {
        assertEquals(text, Action.parse(text).text());
        assertEquals(Action.parse(text), Action.parse(Action.parse(text).text()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ok",
                "value 0xffffffffffffffff",
                "count 12",
                "free 4096",
                "status size 4096 object 7 links 1",
                "looped 12 surprise -1 last 0 -1 7",
                "looped 0 surprise 0 last 110",
                "failed ENOENT",
                "figures",
                "figures rounds=12 first-mismatch=-1",
                "returned 3",
                "returned -1 ENOENT",
                "signalled 7 code 2",
                "threw java.lang.InternalError",
                "died by SIGBUS (0x7), at once",
                "not-run m is not mapped"
            })
    void everyAnswerReadsBackFromItsText(String text) {
        assertEquals(text, Answer.parse(text).text());
    }

    @Test
    void scriptsKeepTheirGroups() {
        Script script = Script.parse("""
                # two creators
                together   # at once
                  0: create alpha as a
                  1: create alpha as a
                end

                2: stat a
                """);
        assertEquals(
                List.of(2, 1),
                script.stages().stream().map(s -> s.steps().size()).toList());
        assertEquals(3, script.workers());
        assertEquals(script, Script.parse(script.text()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0: creat alpha as a          | 'creat'   | one of create, open",
                "0: create alpha a            | 'a'       | 'as'",
                "0: create alpha as           | nothing   | the handle of a descriptor",
                "0: create al*pha as a        | 'al*pha'  | the name of an object",
                "0: size a lots               | 'lots'    | a size in bytes, decimal or 0x",
                "0: read m -8 long            | '-8'      | an offset, 0 or more",
                "0: read m 8 word             | 'word'    | byte, short, int or long",
                "0: shm-open a rw 0 as a      | 'rw'      | read-only or read-write",
                "0: shm-open a read-only+x 0 as a | 'x'   | some of create, exclusive, truncate",
                "0: shm-open a read-only 0888 as a | '0888' | permission bits, octal",
                "0: mmap a 0 1 rwx shared as m | 'rwx'    | one of none, read, read-write",
                "0: mmap a 0 1 read both as m | 'both'    | one of shared, private",
                "0: loop t 1 stor @m 1        | 'stor'    | call, store, publish",
                "0: loop t 1 store m 1        | 'm'       | @MAPPING+OFFSET",
                "0: loop t 1 check @m ~ 1     | '~'       | one of =, >=, <=",
                "0: loop t 1 store @m j       | 'j'       | a number, i, or such as 3i+1",
                "0: loop t 1 call f gives one | 'one'     | numbers, with",
                "0: seal a grow+shut          | 'grow+shut' | some of seal, shrink, grow, write, future-write",
                "0: lock a file read          | 'file'    | one of process, description",
                "0: protect m -1 4096 read    | '-1'      | an offset, 0 or more",
                "0: take a of alpha as b      | 'alpha'   | the index of a worker",
                "0: errand dance              | 'dance'   | one of where, descriptor",
                "0: errand touch m 0 many write | 'many'  | a number, decimal or 0x",
                "0: stat a now                | 'now'     | the end of the line",
                "0: stat                      | nothing   | the handle of a descriptor",
                "0: stat A                    | 'A'       | the handle of a descriptor (lower-case letters and digits)",
                "0:                           | nothing   | one of create, open",
                "0: open ../x as a            | '../x'    | the name of an object",
                "0: memfd sealed as a         | 'sealed'  | one of sealable, plain",
                "0: allocate a 0              | nothing   | a length in bytes",
                "0: chmod a rw-r--r--         | 'rw-r--r--' | permission bits, octal",
                "0: dup a to b                | 'to'      | 'as'",
                "0: advise m 0 1 now          | 'now'     | one of normal, willneed, dontneed",
                "0: fill m 0 16               | nothing   | a byte",
                "0: copy m 0 0x 1             | '0x'      | a length in bytes, 0 or more",
                "0: cas m 0 long 1            | nothing   | a value",
                "0: heat m 0 often            | 'often'   | a number of times, 0 or more",
                "0: start t at m 0            | 'at'      | 'on'",
                "0: await t                   | nothing   | a number of increments",
                "0: write m 0 long 0x1ffffffffffffffff | '0x1ffffffffffffffff' | a value, decimal or 0x",
                "0 stat a                     | '0'       | the index of a worker and a colon",
                "zero: stat a                 | 'zero:'   | the index of a worker",
                "99: stat a                   | '99:'     | the index of a worker",
                "end                          | 'end'     | the index of a worker",
            })
    void aBadLineIsToldWithLineWordAndWhatWasExpected(String line, String word, String expected) {
        assertRefused("0: free\n\n" + line + "\n", "script line 3: ", word, expected);
    }

    @Test
    void aWorkerMayActOnlyOnceInAGroup() {
        assertRefused("together\n0: free\n0: free\nend", "script line 3: ", "'0:'", "no step in this group yet");
    }

    @Test
    void aGroupMustEnd() {
        assertRefused("together\n0: free\n", "script line 3: ", "nothing", "'end'");
    }

    @Test
    void anEmptyGroupIsRefused() {
        assertRefused("together\nend\n", "script line 2: ", "'end'", "a step of the group");
    }

    @Test
    void ordersAndPerformancesReadBackFromTheirText() {
        Order order = Order.at(123, new Action.Size("a", 5));
        assertEquals(order, Order.parse(order.text()));
        assertEquals(Order.reset(), Order.parse(Order.reset().text()));
        Performance performance = new Performance(-5, 7, new Answer.Died("crashed: SIGBUS (0x7)"));
        assertEquals(performance, Performance.parse(performance.text()));
    }

    private static void assertRefused(String script, String... parts) {
        HarnessException e = assertThrows(ScriptSyntaxException.class, () -> Script.parse(script));
        assertEquals(HarnessException.Kind.USAGE, e.kind());
        for (String part : parts) {
            assertTrue(e.getMessage().contains(part), e.getMessage() + " lacks " + part);
        }
    }
}
