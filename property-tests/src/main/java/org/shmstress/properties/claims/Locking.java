package org.shmstress.properties.claims;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.shmstress.properties.claims.Claim.Check;
import org.shmstress.properties.claims.Evidence.Objection;
import org.shmstress.script.Answer.Figures;
import org.shmstress.script.Script;

/** Claims about records that are seen partly written, and about glibc's locks inside the segment. */
final class Locking {

    /** {@code EOWNERDEAD}. */
    private static final int OWNER_DEAD = 130;

    private static final String UNTORN = "nothing mixed";

    private Locking() {}

    static Claim partlyWritten() {
        String script = """
                0: create alpha as a
                0: size a 16384
                0: map a 16384 as m
                1: open alpha as b
                1: map b 16384 as n
                together
                  0: errand flip m seqlock 300
                  1: errand look n seqlock 300
                end
                0: fill m 0 16384 0x0
                together
                  0: errand flip m aligned 300
                  1: errand look n aligned 300
                end
                0: fill m 0 16384 0x0
                together
                  0: errand flip m record 300
                  1: errand look n record 300
                end
                0: fill m 0 16384 0x0
                together
                  0: errand flip m split 300
                  1: errand look n split 300
                end
                """;
        Check check = e -> Stream.of(
                        e.unlessFigures("1: errand look n seqlock", UNTORN, f -> f.get("mixed") == 0),
                        e.unlessFigures("1: errand look n aligned", UNTORN, f -> f.get("mixed") == 0))
                .flatMap(Optional::stream);
        return new Claim(
                        "claims/S12",
                        "A multi-byte value without synchronisation may be seen partly written",
                        "One process changes records from all zeros to all ones and back while another one looks. Records of 64 bytes are"
                                + " seen mixed; aligned longs never, nor records behind a seqlock; longs across two cache lines may be."
                                + " Not to see any is inconclusive. Control: a reader of the seqlock that does not look at the sequence.",
                        Claim.PATHS,
                        Script.parse(script),
                        1,
                        check,
                        List.of(Claim.control("a reader that does not retry", script, " seqlock ", " seqlock-blind ")))
                .reading(e -> List.of(mixed(e)), Locking::inconclusive);
    }

    private static String mixed(Evidence e) {
        return "mixed of looks: records " + ofLooks(e, "record") + ", longs across lines " + ofLooks(e, "split")
                + ", aligned longs " + ofLooks(e, "aligned") + ", under the seqlock " + ofLooks(e, "seqlock");
    }

    private static String ofLooks(Evidence e, String kind) {
        String step = "1: errand look n " + kind;
        return e.sum(step, "mixed") + " of " + e.sum(step, "looks");
    }

    private static Optional<String> inconclusive(Evidence e) {
        if (e.sum("1: errand look n aligned", "changes") == 0 || e.sum("1: errand look n seqlock", "changes") == 0) {
            return Optional.of("the reader saw no record change: the processes did not run at the same time");
        }
        return e.sum("1: errand look n record", "mixed") == 0
                ? Optional.of("no record was seen partly written in " + e.sum("1: errand look n record", "looks")
                        + " looks, which proves nothing")
                : Optional.empty();
    }

    static Claim mutexSerialises() {
        String counting = """
                0: create alpha as a
                0: size a 4096
                0: map a 4096 as m
                1: open alpha as b
                1: map b 4096 as n
                2: open alpha as c
                2: map c 4096 as o
                0: errand mutex-init m shared
                together
                  0: errand mutex-loop m 250 lock
                  1: errand mutex-loop n 250 lock
                  2: errand mutex-loop o 250 lock
                end
                0: errand value m 256
                """;
        String dying = """
                0: errand mutex-init m robust
                1: errand mutex-hold n
                1: kill
                together
                  0: errand mutex-take m 5000
                  2: errand mutex-take o 5000
                end
                """;
        Check check = e -> Stream.of(
                        e.unlessFigures("0: errand mutex-loop", ALONE, Locking::isAlone),
                        e.unlessFigures("1: errand mutex-loop", ALONE, Locking::isAlone),
                        e.unlessFigures("2: errand mutex-loop", ALONE, Locking::isAlone),
                        e.unlessFigures(
                                "0: errand value", "as many as there were rounds", f -> f.get("value") == rounds(e)),
                        e.stepsThatBegin("1: kill").isEmpty() ? Optional.<Objection>empty() : inheritance(e))
                .flatMap(Optional::stream);
        return new Claim(
                "claims/S13",
                "A mutex placed inside the segment serialises processes",
                "Three processes lock a process-shared glibc mutex and change an owner's word and two counters inside: nobody else is ever"
                        + " inside, the counters agree and are exact. Then the owner of a robust one is killed: one of two others gets"
                        + " EOWNERDEAD, the other one an orderly lock. Controls: one process does not lock; the mutex is private to a"
                        + " process; one process initialises it again and again.",
                Claim.PATHS,
                Script.parse(counting + dying),
                2,
                check,
                List.of(
                        Claim.control(
                                "one process does not lock",
                                counting,
                                "2: errand mutex-loop o 250 lock",
                                "2: errand mutex-loop o 250 skip"),
                        Claim.control(
                                "a mutex of one process", counting, "mutex-init m shared", "mutex-init m private"),
                        Claim.control(
                                "initialised again in use",
                                counting,
                                "2: errand mutex-loop o 250 lock",
                                "2: errand mutex-loop o 250 initialise")));
    }

