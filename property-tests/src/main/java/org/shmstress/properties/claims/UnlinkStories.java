package org.shmstress.properties.claims;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.shmstress.posix.PageSize;
import org.shmstress.properties.claims.Evidence.Objection;
import org.shmstress.script.Answer;
import org.shmstress.script.Answer.Figures;
import org.shmstress.script.Script;

/**
 * What becomes of memory that has lost its name, or never had one, while processes have it mapped and open: traffic goes on, a late opener
 * finds nothing, a new object of the old name is another one, and the memory is there until the last mapping <em>and</em> the last
 * descriptor are gone, be they closed or their process killed (POSIX, {@code unlink}, {@code shm_unlink}).
 */
enum UnlinkStories {
    OBJECT("UnlinkedObject", "A shared-memory object", "alpha", "map", "free"),
    FILE("UnlinkedFile", "A file in /dev/shm that a FileChannel maps", "file.alpha", "channel-map", "free"),
    MEMFD("UnnamedMemory", "Memory of memfd_create, which never had a name,", "", "map", "shmem"),
    DISK("UnlinkedDiskFile", "A file on a disk", "disk.alpha", "map", "free");

    private static final long BYTES = 64L << 20;
    private static final int ROUNDS = 6;

    private static final List<String> MOMENTS = List.of(
            "filled",
            "without a name",
            "one process killed",
            "open in one process that never mapped",
            "mapped in one process",
            "nowhere");

    private final String id;
    private final String kind;
    private final String name;
    private final String map;
    private final String figure;

    /**
     * @param figure what tells memory in use: free bytes of the file system, or the machine's shared memory
     */
    UnlinkStories(String id, String kind, String name, String map, String figure) {
        this.id = id;
        this.kind = kind;
        this.name = name;
        this.map = map;
        this.figure = figure;
    }

    Claim story() {
        String script = script();
        return new Claim(
                        "lifecycle/" + id,
                        kind + " lives as long as anybody holds it",
                        "Two processes increment a counter in 64 MiB of it, a third one only has it open, a fourth one is killed. "
                                + (isNamed()
                                        ? "Its name is unlinked, a late opener gets ENOENT, a new one of that name is another. "
                                        : "")
                                + "No increment is lost. Its memory is given back with the last unmap and close, not before; others use"
                                + " the same memory meanwhile, so that only what is wrong in each of " + ROUNDS
                                + " rounds is wrong. Control:"
                                + " a descriptor stays open, and /proc names its holder.",
                        Claim.PATHS,
                        Script.parse(script),
                        ROUNDS,
                        this::objections,
                        List.of(Claim.control("a descriptor stays open", script, "2: close c", "2: stat c")))
                .reading(this::inWords, e -> Optional.empty());
    }

    private boolean isNamed() {
        return !name.isEmpty();
    }

    private String script() {
        String text = isNamed() ? OPENED.replace("NAME", name) : TAKEN;
        return (text + HELD)
                .replace("READING", isNamed() ? "0: errand room " + name : "0: errand memory")
                .replace("UNLINK", isNamed() ? UNLINK.replace("NAME", name) : "")
                .replace(" MAP ", " " + map + " ")
                .replace("PAGES", Long.toString(BYTES / PageSize.bytes()))
                .replace("BYTES", Long.toString(BYTES));
    }

    private static final String OPENED = """
            READING
            0: create NAME as a
            0: size a BYTES
            1: open NAME as b
            2: open NAME as c
            3: open NAME as d
            """;

    private static final String TAKEN = """
            READING
            0: memfd plain as a
            0: size a BYTES
            1: take a of 0 as b
            2: take a of 0 as c
            3: take a of 0 as d
            """;

    private static final String UNLINK = """
            2: unlink NAME
            3: open NAME as late
            1: stat b
            3: create NAME as new
            3: size new 4096
            3: stat new
            3: unlink NAME
            """;

    private static final String HELD = """
            0: MAP a BYTES as m
            0: errand touch m 0 PAGES write
            0: errand remember a
            READING
            1: MAP b BYTES as n
            3: MAP d BYTES as o
            0: start t on m 8
            1: start u on n 8
            0: await t 1000
            1: await u 1000
            UNLINK
            READING
            0: await t 1000
            1: await u 1000
            3: kill
            0: await t 1000
            1: await u 1000
            0: stop t
            1: stop u
            READING
            0: unmap m
            0: close a
            1: close b
            1: unmap n
            READING
            0: errand holders
            2: map c BYTES as p
            2: errand value p 8
            2: close c
            READING
            2: unmap p
            0: errand holders
            READING
            """;

    private Stream<Objection> objections(Evidence e) {
        List<Integer> holders = e.stepsThatBegin("0: errand holders");
        long counted = e.count("0: stop t") + e.count("1: stop u");
        Stream<Objection> first = Stream.of(
                        e.unlessFigures("2: errand value", "the sum of both counts", f -> f.get("value") == counted),
                        holds(e, holders.get(0), 1),
                        holds(e, holders.get(1), 0),
                        isNamed()
                                ? e.unless(
                                        "3: open " + name + " as late", "ENOENT", new Answer.Failed("ENOENT")::equals)
                                : Optional.<Objection>empty())
                .flatMap(Optional::stream);
        List<Integer> readings = readings(e);
        Stream<Objection> memory = IntStream.range(1, readings.size())
                .filter(i -> Math.abs(used(e, i) - expected(readings, i)) > BYTES / 4)
                .mapToObj(i -> new Objection(
                        readings.get(i),
                        (expected(readings, i) >> 20) + " MiB in use, give or take a quarter of the object; it is "
                                + (used(e, i) >> 20)));
        return Stream.concat(first, memory);
    }

    private static Optional<Objection> holds(Evidence e, int step, long holders) {
        return e.answer(step) instanceof Figures f && f.get("holders") == holders
                ? Optional.empty()
                : Optional.of(new Objection(step, holders + " holders"));
    }

    private List<Integer> readings(Evidence e) {
        return e.stepsThatBegin(isNamed() ? "0: errand room" : "0: errand memory");
    }

    private static long expected(List<Integer> readings, int reading) {
        return reading == readings.size() - 1 ? 0 : BYTES;
    }

    /** Since the first reading. */
    private long used(Evidence e, int reading) {
        long before = value(e.answer(readings(e).get(0)));
        long now = value(e.answer(readings(e).get(reading)));
        return figure.equals("free") ? before - now : now - before;
    }

    private long value(Answer answer) {
        return answer instanceof Figures f ? f.get(figure) : 0;
    }

    private List<String> inWords(Evidence e) {
        return IntStream.range(1, readings(e).size())
                .mapToObj(i -> String.format(
                        Locale.ROOT, "in use when %s: %.1f MiB", MOMENTS.get(i - 1), used(e, i) / 1048576.0))
                .toList();
    }
}
