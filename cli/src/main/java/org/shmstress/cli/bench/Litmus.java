package org.shmstress.cli.bench;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.shmstress.plan.Jvm;
import org.shmstress.run.Interruption;
import org.shmstress.run.RunDirectory;
import org.shmstress.segment.Room;

/**
 * The comparison with stock jcstress: rounds over all tests, in each test ours and the peer one after the other on fresh JVMs;
 * then whole commands.
 */
public final class Litmus implements AutoCloseable {

    /** No trial of two actors needs more. */
    private static final long ROOM_BYTES = 16L << 20;

    /** A round that is discarded is made up for, up to this many times the rounds asked for. */
    private static final int PATIENCE = 2;

    /** What a whole command of ours spends on warming up, and a margin. */
    private static final long COMMAND_MILLIS = 500;

    private static final double COMMAND_MARGIN = 1.3;

    private static final long MAX_COMMAND_MILLIS = 60_000;

    private final Order order;
    private final List<LitmusTest> tests;
    private final Peer peer;
    private final Ours ours;
    private final Child ourChildren;
    private final PrintWriter progress;

    /**
     * What is wanted.
     *
     * @param rounds rounds that must count, at least 5
     * @param names names of the tests
     * @param commandNames names of the tests that are also measured as whole commands
     * @param warmUpMillis least time before the peer's samples count
     * @param millis time in which samples of a side count in a round
     * @param jvm JDK of both sides
     * @param distribution directory that holds {@code peer}
     * @param launcher the command that a user would give to start this product
     */
    public record Order(
            int rounds,
            List<String> names,
            List<String> commandNames,
            long warmUpMillis,
            long millis,
            Jvm jvm,
            Path distribution,
            List<String> launcher) {}

    private Litmus(Order order, Path out, Interruption interruption, PrintWriter progress) {
        this.order = order;
        this.progress = progress;
        Path jar = Peer.litmusJar(order.distribution());
        Room.ofThisMachine().require(ROOM_BYTES);
        this.tests = LitmusTest.of(jar, order.names());
        Path peerFiles = RunDirectory.empty(out.resolve("peer"));
        Path ourFiles = RunDirectory.empty(out.resolve("ours"));
        this.ourChildren = new Child(ourFiles, interruption);
        this.ours = new Ours(order.jvm(), jar, ourFiles, order.millis(), interruption);
        progress.println("bench litmus: stock jcstress probes this machine");
        progress.flush();
        this.peer = Peer.probe(
                order.jvm(),
                order.distribution().resolve("peer"),
                peerFiles,
                new Child(peerFiles, interruption),
                order.warmUpMillis(),
                order.millis());
    }

    /**
     * Makes everything ready.
     *
     * @param out directory for what is measured
     * @param progress told what goes on
     * @throws HarnessException if the peer is not there or cannot run
     */
    public static Litmus prepare(Order order, Path out, Interruption interruption, PrintWriter progress) {
        return new Litmus(order, out, interruption, progress);
    }

    /** All rounds. */
    public List<Comparison> compare() {
        Map<LitmusTest, List<Round>> rounds = new LinkedHashMap<>();
        tests.forEach(test -> rounds.put(test, new ArrayList<>()));
        for (int number = 1; number <= PATIENCE * order.rounds(); number++) {
            int round = number;
            rounds.forEach((test, done) -> {
                if (Round.kept(done).size() < order.rounds()) {
                    done.add(round(test, round));
                }
            });
        }
        return rounds.entrySet().stream()
                .map(e -> Comparison.of(e.getKey(), e.getValue(), order.rounds()))
                .toList();
    }

    private Round round(LitmusTest test, int number) {
        Round round = new Round(number, ours.trial(test, number), peer.fork(test, number));
        progress.println(String.format(
                Locale.ROOT,
                "round %d  %-22s  ours %9s/s  jcstress %9s/s",
                number,
                test.name(),
                LitmusReport.rate(round.ours().samplesPerSecond()),
                LitmusReport.rate(round.peer().samplesPerSecond())));
        progress.flush();
        return round;
    }

    /** Whole commands, of the tests for which that was asked. */
    public List<WallTime> commands(List<Comparison> compared) {
        return tests.stream()
                .filter(t -> order.commandNames().contains(t.name()))
                .map(t -> command(t, compared))
                .toList();
    }

    private WallTime command(LitmusTest test, List<Comparison> compared) {
        progress.println("whole commands  " + test.name());
        progress.flush();
        Measured theirs = peer.quickCommand(test);
        double ourRate = compared.stream()
                .filter(c -> c.name().equals(test.name()))
                .findFirst()
                .orElseThrow()
                .ours()
                .weakPerSecond();
        double seconds = ourRate == 0 ? 0 : theirs.weak(test::isWeak) / ourRate;
        long millis = Math.min(MAX_COMMAND_MILLIS, COMMAND_MILLIS + Math.round(seconds * 1000 * COMMAND_MARGIN));
        return WallTime.of(test, ours.command(test, millis, ourChildren, order.launcher()), theirs);
    }

    @Override
    public void close() {
        peer.tidy();
    }
}
