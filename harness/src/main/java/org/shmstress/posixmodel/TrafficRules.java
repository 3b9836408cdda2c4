package org.shmstress.posixmodel;

import java.util.List;
import org.shmstress.script.Action.OnTraffic;
import org.shmstress.script.Action.Start;
import org.shmstress.script.Action.Stop;
import org.shmstress.script.Answer;

/**
 * Atomic increments in the background. While any run on a long its value is open; when the last one has stopped it is the old
 * value plus all private counts: one increment less is a lost update.
 */
final class TrafficRules {

    private static final Allowed ANY_COUNT = new Allowed.Any(Answer.Count.class, "any count");

    Ruling rule(PosixState state, int worker, OnTraffic action) {
        if (action instanceof Start start) {
            return start(state, worker, start);
        }
        ProcessState.Traffic running = state.process(worker).traffic().get(action.traffic());
        if (running == null) {
            return Ruling.refused(action.traffic() + " does not run");
        }
        return action instanceof Stop
                ? stop(state, worker, action.traffic(), running)
                : new Ruling.Permitted(List.of(Possibility.of(ANY_COUNT, state)));
    }

    private static Ruling start(PosixState state, int worker, Start action) {
        ProcessState process = state.process(worker);
        Mapping mapping = process.mappings().get(action.mapping());
        if (process.traffic().containsKey(action.traffic())) {
            return Ruling.refused(action.traffic() + " runs already");
        } else if (mapping == null) {
            return Ruling.refused(action.mapping() + " is not mapped");
        } else if (action.offset() % Long.BYTES != 0) {
            return Ruling.refused("atomic access to a misaligned long is undefined");
        }
        return mapping.isPrivate()
                        || !mapping.pages().hold(action.offset(), Long.BYTES)
                        || !mapping.pages().allAllow(action.offset(), Long.BYTES, true)
                ? Ruling.refused("traffic wants a shared mapping that is writable there")
                : startOn(state, worker, mapping, action);
    }

    private static Ruling startOn(PosixState state, int worker, Mapping mapping, Start action) {
        SharedObject object = state.object(mapping.object());
        long offset = mapping.offset() + action.offset();
        if (action.offset() > mapping.lengthBytes() - Long.BYTES || offset > object.sizeBytes() - Long.BYTES) {
            return Ruling.refused("the long is not inside the object and the mapping");
        }
        var running = new ProcessState.Traffic(action.mapping(), object.id(), offset);
        return Ruling.only(
                new Answer.Ok(),
                state.withObject(object.withTraffic(offset))
                        .withProcess(worker, state.process(worker).withTraffic(action.traffic(), running)));
    }

    private static Ruling stop(PosixState state, int worker, String traffic, ProcessState.Traffic running) {
        PosixState stopped = state.withProcess(worker, state.process(worker).withoutTraffic(traffic));
        return new Ruling.Permitted(List.of(new Possibility(
                ANY_COUNT,
                answer -> stopped.withObject(
                        stopped.object(running.object()).settled(running.offset(), increments(answer))))));
    }

    private static long increments(Answer answer) {
        return answer instanceof Answer.Count count ? count.increments() : 0;
    }
}
