package org.shmstress.protocol;

import java.util.List;

/**
 * One worker's part of a shared-object trial: seeded bursts of operations, then quiet.
 *
 * @param origin jar or directory that holds the object's class
 * @param wovenJar jar with the object's classes, each shared access of theirs a step; empty if they run as they were compiled
 * @param objectClass binary name of the shared object's class
 * @param worker index of this worker, from 0
 * @param workers number of workers
 * @param schedule name of the {@code Schedule} constant
 * @param burst operations per worker and burst
 * @param bursts how many bursts at the most
 * @param millis how long at the most, in milliseconds
 * @param seed seed of every random choice
 * @param controlOffset byte offset in the segment of the flags and evidence counters, on pages of their own
 * @param objectOffset byte offset in the segment of the object, on a page of its own
 * @param objectBytes size of the object
 * @param directory where an object whose matter is files has them; made by the workers if it takes a directory
 * @param dataOffset byte offset in the segment of the protected data of a lock, or of the logs of operations
 * @param faults true when faults befall workers at steps, so that woven classes are used throughout
 * @param sectionStep number of the first step of a lock's section, if faults befall its owners; -1 if it is no lock
 * @param operations what to call; none for a lock, of which sections are run
 * @param initialiser method that makes zeroed bytes ready for use; empty if there is none
 * @param recording how operations are recorded
 * @param joinedRound the round in whose middle this worker takes a killed one's place; 0 if it is there from the beginning
 */
public record OperationTask(
        String origin,
        String wovenJar,
        String objectClass,
        int worker,
        int workers,
        String schedule,
        int burst,
        int bursts,
        long millis,
        long seed,
        long controlOffset,
        long objectOffset,
        long objectBytes,
        String directory,
        long dataOffset,
        boolean faults,
        int sectionStep,
        List<OperationShape> operations,
        String initialiser,
        OperationRecording recording,
        long joinedRound) {}
