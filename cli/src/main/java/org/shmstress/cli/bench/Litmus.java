package org.shmstress.cli.bench;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.shmstress.plan.Jvm;
import org.shmstress.run.Interruption;
import org.shmstress.run.LineTransfer;
import org.shmstress.run.RunDirectory;
import org.shmstress.segment.Room;

/**
 * The comparison with stock jcstress: test by test both sides on living JVMs, by short turns, in rounds of many pairs of turns; then
 * whole commands.
 */
public final class Litmus implements AutoCloseable {

    /** No trial of two actors needs more. */
    private static final long ROOM_BYTES = 16L << 20;

    /** A round that is discarded is made up for, up to this many times the rounds asked for. */
    private static final int PATIENCE = 2;

    /** Our command is given this much more time than a fresh rating says; where that is not enough, or far too much, it is run again. */
    private static final double COMMAND_MARGIN = 1.1;

    private static final int COMMAND_ATTEMPTS = 3;
    private static final long MIN_COMMAND_MILLIS = 100;
    private static final long MAX_COMMAND_MILLIS = 60_000;

    private final Order order;
    private final List<LitmusTest> tests;
    private final Peer peer;
    private final Ours ours;
    private final Child ourChildren;
    private final LineTransfer line = new LineTransfer();
    private final PrintWriter progress;

    /**
     * What is wanted.
     *
     * @param rounds rounds that must count, at least 5
     * @param names names of the tests
     * @param commandNames names of the tests that are also measured as whole commands
     * @param warmUpMillis least time before the peer's samples count
     * @param millis time in which samples of a side count in a round, in whole turns
     * @param turnMillis how long a turn is
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
            long turnMillis,
            Jvm jvm,
            Path distribution,
            List<String> launcher) {

        int pairs() {
            return (int) ((millis + turnMillis - 1) / turnMillis);
        }
    }

    private Litmus(Order order, Path out, Interruption interruption, PrintWriter progress) {
        this.order = order;
        this.progress = progress;
        Path jar = Peer.litmusJar(order.distribution());
        this.tests = LitmusTest.of(jar, order.names());
        Path peerFiles = RunDirectory.empty(out.resolve("peer"));
        Path ourFiles = RunDirectory.empty(out.resolve("ours"));
        this.ourChildren = new Child(ourFiles, interruption);
        this.ours = new Ours(order.jvm(), jar, ourFiles);
        tell("bench litmus: stock jcstress probes this machine");
        this.peer = Peer.probe(
                order.jvm(),
                order.distribution().resolve("peer"),
                peerFiles,
                new Child(peerFiles, interruption),
                order.warmUpMillis(),
                order.turnMillis());
    }

    /**
     * Asks for what every bench needs, before anything is made.
     *
     * @throws HarnessException of kind NO_ROOM if it is not to be had
     */
    public static void requireRoom() {
        Room.ofThisMachine().require(ROOM_BYTES);
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

    private void tell(String what) {
        progress.println(what);
        progress.flush();
    }

    /** All rounds, test by test, so that the JVMs of only one are alive. */
    public List<Comparison> compare() {
        return tests.stream().map(this::compare).toList();
    }

    private Comparison compare(LitmusTest test) {
        List<Round> done = new ArrayList<>();
        try (Pairing pairing = new Pairing(test, order.turnMillis(), order.pairs(), ours, peer, line)) {
            while (Round.kept(done).size() < order.rounds() && done.size() < PATIENCE * order.rounds()) {
                Round round = pairing.round(done.size() + 1);
                done.add(round);
                tell(LitmusReport.progress(test, round));
            }
            return Comparison.of(test, done, pairing.lives(), order.rounds());
        }
    }

    /** Whole commands, of the tests for which that was asked. */
    public List<WallTime> commands() {
        return tests.stream()
                .filter(t -> order.commandNames().contains(t.name()))
                .map(this::command)
                .toList();
    }

    /**
     * Ours comes right after the peer's, rated afresh, since the host may have changed meanwhile. Where the rating met a moment unlike
     * the command's, the command itself says how long the next one has to sample.
     */
    private WallTime command(LitmusTest test) {
        tell("whole commands  " + test.name());
        Measured theirs = peer.quickCommand(test);
        long wanted = theirs.weak(test::isWeak);
        double perSecond = Math.max(ours.freshWeakPerSecond(test), ours.freshWeakPerSecond(test));
        WallTime best = command(test, perSecond == 0 ? 0 : wanted / perSecond, theirs);
        WallTime last = best;
        for (int attempt = 1; attempt < COMMAND_ATTEMPTS && !last.isFit(); attempt++) {
            double shortfall = (double) wanted / Math.max(1, last.ours().weak());
            last = command(test, last.trialMillis() * shortfall / 1000, theirs);
            best = best.better(last);
        }
        return best;
    }

    private WallTime command(LitmusTest test, double seconds, Measured theirs) {
        long millis = Math.round(seconds * 1000 * COMMAND_MARGIN);
        long bounded = Math.max(MIN_COMMAND_MILLIS, Math.min(MAX_COMMAND_MILLIS, millis));
        return WallTime.of(test, ours.command(test, bounded, ourChildren, order.launcher()), theirs, bounded);
    }

    @Override
    public void close() {
        line.close();
        peer.tidy();
    }
}
