package org.shmstress.cli.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.shmstress.HarnessException;
import org.shmstress.run.LineTransfer;

/**
 * The living JVMs of both sides of one test, which take turns.
 *
 * <p>Whose turn it is not takes no CPU time: ours is stopped by signal, the peer is blocked on its input, and both are asked how much
 * CPU time they took all the same. Neither side gains from its pauses. The time of our turns begins before our workers are told to go on
 * and ends when they have stopped, so that they pay for waking up; the peer's turns are whole iterations, which pay for their own
 * objects and threads as all of stock's do. The warm-up of neither counts: the peer's comes before the first round, our engine has one in
 * each round, since each is a trial of its own, whose explorer knows nothing yet.
 */
final class Pairing implements AutoCloseable {
    private final LitmusTest test;
    private final long turnMillis;
    private final int pairs;
    private final Ours.Side ours;
    private final Peer.Fork peer;
    private final LineTransfer line;
    private long ourIdleCpu;
    private long ourIdleNanos;
    private long peerIdleCpu;
    private long peerIdleNanos;

    /**
     * Starts both sides.
     *
     * @param pairs pairs of turns in a round
     */
    Pairing(LitmusTest test, long turnMillis, int pairs, Ours ours, Peer peer, LineTransfer line) {
        this.test = test;
        this.turnMillis = turnMillis;
        this.pairs = pairs;
        this.line = line;
        this.ours = ours.open(test);
        try {
            this.peer = peer.open(test);
        } catch (RuntimeException e) {
            this.ours.close();
            throw e;
        }
    }

    Round round(int number) {
        List<Round.Pair> seen = new ArrayList<>();
        Measured our = Measured.NOTHING;
        Measured their = Measured.NOTHING;
        for (int pair = 1; pair <= pairs; pair++) {
            Optional<Double> lineNanos = line.nanos();
            our = our.plus(ourTurn(pair == 1, pair == pairs, number));
            Measured turn = peerTurn();
            their = their.plus(turn);
            seen.add(new Round.Pair(lineNanos, turn.samplesPerSecond()));
        }
        return new Round(number, allowed("ours", our), allowed("jcstress", their), seen);
    }

    private Measured ourTurn(boolean isFirst, boolean isLast, long seed) {
        long cpu = peer.cpuMillis();
        long begin = System.nanoTime();
        if (isFirst) {
            ours.begin(seed);
        } else {
            ours.resume();
        }
        sleep(turnMillis);
        Measured round = Measured.NOTHING;
        if (isLast) {
            round = ours.end();
        } else {
            ours.pause();
        }
        peerIdleNanos += System.nanoTime() - begin;
        peerIdleCpu += peer.cpuMillis() - cpu;
        return round;
    }

    private Measured peerTurn() {
        long cpu = ours.cpuMillis();
        long begin = System.nanoTime();
        Measured turn = peer.turn();
        ourIdleNanos += System.nanoTime() - begin;
        ourIdleCpu += ours.cpuMillis() - cpu;
        return turn;
    }

    static void sleep(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HarnessException("interrupted", e);
        }
    }

    /** There is nothing to compare where memory does what it must not. */
    private Measured allowed(String side, Measured measured) {
        for (Map.Entry<String, Long> outcome : measured.counts().entrySet()) {
            if (test.isForbidden(outcome.getKey())) {
                throw new HarnessException(test.name() + " cannot be compared: " + side + " saw the outcome '"
                        + outcome.getKey() + "', which is forbidden, " + outcome.getValue() + " times");
            }
        }
        return measured;
    }

    Comparison.Lives lives() {
        return new Comparison.Lives(
                ours.life(share(ourIdleCpu, ourIdleNanos)), peer.life(share(peerIdleCpu, peerIdleNanos)));
    }

    private static double share(long cpuMillis, long nanos) {
        return nanos == 0 ? 0 : cpuMillis * 1e6 / nanos;
    }

    @Override
    public void close() {
        try {
            peer.close();
        } finally {
            ours.close();
        }
    }
}
