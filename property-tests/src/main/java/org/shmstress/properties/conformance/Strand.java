package org.shmstress.properties.conformance;

import java.util.Optional;
import org.shmstress.script.Action;
import org.shmstress.script.Answer;
import org.shmstress.script.Step;

/** A thread of a party: what calls leave in a thread, such as the locks that it holds, lasts from one to the next and ends with it. */
public final class Strand {

    private final Party party;
    private final String name;

    Strand(Party party, String name) {
        this.party = party;
        this.name = name;
    }

    /** Makes a call on this thread and waits until it has returned. */
    public Returned call(String function, Object... arguments) {
        return begin(function, arguments).outcome();
    }

    /** Begins a call on this thread; the last one has returned, and its outcome was heard if anybody wants to. */
    public Pending begin(String function, Object... arguments) {
        return party.begin(name, new Action.Call(function, Party.arguments(arguments), Optional.empty()));
    }

    /** The kernel's id of this thread. */
    public long threadId() {
        Answer answer = party.scene().perform(new Step(party.worker(), new Action.ThreadId(name)));
        if (answer instanceof Answer.Value id) {
            return id.value();
        }
        throw party.scene().object(party.scene().performed(), "the id of a thread");
    }

    /** Ends the thread, which is not in a call, and waits until it has ended. */
    public void end() {
        party.done(new Action.EndThread(name));
    }
}
