package org.shmstress.properties.claims;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.shmstress.properties.claims.Claim.Check;
import org.shmstress.script.Answer;
import org.shmstress.script.Answer.Figures;
import org.shmstress.script.Script;

/** Claims about exchange without the kernel, and about whose memory is whose. */
final class Exchange {

    private static final int ROUNDS = 300;

    private Exchange() {}

    static Claim byLoadsAndStoresAlone() {
        String script = """
                0: create alpha as a
                0: size a 65536
                0: map a 65536 as m
                1: open alpha as b
                1: map b 65536 as n
                0: create beta as c
                0: size c 65536
                0: map c 65536 as o
                1: open beta as d
                1: map d 65536 as p
                0: close a
                0: close c
                1: close b
                1: close d
                together
                  0: errand ping m 300 20000 guarded
                  1: errand pong n 300 20000 guarded
                end
                together
                  1: errand ping p 300 20000 guarded
                  0: errand pong o 300 20000 guarded
                end
                """;
        String impatient = script.replace(" 20000 guarded", " 700 guarded");
        Check check = e -> Stream.of(
                        e.unlessFigures("0: errand ping", ECHOED, Exchange::isSilent),
                        e.unlessFigures("1: errand pong", ECHOED, Exchange::isSilent),
                        e.unlessFigures("1: errand ping", ECHOED, Exchange::isSilent),
                        e.unlessFigures("0: errand pong", ECHOED, Exchange::isSilent))
                .flatMap(Optional::stream);
        return new Claim(
                "claims/S01",
                "Independent processes exchange data by plain loads and stores to one common region, without any message call",
                "Two processes, their descriptors closed, send each other 300 random nonces of 64 bytes at random offsets, in both"
                        + " directions; each must come back changed by a key. Meanwhile the kernel counts their threads' calls of the"
                        + " read and write family (/proc/PID/task/TID/io), and is told to kill them at any call that carries bytes to"
                        + " another process (seccomp). Controls: another object; a private mapping; a write beside each message, once"
                        + " counted, once forbidden.",
                Claim.ONE_PATH,
                Script.parse(script),
                1,
                check,
                List.of(
                        Claim.control(
                                "the other process maps another object",
                                impatient,
                                "1: open alpha as b",
                                "1: create gamma as b\n1: size b 65536"),
                        Claim.control(
                                "the other process maps privately",
                                impatient,
                                "1: map b 65536 as n",
                                "1: mmap b 0 65536 read-write private as n\n1: write n 0 long 0x0"),
                        Claim.control(
                                "a write call goes with each message",
                                script,
                                "0: errand ping m 300 20000 guarded",
                                "0: errand ping m 300 20000 calling"),
                        Claim.control(
                                "a write call that is forbidden",
                                impatient,
                                "0: errand ping m 300 700 guarded",
                                "0: errand ping m 300 700 guarded-calling")));
    }

    private static final String ECHOED = "300 messages, all as they should be, no read or write call";

    private static boolean isSilent(Figures f) {
        return f.get("matched") == ROUNDS
                && f.get("rounds") == ROUNDS
                && f.get("read-calls") + f.get("write-calls") == 0;
    }

    static Claim withoutTheKernel() {
        String script = """
                0: create alpha as a
                0: size a 1048576
                0: map a 1048576 as m
                1: open alpha as b
                1: map b 1048576 as n
                0: errand access m 1000000 touched
                1: errand access n 1000000 touched
                """;
        String needed =
                "no read or write call, no more than " + MOST_FAULTS + " faults and as many waits, no wrong value";
        Check check = e -> Stream.of(
                        e.unlessFigures("0: errand access", needed, Exchange::isUndisturbed),
                        e.unlessFigures("1: errand access", needed, Exchange::isUndisturbed))
                .flatMap(Optional::stream);
        return new Claim(
                        "claims/S03",
                        "After set-up an access needs no kernel involvement",
                        "A process stores and loads a million times each, in an object of 1 MiB whose pages it has touched before; then"
                                + " another one does. What the kernel had to do with the thread is read from getrusage (faults, waits, time)"
                                + " and /proc/PID/task/TID/io (calls of the read and write family); all calls but those for locks, signals,"
                                + " memory and clocks are forbidden on pain of death (seccomp). Controls: the same by pwrite and pread;"
                                + " pages not touched before, which costs a fault for each.",
                        Claim.PATHS,
                        Script.parse(script),
                        2,
                        check,
                        List.of(
                                Claim.control(
                                        "by pwrite and pread",
                                        script,
                                        "0: errand access m 1000000 touched",
                                        "0: errand access-by-calls a 20000"),
                                Claim.control(
                                        "pages not touched before",
                                        script,
                                        "0: errand access m 1000000 touched",
                                        "0: errand access m 1000000 untouched")))
                .reading(e -> List.of(perMillion(e, "0"), perMillion(e, "1")), e -> Optional.empty());
    }

    /** A JVM's own stop of all threads may put a few in. */
    private static final int MOST_FAULTS = 8;

    private static boolean isUndisturbed(Figures f) {
        return f.get("read-calls") + f.get("write-calls") == 0
                && f.get("minor-faults") <= MOST_FAULTS
                && f.get("voluntary-switches") <= MOST_FAULTS
                && f.get("wrong") == 0
                && f.get("accesses") > 0;
    }

