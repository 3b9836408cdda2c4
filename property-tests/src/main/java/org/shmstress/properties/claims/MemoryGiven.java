package org.shmstress.properties.claims;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.shmstress.properties.claims.Claim.Check;
import org.shmstress.properties.claims.Evidence.Objection;
import org.shmstress.script.Answer;
import org.shmstress.script.Script;

/**
 * Claims about when memory is taken and given back, by the free bytes of the file system of shared-memory objects. Others use that at the
 * same time: a reading is right within a quarter of the object's size, and wrong only if it is so in every round.
 */
final class MemoryGiven {

    private static final int ROUNDS = 6;
    private static final long MEBIBYTE = 1 << 20;

    private MemoryGiven() {}

    static Claim takenWhenTouched() {
        String script = """
                0: free
                0: create alpha as a
                0: size a 8388608
                0: map a 8388608 as m
                0: stat a
                0: free
                0: fill m 0 4194304 0x5a
                0: free
                1: open alpha as b
                1: map b 8388608 as n
                1: sum n 4194304 4194304
                0: free
                """;
        return new Claim(
                "S08",
                "ftruncate sets the length, and memory is taken only when pages are touched",
                "An object of 8 MiB takes no memory when it is sized and mapped, 4 MiB when half of it was written, and the rest when"
                        + " another process has read it: reading a hole takes a page too. Control: zeros are written instead of sizing alone.",
                Claim.ONE_PATH,
                Script.parse(script),
                ROUNDS,
                uses(8 * MEBIBYTE, List.of(0L, 4 * MEBIBYTE, 8 * MEBIBYTE)),
                List.of(Claim.control("zeros are written", script, "0: stat a", "0: fill m 0 8388608 0x0\n0: stat a")));
    }

    static Claim givenBackAtTheLast() {
        String script = """
                0: free
                0: create alpha as a
                0: size a 8388608
                0: map a 8388608 as m
                0: fill m 0 8388608 0x5a
                0: free
                1: open alpha as b
                1: map b 8388608 as n
                2: open alpha as c
                0: unlink alpha
                0: free
                0: close a
                0: unmap m
                0: free
                1: close b
                2: kill
                0: free
                1: unmap n
                0: free
                """;
        long size = 8 * MEBIBYTE;
        return new Claim(
                "S18",
                "Memory is returned when the last mapping and descriptor go",
                "The memory of a filled and unlinked object stays in use while one process has it mapped and another, which is then killed,"
                        + " has it open; with the last unmap it is free again. Control: one process keeps a descriptor.",
                Claim.ONE_PATH,
                Script.parse(script),
                ROUNDS,
                uses(size, List.of(size, size, size, size, 0L)),
                List.of(Claim.control("a descriptor stays open", script, "1: close b", "1: stat b")));
    }

    /** Bytes that the object has in use at each reading after the first. */
    private static Check uses(long sizeBytes, List<Long> expected) {
        return evidence -> {
            List<Integer> readings = evidence.stepsThatBegin("0: free");
            List<Objection> objections = new ArrayList<>();
            Optional<Long> before = free(evidence, readings.get(0));
            for (int i = 0; i < expected.size(); i++) {
                long wanted = expected.get(i);
                Optional<Long> now = free(evidence, readings.get(i + 1));
                Optional<Long> used = before.flatMap(b -> now.map(n -> b - n));
                if (used.filter(u -> Math.abs(u - wanted) < sizeBytes / 4).isEmpty()) {
                    objections.add(new Objection(readings.get(i + 1), words(before, wanted, sizeBytes / 4)));
                }
            }
            return objections.stream();
        };
    }

    private static String words(Optional<Long> before, long wanted, long tolerance) {
        return before.map(b -> "free " + (b - wanted) + ", give or take " + tolerance)
                .orElse("free bytes");
    }

    private static Optional<Long> free(Evidence evidence, int index) {
        return evidence.answer(index) instanceof Answer.FreeBytes f ? Optional.of(f.bytes()) : Optional.empty();
    }
}