    private static final String ALONE = "rounds, and nobody else inside, equal counters, no lock waited for in vain";

    static boolean isAlone(Figures f) {
        return f.get("rounds") > 0 && f.get("overlaps") + f.get("broken") + f.get("timeouts") == 0;
    }

    private static long rounds(Evidence e) {
        return Stream.of("0", "1", "2")
                .mapToLong(worker -> e.sum(worker + ": errand mutex-loop", "rounds"))
                .sum();
    }

    private static Optional<Objection> inheritance(Evidence e) {
        List<Integer> takers = Stream.of("0: errand mutex-take", "2: errand mutex-take")
                .flatMap(words -> e.stepsThatBegin(words).stream())
                .toList();
        long heirs = takers.stream().filter(i -> answers(e, i, OWNER_DEAD)).count();
        long others = takers.stream().filter(i -> answers(e, i, 0)).count();
        return heirs == 1 && others == 1
                ? Optional.empty()
                : takers.stream()
                        .findFirst()
                        .map(i -> new Objection(i, "EOWNERDEAD for one, an orderly lock for the other"));
    }

    private static boolean answers(Evidence e, int index, int errno) {
        return e.answer(index) instanceof Figures f
                && f.get("errno") == errno
                && f.get("consistent-errno") == 0
                && f.get("unlock-errno") == 0;
    }

    static Claim semaphoreCoordinates() {
        String script = """
                0: create alpha as a
                0: size a 65536
                0: map a 65536 as m
                1: open alpha as b
                1: map b 65536 as n
                2: open alpha as c
                2: map c 65536 as o
                0: errand semaphore-init m 0 shared
                together
                  0: errand produce m 300 0
                  1: errand consume n 300 5000
                end
                0: errand permits m
                0: errand semaphore-init m 2 shared
                together
                  0: errand section m 200
                  1: errand section n 200
                  2: errand section o 200
                end
                1: errand permits n
                """;
        Check check = e -> Stream.of(
                        e.unlessFigures(
                                "1: errand consume",
                                "300 items, none stale, no wait in vain",
                                f -> f.get("taken") == 300 && f.get("stale") + f.get("timeouts") == 0),
                        e.unlessFigures("0: errand permits", "posts less waits, 0", f -> f.get("permits") == 0),
                        e.unlessFigures("0: errand section", TWO, Locking::areTwo),
                        e.unlessFigures("1: errand section", TWO, Locking::areTwo),
                        e.unlessFigures("2: errand section", TWO, Locking::areTwo),
                        e.unlessFigures("1: errand permits", "both permits back", f -> f.get("permits") == 2))
                .flatMap(Optional::stream);
        return new Claim(
                "claims/S14",
                "A semaphore placed inside the segment coordinates processes",
                "A process writes 300 items and posts each to another one that waits for it: none is stale, and what is left is posts less"
                        + " waits. Then three processes share a section of two permits: never more than two are inside. Controls: a"
                        + " semaphore of one process, whose waiter sleeps on; a post too many.",
                Claim.PATHS,
                Script.parse(script),
                2,
                check,
                List.of(
                        Claim.control(
                                "a semaphore of one process",
                                script.replace(" 300 5000", " 300 500"),
                                "semaphore-init m 0 shared",
                                "semaphore-init m 0 private"),
                        Claim.control("a post too many", script, "produce m 300 0", "produce m 300 1")));
    }

    private static final String TWO = "entries, never more than two inside, no wait in vain";

    private static boolean areTwo(Figures f) {
        return f.get("entries") > 0 && f.get("most-inside") <= 2 && f.get("timeouts") == 0;
    }
}
