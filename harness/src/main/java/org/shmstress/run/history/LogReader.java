package org.shmstress.run.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.shmstress.history.Call;
import org.shmstress.history.Death;
import org.shmstress.history.History;
import org.shmstress.history.Operation;
import org.shmstress.history.Recording;
import org.shmstress.history.Response;
import org.shmstress.history.Section;
import org.shmstress.history.Stall;
import org.shmstress.history.Value;
import org.shmstress.protocol.OperationParameter;
import org.shmstress.protocol.OperationShape;
import org.shmstress.worker.operations.HistoryLayout;
import org.shmstress.worker.operations.LockedCounter;

/** Reads the logs of a round. */
public final class LogReader {

    /** For {@link LockedCounter#UNEQUAL}, which no model answers. */
    private static final Response UNEQUAL = Response.returned(Value.of("counters unequal"));

    private final List<OperationShape> operations;
    private final boolean ofLock;

    /**
     * A reader of logs.
     *
     * @param operations as in the workers' task
     * @param ofLock whether the object is a lock, whose operations say when they were inside
     */
    public LogReader(List<OperationShape> operations, boolean ofLock) {
        this.operations = List.copyOf(operations);
        this.ofLock = ofLock;
    }

    /**
     * The history of a round.
     *
     * @param logs one per worker, and where one was killed that of its successor, as {@link HistoryLayout} draws them
     * @param deaths who was killed
     * @param burst operations per worker in each burst
     * @param isFenced whether it was recorded with fences
     */
    public History read(List<long[]> logs, List<Death> deaths, int burst, boolean isFenced) {
        Recording recording = isFenced ? Recording.FENCED : Recording.LIGHT;
        List<Operation> read = new ArrayList<>();
        List<Section> sections = new ArrayList<>();
        for (int process = 0; process < logs.size(); process++) {
            long[] log = logs.get(process);
            for (int at = 0; at < log.length && hasBegun(log, at); at += HistoryLayout.LINE_WORDS) {
                Operation operation = operation(process, log, at);
                read.add(operation);
                if (ofLock && log[at + HistoryLayout.ENTERED] != 0) {
                    sections.add(section(operation, log, at));
                }
            }
        }
        List<Long> quietPoints = deaths.isEmpty() ? quietPoints(logs, burst) : List.of();
        return new History(recording, read, quietPoints, deaths, sections, Optional.empty());
    }

    private static Section section(Operation operation, long[] log, int at) {
        long left = log[at + HistoryLayout.LEFT];
        return new Section(
                operation,
                log[at + HistoryLayout.ENTERED],
                left == 0 ? Operation.NEVER : left,
                operation.response().equals(UNEQUAL));
    }

    /** False also for an invocation that a killed worker had half recorded: it had not called yet. */
    private static boolean hasBegun(long[] log, int at) {
        return log[at + HistoryLayout.OPERATION] != 0 && log[at + HistoryLayout.INVOKED] != 0;
    }

    private Operation operation(int process, long[] log, int at) {
        OperationShape shape = operations.get((int) log[at + HistoryLayout.OPERATION] - 1);
        Call call = new Call(shape.name(), arguments(shape, log, at + HistoryLayout.ARGUMENTS));
        long invoked = log[at + HistoryLayout.INVOKED];
        long responded = log[at + HistoryLayout.RESPONDED];
        return responded == 0
                ? Operation.pending(process, call, invoked)
                : new Operation(process, call, invoked, response(shape, log, at), responded);
    }

    private static List<Value> arguments(OperationShape shape, long[] log, int at) {
        List<Value> arguments = new ArrayList<>();
        for (int i = 0; i < shape.parameters().size(); i++) {
            OperationParameter parameter = shape.parameters().get(i);
            arguments.add(Encoding.value(parameter.type(), parameter.constants(), log[at + i]));
        }
        return arguments;
    }

    private Response response(OperationShape shape, long[] log, int at) {
        long outcome = log[at + HistoryLayout.OUTCOME];
        if (outcome >= HistoryLayout.THREW) {
            String exception = shape.exceptions().get((int) (outcome - HistoryLayout.THREW));
            return new Response.Threw(simpleName(exception));
        }
        if (ofLock && log[at + HistoryLayout.RESULT] == LockedCounter.UNEQUAL) {
            return UNEQUAL;
        }
        return Response.returned(Encoding.value(shape.result(), shape.constants(), log[at + HistoryLayout.RESULT]));
    }

    /** One who has not come back from an operation; out of one that is never to wait it should have. */
    public Stall.Waiter waiter(Operation pending) {
        boolean mayWait = operations.stream()
                .anyMatch(shape ->
                        shape.blocking() && shape.name().equals(pending.call().operation()));
        return new Stall.Waiter(
                pending.process(), Stall.Activity.UNKNOWN, "", mayWait ? Stall.Happened.ASK_MODEL : Stall.Happened.YES);
    }

    static String simpleName(String binaryName) {
        return binaryName.substring(Math.max(binaryName.lastIndexOf('.'), binaryName.lastIndexOf('$')) + 1);
    }

    /** Between bursts nobody runs: the last response of a burst in which all workers have ended is such a point. */
    private static List<Long> quietPoints(List<long[]> logs, int burst) {
        List<Long> points = new ArrayList<>();
        for (int ended = burst; ended <= HistoryLayout.LINES; ended += burst) {
            int last = (ended - 1) * HistoryLayout.LINE_WORDS + HistoryLayout.RESPONDED;
            if (logs.stream().anyMatch(log -> log[last] == 0)) {
                break;
            }
            points.add(logs.stream().mapToLong(log -> log[last]).max().orElseThrow());
        }
        return points;
    }
}
