package org.shmstress.worker.errand;

import java.io.IOException;
import org.shmstress.script.Action.Errand;
import org.shmstress.script.Answer;

/** Does what {@link org.shmstress.script.Task} names. */
public final class Errands {

    private final Holdings holdings;
    private final Looks looks = new Looks();
    private final Marks marks = new Marks();
    private final Channels channels = new Channels();

    /** Errands of a worker that has these. */
    public Errands(Holdings holdings) {
        this.holdings = holdings;
    }

    /** Does one. */
    public Answer perform(Errand errand) throws IOException, InterruptedException {
        Assignment sent = new Assignment(errand, holdings);
        Figures figures = switch (errand.task()) {
            case WHERE -> looks.where(sent.area(0));
            case DESCRIPTOR -> looks.descriptor(sent.descriptor(0));
            case MEMORY -> looks.memory();
            case LISTED -> looks.listed(sent.word(0));
            case OPEN_AS -> looks.openAs((int) sent.number(0), sent.word(1));
            case REMEMBER -> looks.remember(sent.descriptor(0));
            case HOLDERS -> looks.holders();
            case VALUE -> Counters.value(sent.area(0), sent.number(1));
            case FILE_VALUE -> Counters.fileValue(sent.descriptor(0), sent.number(1));
            case WATCH -> Counters.watch(sent.area(0), sent.number(1), sent.number(2));
            case KEEP, FIND, FIND_ANYWHERE, TELL_ADDRESS, PEEK, PAD, TOUCH_GONE -> marks(sent);
            case CHANNEL_FIRST -> channels.first(sent);
            case CHANNEL_SECOND -> channels.second(sent);
            case ROOM -> looks.room(sent.word(0));
            case EXHAUST_DESCRIPTORS, EXHAUST_ADDRESSES, LONG_NAME, AS_USER, FAR_PAGE, OWN_ROOM, RESERVE ->
                shortage(sent);
            default -> busy(sent);
        };
        return figures.answer();
    }

    private Figures marks(Assignment sent) throws IOException {
        return switch (sent.errand().task()) {
            case KEEP -> marks.keep(sent);
            case FIND -> Marks.find(sent.area(0), sent.number(1));
            case FIND_ANYWHERE -> Marks.findAnywhere(sent.number(0));
            case TELL_ADDRESS -> Marks.tellAddress(sent.area(0), sent.area(1), sent.number(2));
            case PEEK -> Marks.peek(sent.area(0), sent.number(1));
            case PAD -> Marks.pad(sent);
            default -> Marks.touchGone(sent);
        };
    }

    private static Figures shortage(Assignment sent) throws IOException {
        return switch (sent.errand().task()) {
            case EXHAUST_DESCRIPTORS -> Shortages.descriptors(sent);
            case EXHAUST_ADDRESSES -> Shortages.addresses(sent);
            case LONG_NAME -> Shortages.longName(sent);
            case AS_USER -> Shortages.asUser(sent);
            case FAR_PAGE -> Shortages.farPage(sent);
            case OWN_ROOM -> Shortages.ownRoom(sent);
            default -> Shortages.reserve(sent);
        };
    }

    /** What takes a while. */
    private static Figures busy(Assignment sent) throws IOException, InterruptedException {
        return switch (sent.errand().task()) {
            case TOUCH -> Accesses.touch(sent);
            case ACCESS -> Accesses.access(sent);
            case ACCESS_BY_CALLS -> Accesses.byCalls(sent);
            case PING -> Messages.ping(sent);
            case PONG -> Messages.pong(sent);
            case PATTERN -> Patterns.write(sent);
            case COMPARE -> Patterns.compare(sent);
            case LOAD -> Buffers.load(sent.area(0));
            case COPIES -> Buffers.copies(sent.area(0), sent.number(1));
            case MISALIGNED -> Buffers.misaligned(sent.area(0));
            case LOCK_TWICE -> Buffers.lockTwice(sent.descriptor(0));
            case FLIP -> Records.flip(sent);
            case LOOK -> Records.look(sent);
            case MUTEX_INIT, MUTEX_LOOP, MUTEX_HOLD, MUTEX_TAKE -> Mutexes.perform(sent);
            case SEMAPHORE_INIT, PRODUCE, CONSUME, SECTION, PERMITS -> Semaphores.perform(sent);
            default ->
                throw new IllegalArgumentException(
                        "nobody does " + sent.errand().text());
        };
    }
}
