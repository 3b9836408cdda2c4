package org.shmstress.judge;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.shmstress.history.Call;
import org.shmstress.history.History;
import org.shmstress.history.Operation;
import org.shmstress.history.Response;
import org.shmstress.history.Value;

/**
 * Draws histories that a correct object could have produced: every operation takes effect on the model at a drawn instant between its
 * invocation and its response, or is cut off before or after that instant and stays pending.
 */
final class Histories<S> {
    private final Models.Drawable<S> model;
    private final Random random;
    private final int cutOff;
    private final List<Operation> done = new ArrayList<>();
    private S state;
    private long position;

    private Histories(Models.Drawable<S> model, Random random, int cutOff) {
        this.cutOff = cutOff;
        this.model = model;
        this.random = random;
        state = model.initial();
    }

    /** What a process is doing. */
    private static final class Doing {
        private final Call call;
        private final long invoked;
        private Optional<Response> response = Optional.empty();

        Doing(Call call, long invoked) {
            this.call = call;
            this.invoked = invoked;
        }
    }

    /**
     * A history of a correct object.
     *
     * @param cutOff one in how many chances to go on is missed for good
     * @param coarseness how many successive events a clock cannot tell apart
     */
    static <S> History correct(
            Models.Drawable<S> model, Random random, int operations, int processes, int cutOff, int coarseness) {
        return new Histories<>(model, random, cutOff).draw(operations, processes, coarseness);
    }

    private History draw(int operations, int processes, int coarseness) {
        List<Integer> lanes = new ArrayList<>();
        List<Doing> doing = new ArrayList<>();
        for (int i = 0; i < processes; i++) {
            lanes.add(i);
            doing.add(null);
        }
        int begun = 0;
        int newLane = processes;
        for (int idle = 0; idle < 1000 && (begun < operations || doing.stream().anyMatch(d -> d != null)); position++) {
            int i = random.nextInt(processes);
            Doing now = doing.get(i);
            idle++;
            if (now == null) {
                if (begun < operations) {
                    begun++;
                    idle = 0;
                    doing.set(i, new Doing(model.draw(random), position / coarseness));
                }
            } else if (random.nextInt(cutOff) == 0) {
                done.add(Operation.pending(lanes.get(i), now.call, now.invoked));
                lanes.set(i, newLane++);
                doing.set(i, null);
                idle = 0;
            } else if (now.response.isPresent()) {
                done.add(new Operation(
                        lanes.get(i), now.call, now.invoked, now.response.orElseThrow(), position / coarseness));
                doing.set(i, null);
            } else {
                now.response = takeEffect(now.call);
                idle = now.response.isPresent() ? 0 : idle;
            }
        }
        for (int i = 0; i < processes; i++) {
            if (doing.get(i) != null) {
                done.add(Operation.pending(lanes.get(i), doing.get(i).call, doing.get(i).invoked));
            }
        }
        return History.of(done);
    }

    /** A possible response, and the model in a state after it; empty while the call would wait. */
    private Optional<Response> takeEffect(Call call) {
        List<Response> possible = model.results().stream()
                .map(Response::returned)
                .filter(response -> !model.step(state, call, response).isEmpty())
                .toList();
        if (possible.isEmpty()) {
            return Optional.empty();
        }
        Response response = possible.get(random.nextInt(possible.size()));
        Collection<S> next = model.step(state, call, response);
        state = List.copyOf(next).get(random.nextInt(next.size()));
        return Optional.of(response);
    }

    /** The same with one response, or one position of a response, changed; perhaps still correct. */
    static History mutated(Models.Drawable<?> model, History history, Random random) {
        List<Value> results = model.results();
        List<Operation> operations = new ArrayList<>(history.operations());
        int at = random.nextInt(operations.size());
        Operation old = operations.get(at);
        if (!old.isPending()) {
            boolean sooner = random.nextInt(3) == 0;
            Response response =
                    sooner ? old.response() : Response.returned(results.get(random.nextInt(results.size())));
            long responded = sooner
                    ? old.invoked() + random.nextInt((int) (old.responded() - old.invoked()) + 1)
                    : old.responded();
            operations.set(at, new Operation(old.process(), old.call(), old.invoked(), response, responded));
        }
        return history.withOperations(operations);
    }
}
