package org.shmstress.segment;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.shmstress.posix.SharedMemory;

/**
 * Name of a shared-memory object of ours: {@code /shmstress-<run id, 16 hex digits>-<pid of the owner>-<tag>}. The name alone
 * tells whose it is, so that leftovers are found even when nothing else of their run survived.
 *
 * @param runId id of the run
 * @param ownerPid process that created it and will remove it
 * @param tag what tells it from the run's other objects: 1 to 64 letters, digits, dots and underscores
 */
public record SegmentName(long runId, long ownerPid, String tag) {

    /** What all file names of ours begin with. */
    public static final String PREFIX = "shmstress-";

    /** What glibc puts before the file name of a named semaphore. */
    public static final String SEMAPHORE_PREFIX = "sem.";

    private static final Pattern FILE_NAME =
            Pattern.compile(PREFIX + "([0-9a-f]{16})-(\\d{1,18})-([A-Za-z0-9._]{1,64})");

    public SegmentName {
        if (!FILE_NAME.matcher(fileName(runId, ownerPid, tag)).matches()) {
            throw new IllegalArgumentException("a segment's tag is 1 to 64 letters, digits, dots, underscores: " + tag);
        }
    }

    /** The n-th object of a run owned by this process. */
    public static SegmentName of(long runId, long n) {
        return new SegmentName(runId, ProcessHandle.current().pid(), Long.toString(n));
    }

    /** The name that a file below the shared-memory file system stands for, if it is one of ours. */
    public static Optional<SegmentName> parse(String fileName) {
        Matcher matcher = FILE_NAME.matcher(fileName);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long runId = Long.parseUnsignedLong(matcher.group(1), 16);
        return Optional.of(new SegmentName(runId, Long.parseLong(matcher.group(2)), matcher.group(3)));
    }

    /** The name for {@code shm_open}, with its slash. */
    public String posixName() {
        return "/" + fileName();
    }

    /** The same without the slash. */
    public String fileName() {
        return fileName(runId, ownerPid, tag);
    }

    /** Where Linux shows the object as a file. */
    public Path path() {
        return SharedMemory.path(posixName());
    }

    /** Where glibc keeps a semaphore of that name. */
    public Path semaphorePath() {
        return SharedMemory.DIRECTORY.resolve(SEMAPHORE_PREFIX + fileName());
    }

    @Override
    public String toString() {
        return posixName();
    }

    /** A run id as names and records spell it. */
    public static String runText(long runId) {
        return String.format("%016x", runId);
    }

    private static String fileName(long runId, long ownerPid, String tag) {
        return PREFIX + runText(runId) + "-" + ownerPid + "-" + tag;
    }
}
