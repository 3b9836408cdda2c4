package org.shmstress.properties.claims;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.shmstress.properties.claims.Claim.Check;
import org.shmstress.properties.claims.Evidence.Objection;
import org.shmstress.script.Answer;
import org.shmstress.script.Script;

/** Claims about mapped bytes: POSIX, {@code mmap} with {@code MAP_SHARED}, and {@code shm_unlink}. */
final class Bytes {

    /** What the writer has added at least between two reads. */
    private static final long BETWEEN = 1_000;

    private Bytes() {}

    static Claim storesBecomeVisible() {
        String script = """
                0: create alpha as a
                0: size a 4096
                0: map a 4096 as m
                1: open alpha as b
                1: map b 4096 as n
                2: open alpha as c
                2: map c 4096 as o
                1: read n 0 long
                0: start t on m 0
                0: await t 1000
                1: read n 0 long
                0: await t 1000
                1: read n 0 long
                0: await t 1000
                1: read n 0 long
                0: stop t
                1: read n 0 long
                2: read o 0 long
                2: errand file-value c 0
                """;
        Check check = e -> Stream.of(
                        reachesEach(e),
                        lastValue(e, "1: read n"),
                        lastValue(e, "2: read o"),
                        e.unlessFigures(
                                "2: errand file-value",
                                "what the writer counted",
                                f -> f.get("value") == e.count("0: stop t")))
                .flatMap(Optional::stream);
        return new Claim(
                "claims/S10",
                "Stores through MAP_SHARED become visible to other processes",
                "One process counts up in the object. Another one that hears of each thousand, by a message, finds at least as many in the"
                        + " memory, never fewer than before; two readers find the last value, and so does pread. Controls: the reader maps an object of"
                        + " its own, which is what a copy in its memory would be; it maps privately.",
                Claim.PATHS,
                Script.parse(script),
                1,
                check,
                List.of(
                        Claim.control(
                                "the reader has a copy",
                                script,
                                "1: open alpha as b",
                                "1: create beta as b\n1: size b 4096"),
                        Claim.control(
                                "the reader maps privately and has touched the page",
                                script,
                                "1: map b 4096 as n",
                                "1: mmap b 0 4096 read-write private as n\n1: write n 8 long 0x1")));
    }

    /** The n-th read comes after n thousand increments at least. */
    private static Optional<Objection> reachesEach(Evidence e) {
        List<Integer> reads = e.stepsThatBegin("1: read n");
        OptionalInt stale = IntStream.range(0, reads.size() - 1)
                .filter(i -> !isAtLeast(e, reads, i))
                .findFirst();
        return stale.stream()
                .mapToObj(
                        i -> new Objection(reads.get(i), "at least " + i * BETWEEN + ", and no less than read before"))
                .findFirst();
    }

    private static boolean isAtLeast(Evidence e, List<Integer> reads, int i) {
        long before = i == 0 ? 0 : value(e.answer(reads.get(i - 1)));
        long now = value(e.answer(reads.get(i)));
        return now >= i * BETWEEN && now >= before;
    }

    private static long value(Answer answer) {
        return answer instanceof Answer.Value v ? v.value() : -1;
    }

    private static Optional<Objection> lastValue(Evidence e, String read) {
        long count = e.count("0: stop t");
        List<Integer> reads = e.stepsThatBegin(read);
        int last = reads.get(reads.size() - 1);
        return value(e.answer(last)) == count
                ? Optional.empty()
                : Optional.of(new Objection(last, "value " + count + ", which the writer counted"));
    }

    static Claim mappingsOutliveTheName() {
        String before = """
                0: create alpha as a
                0: size a 8192
                0: map a 8192 as m
                1: open alpha as b
                1: map b 8192 as n
                2: open alpha as c
                0: write m 4096 long 0x1111
                0: create beta as e
                0: size e 4096
                0: map e 4096 as x
                1: open beta as f
                1: map f 4096 as y
                0: errand mutex-init x shared
                """;
        String exchange = """
                0: stat a
                0: write m 8 long 0x2222
                1: read n 8 long
                1: write n 16 long 0x3333
                0: read m 16 long
                1: read n 4096 long
                """;
        String running = before + """
                0: start t on m 0
                1: start t on n 0
                0: await t 1000
                1: await t 1000
                2: unlink alpha
                2: unlink beta
                0: await t 1000
                1: await t 1000
                together
                  0: errand mutex-loop x 100 lock
                  1: errand mutex-loop y 100 lock
                end
                0: errand value x 256
                """ + exchange + """
                0: stop t
                1: stop t
                0: read m 0 long
                2: map c 8192 as o
                2: read o 4096 long
                2: take b of 1 as g
                2: map g 8192 as q
                2: read q 4096 long
                1: errand where n
                """;
        Check check = e -> Stream.of(
                        e.unless(
                                "0: stat a",
                                "an object without a name",
                                a -> a instanceof Answer.Status s && s.links() == 0),
                        e.unless("1: read n 8 ", "what process 0 wrote", new Answer.Value(0x2222)::equals),
                        e.unless("0: read m 16 ", "what process 1 wrote", new Answer.Value(0x3333)::equals),
                        e.unless("1: read n 4096 ", "what was there before", new Answer.Value(0x1111)::equals),
                        e.unless("2: read o 4096 ", "what was there before", new Answer.Value(0x1111)::equals),
                        e.unless("0: read m 0 ", "the sum of both counts", a -> value(a) == counts(e)),
                        e.unlessFigures("0: errand mutex-loop", "rounds, alone inside", Locking::isAlone),
                        e.unlessFigures("1: errand mutex-loop", "rounds, alone inside", Locking::isAlone),
                        e.unlessFigures("0: errand value", "as many as rounds", f -> f.get("value") == rounds(e)),
                        e.unless("2: read q 4096 ", "what was there before", new Answer.Value(0x1111)::equals),
                        e.unlessFigures("1: errand where", "a file that is deleted", f -> f.get("deleted") == 1))
                .flatMap(Optional::stream);
        return new Claim(
                "claims/S17",
                "Mappings made before live on after unlink",
                "Two processes increment one counter, and exchange words, while a third one unlinks the name: no increment is lost, the link"
                        + " count is 0, bytes are intact, a mutex works on, and the third one can still map its descriptor and one that"
                        + " it takes from another process. Controls: the object is truncated"
                        + " when it is unlinked, so that accesses end in bus errors; the name is not taken away.",
                Claim.PATHS,
                Script.parse(running),
                1,
                check,
                List.of(
                        new Claim.Control(
                                "truncated at unlink",
                                Script.parse(before + "2: unlink alpha\n2: size c 0\n" + exchange)),
                        Claim.control("the name stays", running, "2: unlink alpha", "2: stat c")));
    }

    private static long rounds(Evidence e) {
        return e.sum("0: errand mutex-loop", "rounds") + e.sum("1: errand mutex-loop", "rounds");
    }

    private static long counts(Evidence e) {
        return e.count("0: stop t") + e.count("1: stop t");
    }
}
