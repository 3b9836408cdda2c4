package org.shmstress.properties.conformance;

import static org.shmstress.properties.conformance.Loop.atLeast;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * Players of several processes who pass one token to and fro by {@code pthread_cond_signal}: those of one side wait until there is a ping
 * and make a pong of it, those of the other the reverse, a player of each side in each process. There is one token, so each signal counts:
 * where one wakes nobody, everybody sleeps while a predicate is true.
 *
 * @param mutex guards the words
 * @param pinged condition of those who wait for a ping
 * @param ponged condition of those who wait for a pong
 * @param pings pings that nobody has taken
 * @param pongs pongs that nobody has taken
 * @param turns how many turns each player has had: a line of {@value #LINE} bytes for each, {@value #TURNS_BYTES} in all
 */
public record Relay(Area mutex, Area pinged, Area ponged, Area pings, Area pongs, Area turns) {

    /** Room for six players. */
    public static final int TURNS_BYTES = 6 * 64;

    private static final int LINE = 64;

    private static final long FIRST_ROUNDS = 50;

    /** Rounds double while they take less: whoever has bad luck waits for a turn until all others have had theirs. */
    private static final long LONG_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    /**
     * Plays for half of the trial's time, or until nobody goes on.
     *
     * @param parties who play; each knows the areas by the same handles
     * @return whether everybody sleeps though there is a ping or a pong
     */
    public boolean stalls(Scene c, List<Party> parties) {
        long begin = System.nanoTime();
        long rounds = FIRST_ROUNDS;
        long played = 0;
        long took;
        parties.get(0).putLong(pings, 1);
        do {
            long start = System.nanoTime();
            List<Running> players = begin(parties, rounds);
            played += rounds;
            if (isStuck(parties.get(0), players, played)) {
                return true;
            }
            players.forEach(Running::completes);
            took = System.nanoTime() - start;
            rounds *= took < LONG_NANOS ? 2 : 1;
        } while (System.nanoTime() + took < begin + c.budget().toNanos() / 2);
        c.fact("signals", played * 2 * parties.size());
        return false;
    }

    private List<Running> begin(List<Party> parties, long rounds) {
        List<Running> players = new ArrayList<>();
        for (Party party : parties) {
            players.add(party.begin(player(rounds, pings, pinged, pongs, ponged, turnsOf(players.size()))));
            players.add(party.begin(player(rounds, pongs, ponged, pings, pinged, turnsOf(players.size()))));
        }
        return players;
    }

    private Area turnsOf(int player) {
        return turns.at((long) player * LINE);
    }

    private Loop player(long rounds, Area taken, Area awaited, Area given, Area signalled, Area turns) {
        return Loop.of(rounds)
                .call("pthread_mutex_lock", mutex)
                .until(taken, atLeast(1), "pthread_cond_wait", awaited, mutex)
                .add(taken, -1)
                .add(given, 1)
                .add(turns, 1)
                .call("pthread_cond_signal", signalled)
                .call("pthread_mutex_unlock", mutex);
    }

    /**
     * Whether the token lies there and each player who is to have another turn sleeps, was seen asleep before as well, and has had none
     * between: then nobody is left who would wake one. Looked at once somebody has not ended for as long as an outcome is waited for.
     */
    private boolean isStuck(Party looker, List<Running> players, long played) {
        if (players.stream().allMatch(Running::endsInTime)) {
            return false;
        }
        List<Long> before = turnsHad(looker, players.size());
        List<Running> late = IntStream.range(0, players.size())
                .filter(i -> before.get(i) < played)
                .mapToObj(players::get)
                .toList();
        return !late.isEmpty()
                && late.stream().allMatch(Running::isAsleep)
                && looker.getLong(pings) + looker.getLong(pongs) == 1
                && turnsHad(looker, players.size()).equals(before)
                && late.stream().allMatch(Running::isAsleep);
    }

    private List<Long> turnsHad(Party looker, int players) {
        return IntStream.range(0, players)
                .mapToObj(player -> looker.getLong(turnsOf(player)))
                .toList();
    }
}
