package org.shmstress.properties.claims;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.shmstress.posix.PageSize;
import org.shmstress.properties.claims.Claim.Check;
import org.shmstress.properties.claims.Evidence.Objection;
import org.shmstress.script.Answer;
import org.shmstress.script.Answer.Figures;
import org.shmstress.script.Script;

/**
 * Claims about when memory is taken and given back. Blocks of an object are exact. Free bytes of the file system and the machine's shared
 * memory are used by others at the same time: a reading is right within a quarter of the object's size, and wrong only if it is so in
 * every round.
 */
final class MemoryGiven {

    private static final int ROUNDS = 6;
    private static final long FILLED_BYTES = 64L << 20;
    private static final Path HUGE_PAGES = Path.of("/sys/kernel/mm/transparent_hugepage/shmem_enabled");

    private MemoryGiven() {}

    static Claim takenWhenTouched() {
        String script = """
                0: create alpha as a
                0: size a 268435456
                0: map a 268435456 as m
                0: errand descriptor a
                0: errand memory
                0: errand touch m 0 64 write
                0: errand descriptor a
                1: open alpha as b
                1: map b 268435456 as n
                1: errand touch n 1000 32 read
                1: errand descriptor b
                1: errand memory
                """;
        Check check = e -> Stream.of(
                        inUse(e, e.stepsThatBegin("0: errand descriptor").get(0), 0),
                        e.stepsThatBegin("0: errand descriptor").stream()
                                .skip(1)
                                .findFirst()
                                .flatMap(i -> inUse(e, i, 64)),
                        e.unlessFigures("0: errand touch", "about one fault a page", MemoryGiven::isAboutAFaultEach),
                        e.unlessFigures("1: errand touch", "about one fault a page", MemoryGiven::isAboutAFaultEach),
                        e.stepsThatBegin("1: errand descriptor").stream()
                                .findFirst()
                                .flatMap(i -> inUse(e, i, 64 + 32)))
                .flatMap(Optional::stream);
        return new Claim(
                        "claims/S08",
                        "ftruncate sets the length, and memory is taken only when pages are touched",
                        "An object of 256 MiB has no blocks when it is sized and mapped, those of 64 pages when so many were written, and"
                                + " 32 more when another process has read as many others: reading a hole takes a page too. Each page costs a"
                                + " fault. Controls: the first 4 MiB are allocated; zeros are written there.",
                        Claim.ONE_PATH,
                        Script.parse(script),
                        1,
                        check,
                        List.of(
                                Claim.control("allocated", script, "0: errand memory", "0: allocate a 0 4194304"),
                                Claim.control(
                                        "zeros are written",
                                        script,
                                        "0: map a 268435456 as m",
                                        "0: map a 268435456 as m\n0: fill m 0 4194304 0x0")))
                .reading(e -> List.of("huge pages of shared memory: " + hugePages()), e -> largerUnit());
    }

    private static Optional<Objection> inUse(Evidence e, int step, long pages) {
        boolean right = e.answer(step) instanceof Figures f
                && f.get("bytes-in-use") == pages * f.get("page-bytes")
                && f.get("size") == 256L << 20;
        return right ? Optional.empty() : Optional.of(new Objection(step, pages + " pages in use, size 256 MiB"));
    }

    /** A page that comes in beside the one that was asked for saves a fault. */
    private static boolean isAboutAFaultEach(Figures f) {
        return f.get("minor-faults") > 0 && f.get("minor-faults") <= 2 * f.get("pages") + 8;
    }

    private static String hugePages() {
        try {
            return Files.readString(HUGE_PAGES).trim();
        } catch (IOException e) {
            return "unknown to this kernel";
        }
    }

    private static Optional<String> largerUnit() {
        String setting = hugePages();
        return Stream.of("[always]", "[within_size]", "[force]").anyMatch(setting::contains)
                ? Optional.of(
                        "huge pages are on for shared memory (" + setting + "), so that memory comes in other units")
                : Optional.empty();
    }

