package org.shmstress.fork;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.shmstress.observation.WorkerExit;
import org.shmstress.protocol.Message;

/**
 * The workers of one trial at work together. They wait for each other inside the segment, so one that dies, fails or hangs
 * leaves the others waiting: the team then aborts the segment, which frees everybody who polls its abort word, and gathers
 * what they have.
 */
public final class Team {

    private static final Duration TICK = Duration.ofMillis(20);
    private static final int TICKS_TO_LEAVE = 10;

    private final List<WorkerProcess> workers;
    private final Runnable abort;

    /**
     * A team.
     *
     * @param workers the trial's workers, in order
     * @param abort sets the segment's abort word
     */
    public Team(List<WorkerProcess> workers, Runnable abort) {
        this.workers = List.copyOf(workers);
        this.abort = abort;
    }

    /**
     * What came of it.
     *
     * @param responses one per worker, in order; none is {@link Response.Silent}
     * @param stall proof that the work stood still, if it did; those who did not even give up when told to have died as HUNG
     */
    public record Result(List<Response> responses, Optional<String> stall) {

        /** The replies, if every worker gave one and none of them is {@link Message.Failed}. */
        public Optional<List<Message.Reply>> replies() {
            List<Message.Reply> replies = responses.stream()
                    .filter(Response.Replied.class::isInstance)
                    .map(response -> ((Response.Replied) response).reply())
                    .filter(reply -> !(reply instanceof Message.Failed))
                    .toList();
            return replies.size() == responses.size() ? Optional.of(replies) : Optional.empty();
        }

        /** Whether somebody did not even give up when told to: stuck in what is under test, since the harness's own waits give up. */
        public boolean somebodyIsStuck() {
            return stall.isPresent()
                    && responses.stream()
                            .anyMatch(r -> r instanceof Response.Died died
                                    && died.exit().how() == WorkerExit.How.HUNG);
        }
    }

    /**
     * Sends each worker its command and gathers all responses. A worker killed on purpose is no reason to abort: its trial
     * expects that. One that dies by itself or whose command fails is.
     *
     * @param commands one per worker, in order
     * @param watchdog when to call the work stuck
     */
    public Result run(List<? extends Message.Command> commands, Watchdog watchdog) {
        for (int i = 0; i < workers.size(); i++) {
            workers.get(i).send(commands.get(i));
        }
        return new Gathering(watchdog).gather();
    }

    /** One run of {@link #run}. */
    private final class Gathering {
        private final Response[] responses = new Response[workers.size()];
        private final SortedMap<Integer, WorkerProcess> atWork = new TreeMap<>();
        private final Watchdog watchdog;
        private Watchdog.Vigil vigil;
        private boolean aborted;
        private int ticksSinceAnswer;
        private Optional<String> stall = Optional.empty();

        Gathering(Watchdog watchdog) {
            this.watchdog = watchdog;
            this.vigil = watchdog.begin(workers.size());
            for (int i = 0; i < workers.size(); i++) {
                atWork.put(i, workers.get(i));
            }
        }

        Result gather() {
            long looked = System.nanoTime();
            while (!atWork.isEmpty()) {
                collect();
                long now = System.nanoTime();
                Optional<String> proof = vigil.look(now - looked, atWork.keySet());
                looked = now;
                if (!atWork.isEmpty() && proof.isPresent() && !areStillLeaving()) {
                    stuck(proof.get());
                }
            }
            return new Result(List.of(responses), stall);
        }

        /** Waits a tick for the first one and takes what the others have. */
        private void collect() {
            Deadline tick = Deadline.in(TICK);
            ticksSinceAnswer++;
            for (int i : List.copyOf(atWork.keySet())) {
                Response response = workers.get(i).await(tick);
                if (!(response instanceof Response.Silent)) {
                    ticksSinceAnswer = 0;
                    responses[i] = response;
                    atWork.remove(i);
                    if (leavesOthersWaiting(response)) {
                        abortOnce();
                    }
                }
            }
        }

        /** Those who wait for others leave one after the other once they are told to; nobody should be taken for stuck meanwhile. */
        private boolean areStillLeaving() {
            return aborted && ticksSinceAnswer < TICKS_TO_LEAVE;
        }

        /** Stuck for the first time: have it documented and free all who can be freed. For the second: end those who stayed. */
        private void stuck(String proof) {
            if (!aborted) {
                stall = Optional.of(proof);
                WorkerProcess.dump(atWork.values());
                abortOnce();
                return;
            }
            String why = stall.map(first -> first + ", and did not give up when told to")
                    .orElse("did not give up when told to, after another worker had failed");
            if (stall.isEmpty()) {
                WorkerProcess.dump(atWork.values());
            }
            for (int i : List.copyOf(atWork.keySet())) {
                responses[i] = new Response.Died(workers.get(i).hung(why));
                atWork.remove(i);
            }
        }

        private void abortOnce() {
            if (!aborted) {
                aborted = true;
                abort.run();
                vigil = watchdog.overAborted(vigil, workers.size());
            }
        }
    }

    private static boolean leavesOthersWaiting(Response response) {
        if (response instanceof Response.Died died) {
            return died.exit().how() != WorkerExit.How.KILLED_ON_PURPOSE;
        }
        return response instanceof Response.Replied replied && replied.reply() instanceof Message.Failed;
    }
}
