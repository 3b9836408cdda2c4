package org.shmstress.cli.bench;

/**
 * From command to verdict: our run, long enough to see as many weak outcomes as the peer's quick mode, beside that quick mode.
 *
 * @param name name of the test
 * @param ours ours
 * @param peer stock jcstress with {@code -m quick}
 * @param ratio our time as a share of the peer's
 * @param enough whether ours saw at least as many weak outcomes
 * @param trialMillis how long our command was told to sample
 */
public record WallTime(String name, Side ours, Side peer, double ratio, boolean enough, long trialMillis) {

    private static final double AMPLE = 1.25;

    /**
     * One command.
     *
     * @param seconds from its start to its end
     * @param samples all that it took
     * @param weak those of them that were weak
     */
    public record Side(double seconds, long samples, long weak) {
        static Side of(Measured command, LitmusTest test) {
            return new Side(command.nanos() / 1e9, command.samples(), command.weak(test::isWeak));
        }
    }

    static WallTime of(LitmusTest test, Measured ours, Measured peer, long trialMillis) {
        Side our = Side.of(ours, test);
        Side theirs = Side.of(peer, test);
        return new WallTime(
                test.name(), our, theirs, our.seconds() / theirs.seconds(), our.weak() >= theirs.weak(), trialMillis);
    }

    /** Whether ours saw as many weak outcomes as the peer's, and not many more. */
    boolean isFit() {
        return enough && ours.weak() <= AMPLE * peer.weak();
    }

    /** Of two commands of ours the shorter one that saw enough, else the one that saw more. */
    WallTime better(WallTime other) {
        if (enough && other.enough) {
            return ratio <= other.ratio ? this : other;
        }
        return enough || !other.enough && ours.weak() >= other.ours.weak() ? this : other;
    }
}