    static Claim givenBackAtTheLast() {
        String script = """
                0: errand memory
                0: create alpha as a
                0: size a %1$d
                0: map a %1$d as m
                0: errand touch m 0 %2$d write
                0: errand remember a
                0: errand memory
                1: open alpha as b
                1: map b %1$d as n
                2: open alpha as c
                0: unlink alpha
                0: errand memory
                0: close a
                0: unmap m
                0: errand memory
                1: close b
                2: kill
                0: errand memory
                0: errand holders
                1: unmap n
                0: errand holders
                0: errand memory
                """.formatted(FILLED_BYTES, FILLED_BYTES / PageSize.bytes());
        return new Claim(
                        "claims/S18",
                        "Memory is returned when the last mapping and descriptor go",
                        "The 64 MiB of a filled and unlinked object stay in use, by free bytes of /dev/shm and by Shmem of /proc/meminfo,"
                                + " while one process has it mapped and another, which is then killed, has it open; with the last unmap they"
                                + " are free again and /proc knows no holder. Control: one process keeps a descriptor, and is named.",
                        Claim.ONE_PATH,
                        Script.parse(script),
                        ROUNDS,
                        MemoryGiven::objectionsToUse,
                        List.of(Claim.control("a descriptor stays open", script, "1: close b", "1: stat b")))
                .reading(MemoryGiven::inWords, e -> Optional.empty());
    }

    private static Stream<Objection> objectionsToUse(Evidence e) {
        List<Integer> holders = e.stepsThatBegin("0: errand holders");
        Optional<Objection> held = Stream.of(unlessHeld(e, holders.get(0), true), unlessHeld(e, holders.get(1), false))
                .flatMap(Optional::stream)
                .findFirst();
        List<Integer> readings = e.stepsThatBegin("0: errand memory");
        Stream<Objection> misused = IntStream.range(1, readings.size())
                .boxed()
                .flatMap(i -> Stream.of("free", "shmem")
                        .filter(figure ->
                                Math.abs(used(e, readings, i, figure) - expected(readings, i)) > FILLED_BYTES / 4)
                        .map(figure -> new Objection(
                                readings.get(i),
                                (expected(readings, i) >> 20)
                                        + " MiB in use by " + figure + ", give or take a quarter of the object; it is "
                                        + (used(e, readings, i, figure) >> 20))));
        return Stream.concat(held.stream(), misused);
    }

    private static Optional<Objection> unlessHeld(Evidence e, int step, boolean held) {
        return e.answer(step) instanceof Figures f && f.get("holders") > 0 == held
                ? Optional.empty()
                : Optional.of(new Objection(step, held ? "a holder" : "no holder"));
    }

    private static long expected(List<Integer> readings, int reading) {
        return reading == readings.size() - 1 ? 0 : FILLED_BYTES;
    }

    /** Since the first reading. */
    private static long used(Evidence e, List<Integer> readings, int reading, String figure) {
        long before = figure(e.answer(readings.get(0)), figure);
        long now = figure(e.answer(readings.get(reading)), figure);
        return figure.equals("free") ? before - now : now - before;
    }

    private static long figure(Answer answer, String name) {
        return answer instanceof Figures f ? f.get(name) : 0;
    }

    private static List<String> inWords(Evidence e) {
        List<Integer> readings = e.stepsThatBegin("0: errand memory");
        List<String> moments = List.of(
                "filled",
                "unlinked",
                "closed and unmapped by its maker",
                "mapped by one process alone",
                "unmapped by all");
        return IntStream.range(1, readings.size())
                .mapToObj(i -> String.format(
                        Locale.ROOT,
                        "in use when %s: %.1f MiB of /dev/shm, %.1f MiB of Shmem",
                        moments.get(i - 1),
                        used(e, readings, i, "free") / 1048576.0,
                        used(e, readings, i, "shmem") / 1048576.0))
                .toList();
    }
}
