package org.shmstress.properties.conformance;

import java.util.List;
import org.shmstress.script.Answer;

/** A loop that was begun on a thread of its own. */
public final class Running {

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

    /**
     * It must come to its end, within a bound of 20 s, and find nothing that was not as told.
     *
     * @return what each instruction found or returned in the last round
     */
    public List<Long> completes() {
        Answer answer = party.answerOf(thread);
        String allowed = "looped " + loop.rounds() + " surprise -1";
        boolean agrees = answer instanceof Answer.Looped l && l.rounds() == loop.rounds() && l.surprise() < 0;
        party.scene().ruleLast(allowed, agrees);
        return answer instanceof Answer.Looped l ? l.last() : List.of();
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
