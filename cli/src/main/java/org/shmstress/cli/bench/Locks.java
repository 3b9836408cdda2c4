package org.shmstress.cli.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.shmstress.HarnessException;
import org.shmstress.cli.bench.LockFigure.Pair;
import org.shmstress.plan.Jvm;
import org.shmstress.run.Interruption;
import org.shmstress.scenario.Scenario.ObjectTest;
import org.shmstress.segment.AccessPath;
import org.shmstress.segment.Layout;
import org.shmstress.segment.PrivateDirectory;
import org.shmstress.segment.Segment;

/**
 * Lock and unlock of each bundled lock, beside glibc's mutex called from C and ReentrantLock between threads. A round is a turn of each
 * side, alone and contended, so that a host that changes its speed changes it for all.
 */
public final class Locks {

    private static final Duration BOUND = Duration.ofSeconds(60);
    private static final long PAGE = 4096;

    private final Jvm jvm;
    private final Path distribution;
    private final Path directory;
    private final Plan plan;
    private final Interruption interruption;
    private final Consumer<String> progress;
    private final Child child;
    private final List<String> failed = new ArrayList<>();

    /**
     * How much is measured.
     *
     * @param rounds that count, after one that warms up
     * @param millis of each side's turn
     */
    public record Plan(int rounds, long millis) {}

    /** One side of the comparison. */
    private interface Side extends AutoCloseable {
        Pair turn();

        @Override
        void close();
    }

    /**
     * @param directory an empty one, for logs and the compiled program
     * @param progress told each lock
     */
    public Locks(
            Jvm jvm,
            Path distribution,
            Path directory,
            Plan plan,
            Interruption interruption,
            Consumer<String> progress) {
        this.jvm = jvm;
        this.distribution = distribution;
        this.directory = directory;
        this.plan = plan;
        this.interruption = interruption;
        this.progress = progress;
        this.child = new Child(directory, interruption);
    }

    /** Measures these locks; one that cannot be measured is told of and left out. */
    public LockFigure.Report measure(List<ObjectTest> locks) {
        List<LockFigure> figures = new ArrayList<>();
        Optional<Path> program = compiled();
        try (CostJvm jvms = new CostJvm(jvm, distribution, child);
                Side reentrant = single(jvms.start("reentrant", List.of("threads")))) {
            Optional<Side> mutex = program.map(p -> single(child.converse("mutex", List.of(p.toString()))));
            try {
                for (ObjectTest lock : locks) {
                    figure(lock, jvms, mutex, reentrant).ifPresent(figures::add);
                }
            } finally {
                mutex.ifPresent(Side::close);
            }
        }
        String peer = program.isPresent()
                ? "glibc's mutex: process-shared, called from C, compiled with cc -O2"
                : "glibc's mutex was not measured: there is no C compiler (cc); install gcc to have the comparison";
        return new LockFigure.Report(
                1,
                jvm.version(),
                Runtime.getRuntime().availableProcessors(),
                "nanoseconds per lock and unlock",
                peer,
                figures,
                List.copyOf(failed));
    }

    private Optional<Path> compiled() {
        Path source = directory.resolve("mutex.c");
        Path program = directory.resolve("mutex");
        try (InputStream text = Objects.requireNonNull(Locks.class.getResourceAsStream("mutex.c"))) {
            Files.copy(text, source);
            child.run("cc", List.of("cc", "-O2", "-pthread", "-o", program.toString(), source.toString()), BOUND);
            return Optional.of(program);
        } catch (IOException e) {
            throw new HarnessException("cannot write " + source, e);
        } catch (HarnessException e) {
            if (interruption.happened()) {
                throw e;
            }
            progress.accept("no comparison with C: " + e.getMessage());
            return Optional.empty();
        }
    }

