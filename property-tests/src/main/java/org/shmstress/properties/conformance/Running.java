package org.shmstress.properties.conformance;

import java.util.List;
import org.shmstress.script.Answer;

/** A loop that was begun on a thread of its own. */
public final class Running {

    /** How often its end is waited for: 20 s each time. */
    private static final int PATIENCE = 3;

    private final Party party;
    private final String thread;
    private final long threadId;
    private final Loop loop;

    Running(Party party, String thread, long threadId, Loop loop) {
        this.party = party;
        this.thread = thread;
        this.threadId = threadId;
        this.loop = loop;
    }

    /** As {@link Pending#isBlocked}, in one of the loop's calls. */
    public void isBlocked() {
        party.scene().ruleLast("(its thread sleeps in the call)", BlockedThread.becomes(party.pid(), threadId));
    }

    /** Whether it sleeps at present in one of its calls, as by {@link #isBlocked}. */
    public boolean isAsleep() {
        return BlockedThread.is(party.pid(), threadId);
    }

    /** Whether it comes to its end, whatever that is, within 20 s; {@link #completes} can be asked afterwards. */
    public boolean endsInTime() {
        return !(party.answerOf(thread) instanceof Answer.NotRun);
    }

    /**
     * It must come to its end, within a bound of a minute, and find nothing that was not as told.
     *
     * @return what each instruction found or returned in the last round
     */
    public List<Long> completes() {
        Answer answer = party.answerOf(thread);
        for (int times = 1; times < PATIENCE && answer instanceof Answer.NotRun; times++) {
            answer = party.answerOf(thread);
        }
        String allowed = "looped " + loop.rounds() + " surprise -1";
        if (answer instanceof Answer.Looped looped && looped.rounds() == loop.rounds() && looped.surprise() < 0) {
            party.scene().ruleLast(allowed, true);
            return looped.last();
        }
        throw party.scene().object(party.scene().performed(), allowed);
    }

    /** Each must complete. */
    public static void all(Running... loops) {
        for (Running loop : loops) {
            loop.completes();
        }
    }

    /** The kernel's id of its thread. */
    public long threadId() {
        return threadId;
    }
}
