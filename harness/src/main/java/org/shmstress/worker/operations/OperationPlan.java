package org.shmstress.worker.operations;

import java.util.List;
import java.util.stream.IntStream;
import org.shmstress.protocol.OperationParameter;
import org.shmstress.protocol.OperationShape;

/**
 * Which operations a worker calls, with what: a function of the trial's seed, the round and the worker alone.
 */
final class OperationPlan {

    private final List<OperationShape> operations;
    private final int[] mine;
    private final int[] cumulatedWeights;
    private final int worker;
    private final int workers;
    private final long seed;
    private final long[][] arguments;
    private long state;
    private long drawn;

    OperationPlan(List<OperationShape> operations, long seed, int worker, int workers) {
        this.operations = operations;
        this.seed = seed;
        this.worker = worker;
        this.workers = workers;
        this.mine = IntStream.range(0, operations.size())
                .filter(i -> operations.get(i).isCalledBy(worker))
                .toArray();
        this.cumulatedWeights = new int[mine.length];
        int sum = 0;
        for (int i = 0; i < mine.length; i++) {
            sum += operations.get(mine[i]).weight();
            cumulatedWeights[i] = sum;
        }
        this.arguments = new long[operations.size()][];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = new long[operations.get(i).parameters().size()];
        }
    }

    /** Begins the plan of a round. */
    void begin(long round) {
        state = mix(seed + mix(round * 1024 + worker));
        drawn = 0;
    }

    /** Begins the plan of one that takes a killed worker's place in a round; unique values are others than the dead one's. */
    void join(long round) {
        begin(-round);
        drawn = HistoryLayout.LINES;
    }

    /** Draws the next operation and its arguments; returns its index. */
    int next() {
        int weight = (int) below(cumulatedWeights[cumulatedWeights.length - 1]);
        int i = 0;
        while (cumulatedWeights[i] <= weight) {
            i++;
        }
        drawn++;
        int operation = mine[i];
        List<OperationParameter> parameters = operations.get(operation).parameters();
        for (int p = 0; p < arguments[operation].length; p++) {
            arguments[operation][p] = value(parameters.get(p));
        }
        return operation;
    }

    /** What was drawn last for an operation. The same array each time. */
    long[] arguments(int operation) {
        return arguments[operation];
    }

    private long value(OperationParameter parameter) {
        return switch (parameter.source()) {
            case RANGE -> parameter.from() + below(parameter.to() - parameter.from() + 1);
            case UNIQUE -> drawn * workers + worker;
            case WORKER -> worker;
        };
    }

    /** A number from 0 to bound - 1; the bias of a remainder is below 2^-31 for bounds that fit an int. A bound of 2^63 is negative. */
    private long below(long bound) {
        state += 0x9E3779B97F4A7C15L;
        long bits = mix(state) >>> 1;
        return bound <= 0 ? bits : bits % bound;
    }

    /** The finalizer of SplitMix64 (Steele, Lea, Flood, Fast splittable pseudorandom number generators, OOPSLA 2014). */
    private static long mix(long z) {
        long x = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        x = (x ^ x >>> 27) * 0x94D049BB133111EBL;
        return x ^ x >>> 31;
    }
}
