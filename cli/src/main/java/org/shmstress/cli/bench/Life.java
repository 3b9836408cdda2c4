package org.shmstress.cli.bench;

/**
 * All that the JVMs of one side did in one test, from their start on, but for the time in which it was not their turn.
 *
 * @param samples all that they took, warm-up included
 * @param nanos start and warm-up, and all turns
 * @param startNanos the first start and warm-up alone
 * @param jvms how many they are
 * @param idleCpuShare CPU time that they took in the other side's turns, as a share of these
 */
public record Life(long samples, long nanos, long startNanos, int jvms, double idleCpuShare) {

    /** Start and warm-up included. */
    public double samplesPerSecond() {
        return nanos == 0 ? 0 : samples * 1e9 / nanos;
    }

    /** What a JVM took in all its life. */
    public double samplesPerFork() {
        return (double) samples / jvms;
    }
}
