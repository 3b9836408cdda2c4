package org.shmstress.run;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.shmstress.history.Pause;

/** When workers were stopped, of late: a round that is judged has just been, and rounds are many. */
final class Stops {

    private static final int MOST = 64;

    private final Deque<Pause> last = new ArrayDeque<>();

    synchronized void add(Pause pause) {
        if (last.size() == MOST) {
            last.removeFirst();
        }
        last.addLast(pause);
    }

    synchronized List<Pause> all() {
        return List.copyOf(last);
    }
}