    private Optional<LockFigure> figure(ObjectTest lock, CostJvm jvms, Optional<Side> mutex, Side reentrant) {
        AccessPath path = lock.paths().contains(AccessPath.UNSAFE)
                ? AccessPath.UNSAFE
                : lock.paths().stream()
                        .filter(p -> p.isOn(jvm.feature()))
                        .findFirst()
                        .orElse(AccessPath.JNA);
        try (Side ours = ours(lock, path, jvms)) {
            List<Pair> our = new ArrayList<>();
            List<Pair> c = new ArrayList<>();
            List<Pair> threads = new ArrayList<>();
            for (int round = 0; round <= plan.rounds(); round++) {
                our.add(ours.turn());
                threads.add(reentrant.turn());
                mutex.ifPresent(side -> c.add(side.turn()));
            }
            LockFigure figure = figure(lock.id(), path.label(), counted(our), counted(c), counted(threads));
            progress.accept(String.format(
                    Locale.ROOT,
                    "%-28s alone %.1f ns  contended %.1f ns",
                    lock.id(),
                    figure.alone().median(),
                    figure.contended().median()));
            return Optional.of(figure);
        } catch (HarnessException e) {
            if (interruption.happened()) {
                throw e;
            }
            failed.add(lock.id() + " could not be measured: " + e.getMessage());
            progress.accept(failed.get(failed.size() - 1));
            return Optional.empty();
        }
    }

    /** All but the first, which warms up. */
    private static List<Pair> counted(List<Pair> rounds) {
        return rounds.isEmpty() ? rounds : rounds.subList(1, rounds.size());
    }

    private static LockFigure figure(String id, String path, List<Pair> our, List<Pair> c, List<Pair> threads) {
        return new LockFigure(
                id,
                path,
                Spread.of(our.stream().map(Pair::alone).toList()),
                Spread.of(our.stream().map(Pair::contended).toList()),
                c.isEmpty() ? List.of() : List.of(ratio(our, c, Pair::alone)),
                c.isEmpty() ? List.of() : List.of(ratio(our, c, Pair::contended)),
                ratio(our, threads, Pair::alone),
                ratio(our, threads, Pair::contended));
    }

    private static Spread ratio(List<Pair> our, List<Pair> peer, Function<Pair, Double> figure) {
        return Spread.of(IntStream.range(0, our.size())
                .mapToObj(i -> figure.apply(our.get(i)) / figure.apply(peer.get(i)))
                .toList());
    }

    /** A side that is one program. */
    private Side single(Child.Dialogue program) {
        return new Side() {
            @Override
            public Pair turn() {
                return new Pair(nanos(List.of(program), "alone"), nanos(List.of(program), "both"));
            }

            @Override
            public void close() {
                program.close();
            }
        };
    }

    private Side ours(ObjectTest lock, AccessPath path, CostJvm jvms) {
        Segment segment = jvms.segment(Layout.of(lock.workers(), PAGE, lock.objectBytes(), PAGE));
        Path files = PrivateDirectory.of(segment.name());
        List<Child.Dialogue> workers = new ArrayList<>();
        Side side = new Side() {
            @Override
            public Pair turn() {
                return new Pair(nanos(workers.subList(0, 1), "alone"), nanos(workers, "both"));
            }

            @Override
            public void close() {
                workers.forEach(Child.Dialogue::close);
                segment.close();
                PrivateDirectory.remove(files);
            }
        };
        try {
            for (int worker = 0; worker < 2; worker++) {
                workers.add(jvms.on(
                        lock.subject() + "-" + lock.objectClass() + "-" + worker,
                        segment,
                        path,
                        List.of(
                                lock.origin().toAbsolutePath().toString(),
                                lock.objectClass(),
                                Integer.toString(worker),
                                Integer.toString(lock.workers()),
                                Long.toString(lock.objectBytes()),
                                files.toString())));
            }
            workers.get(0).say("prepare");
            workers.get(0).hear("ready", BOUND);
            for (Child.Dialogue worker : workers) {
                worker.say("attach");
                worker.hear("ready", BOUND);
            }
            return side;
        } catch (RuntimeException e) {
            side.close();
            throw e;
        }
    }

    /** Nanoseconds from one lock and unlock to the next, whoever's; several programs work at the same time. */
    private double nanos(List<Child.Dialogue> programs, String how) {
        programs.forEach(program -> program.say(how + " " + plan.millis()));
        long operations = 0;
        long nanos = 0;
        for (Child.Dialogue program : programs) {
            String[] words = program.hear("locked", BOUND).get(0).split(" ");
            operations += Long.parseLong(words[1]);
            nanos = Math.max(nanos, Long.parseLong(words[2]));
        }
        return (double) nanos / operations;
    }
}