    private static String perMillion(Evidence e, String worker) {
        String step = worker + ": errand access";
        double millions = e.figure(step, "accesses").orElse(0L) / 1e6;
        double entries = e.sum(step, "read-calls") + e.sum(step, "write-calls") + e.sum(step, "voluntary-switches");
        return String.format(
                Locale.ROOT,
                "process %s, per million accesses: %.1f kernel entries that count (calls and waits), %.1f faults",
                worker,
                entries / millions,
                e.sum(step, "minor-faults") / millions);
    }

    static Claim ownAddressesOfTheSamePages() {
        String script = """
                0: create alpha as a
                0: size a 8192
                0: map a 8192 as m
                0: write m 4096 long 0x51
                1: errand pad 1073741824
                1: open alpha as b
                1: map b 8192 as n
                1: write n 0 long 0x52
                1: read n 4096 long
                0: read m 0 long
                0: errand where m
                1: errand where n
                """;
        Check check = e -> Stream.of(
                        e.unlessFigures("1: errand where", "another address", f -> !isSame(e, f, "address")),
                        e.unlessFigures("1: errand where", "the same object", f -> isSameObject(e, f)),
                        e.unlessFigures("1: errand where", "the same page frame", f -> isSameFrame(e, f)),
                        e.unless("1: read n 4096", "what process 0 wrote", new Answer.Value(0x51)::equals),
                        e.unless("0: read m 0", "what process 1 wrote", new Answer.Value(0x52)::equals))
                .flatMap(Optional::stream);
        return new Claim(
                        "claims/S04",
                        "Processes have their own virtual addresses for the same physical pages",
                        "Two processes map one object, the second one after it reserved a gigabyte of addresses. Their addresses differ;"
                                + " device, inode and offset (/proc/self/maps) are the same, and so is the page frame (/proc/self/pagemap)"
                                + " where they may know it; a store through one address is seen through the other. Control: the second one"
                                + " maps a copy.",
                        Claim.ONE_PATH,
                        Script.parse(script),
                        1,
                        check,
                        List.of(Claim.control(
                                "a copy of the object",
                                script,
                                "1: open alpha as b\n1: map b 8192 as n",
                                "1: create beta as b\n1: size b 8192\n1: map b 8192 as n\n1: write n 4096 long 0x51")))
                .reading(e -> List.of(frames(e)), e -> Optional.empty());
    }

    private static boolean isSame(Evidence e, Figures f, String figure) {
        return e.figure("0: errand where", figure).equals(Optional.of(f.get(figure)));
    }

    private static boolean isSameObject(Evidence e, Figures f) {
        return Stream.of("device", "inode", "offset").allMatch(figure -> isSame(e, f, figure));
    }

    /** An unknown frame is neither the same nor another one. */
    private static boolean isSameFrame(Evidence e, Figures f) {
        return f.get("frame") == 0 || e.figure("0: errand where", "frame").orElse(0L) == 0 || isSame(e, f, "frame");
    }

    private static String frames(Evidence e) {
        boolean known = Stream.of("0: errand where", "1: errand where")
                .allMatch(step -> e.figure(step, "frame").orElse(0L) != 0);
        return known
                ? "the page frame is known to both, and is the same"
                : "page frames are unknown to those without privilege; device, inode and offset stand for them";
    }

    /** As errands take it: a process that is told the mark itself has it in its memory. */
    private static long disguised(long mark) {
        return mark ^ 0x5a3c_96e1_0f78_b4d2L;
    }

    static Claim isolation() {
        long shared = 0x7368_6172_6564_3031L;
        long hidden = 0x7072_6976_6174_6531L;
        long heap = 0x6865_6170_6d61_726bL;
        String script = """
                0: create alpha as a
                0: size a 8192
                0: map a 8192 as m
                0: mmap a 0 8192 read-write private as p
                0: write p 0 long 0x%x
                0: write m 64 long 0x%x
                0: errand keep %d
                0: errand tell-address p m 256
                1: open alpha as b
                1: map b 8192 as n
                1: errand find n %d
                1: errand find n %d
                1: errand file-value b 0
                1: errand peek n 256
                1: errand find-anywhere %d
                1: errand find-anywhere %d
                """.formatted(
                        hidden,
                        shared,
                        disguised(heap),
                        disguised(shared),
                        disguised(hidden),
                        disguised(hidden),
                        disguised(heap));
        String absent = "not found: it is process 0's own";
        Check check = e -> Stream.of(
                        e.unlessFigures(
                                "1: errand find n " + disguised(shared),
                                "found: it is shared",
                                f -> f.get("found") == 1),
                        e.unlessFigures("1: errand find n " + disguised(hidden), absent, f -> f.get("found") == 0),
                        e.unlessFigures("1: errand file-value", "0: nobody wrote there", f -> f.get("value") == 0),
                        e.unlessFigures(
                                "1: errand peek",
                                "nothing, or something else, at process 0's address",
                                f -> f.get("mapped") == 0 || f.get("disguised") != disguised(hidden)),
                        e.unlessFigures(
                                "1: errand find-anywhere",
                                absent,
                                f -> f.get("found") == 0 && f.get("scanned-bytes") > 0))
                .flatMap(Optional::stream);
        return new Claim(
                "claims/S05",
                "Isolation holds: private mappings and unmapped memory of one process are not visible to others",
                "A process writes marks to a shared mapping, to a private one and to its heap. Another one searches the object, its own"
                        + " writable memory, and the first one's address: it finds the shared mark alone. It is told the marks in disguise."
                        + " Control: the private mapping is a shared one.",
                Claim.ONE_PATH,
                Script.parse(script),
                1,
                check,
                List.of(Claim.control("shared where private was meant", script, "private as p", "shared as p")));
    }
}
