package org.shmstress.fork;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.shmstress.HarnessException;
import org.shmstress.segment.Room;

/**
 * How many idle workers may wait for another trial: all kinds that a plan needs, as long as together they take but a quarter of the
 * memory that is to be had. A kind that had to end is started again when its turn comes, so a small bound costs time and nothing else.
 */
public final class IdleBound {

    /** What a worker that has run a test takes for itself, measured on JDK 17 and 25. */
    private static final long WORKER_BYTES = 64L << 20;

    private static final int LEAST = 8;
    private static final int MOST = 96;

    private IdleBound() {}

    /** The bound on this machine, in workers. */
    public static int ofThisMachine() {
        return within(presentBytes());
    }

    /**
     * Asks for the memory that so many workers take at the same time.
     *
     * @throws HarnessException of kind NO_ROOM if it is not to be had
     */
    public static void requireMemory(int workers) {
        long needed = workers * WORKER_BYTES;
        long present = presentBytes();
        if (present < needed) {
            throw new HarnessException(
                    HarnessException.Kind.NO_ROOM,
                    workers + " workers need " + (needed >> 20) + " MiB of memory, " + (present >> 20)
                            + " MiB are to be had; end something else, or start fewer");
        }
    }

    private static long presentBytes() {
        Stream<Long> groups = Room.ofThisMachine().bounds().stream().skip(1).map(Room.Bound::presentBytes);
        return Stream.concat(groups, availableBytes().stream())
                .mapToLong(Long::longValue)
                .min()
                .orElse(0);
    }

    /** The bound where so much memory is to be had. */
    static int within(long availableBytes) {
        return (int) Math.max(LEAST, Math.min(MOST, availableBytes / 4 / WORKER_BYTES));
    }

    /** {@code MemAvailable} of {@code /proc/meminfo}, whose unit is 1024 bytes whatever it says. */
    private static Optional<Long> availableBytes() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/meminfo"))) {
            return lines.filter(line -> line.startsWith("MemAvailable:"))
                    .map(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
                    .findFirst();
        } catch (IOException hidden) {
            return Optional.empty(); // then the groups decide, or the least
        }
    }
}
