package org.shmstress.worker.puppet;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.ObjectName;
import org.shmstress.HarnessException;
import org.shmstress.api.spi.SliceAccess.Mode;
import org.shmstress.script.Action.Cas;
import org.shmstress.script.Action.Heat;
import org.shmstress.script.Width;
import org.shmstress.segment.View;

/**
 * Lets the JVM compile what {@link ByteDeeds} does, so that the next step runs compiled code. That it does is not hoped for: the JVM
 * itself lists the code that it has compiled.
 */
final class Heating {

    /** Calls between two looks at what is compiled; a look takes milliseconds. */
    private static final int BATCH = 10_000;

    /** C2, HotSpot's last level; a JVM that stops at C1 says 1, and goes on to no other. */
    private static final long LAST_LEVEL = 4;

    private static final long PATIENCE_NANOS = 30_000_000_000L;

    private static final String IN_USE = "0";

    private Heating() {}

    /** The lowest level that one of the accesses has reached, after at most so many calls of each. */
    static long level(View view, Heat action) {
        List<String> methods = methods(view);
        long end = System.nanoTime() + PATIENCE_NANOS;
        long level = lowest(methods);
        for (long done = 0; level < LAST_LEVEL && done < action.most() && System.nanoTime() < end; done += BATCH) {
            touch(view, action.offset(), Math.min(BATCH, action.most() - done));
            level = lowest(methods);
        }
        if (action.most() > 0) {
            ByteDeeds.fill(view, view.at(action.offset()), Heat.HEATED_BYTES, (byte) 0);
        }
        return level;
    }

    private static List<String> methods(View view) {
        return Stream.concat(
                        Stream.of("read", "write", "fill", "copyIn", "checksum"),
                        Stream.of("compareAndSet").filter(m -> view.access().supports(Mode.ATOMIC)))
                .toList();
    }

    private static void touch(View view, long offset, long times) {
        boolean atomic = view.access().supports(Mode.ATOMIC);
        long address = view.at(offset);
        Cas swap = new Cas("", 0, Width.LONG, 0, 0);
        for (long i = 0; i < times; i++) {
            ByteDeeds.write(view, address, Width.LONG, 0);
            ByteDeeds.read(view, address, Width.LONG);
            ByteDeeds.fill(view, address, Heat.HEATED_BYTES, (byte) 0);
            ByteDeeds.copyIn(view, address, (int) Heat.HEATED_BYTES, (byte) 0);
            ByteDeeds.checksum(view, offset, Heat.HEATED_BYTES);
            if (atomic) {
                ByteDeeds.compareAndSet(view, address, swap);
            }
        }
    }

    private static long lowest(List<String> methods) {
        String[] lines = compiled().split("\n");
        return methods.stream()
                .mapToLong(method -> highest(lines, ByteDeeds.class.getName() + "." + method + "("))
                .min()
                .orElse(0);
    }

    /** A line says: id, level, state, method, addresses. */
    private static long highest(String[] lines, String method) {
        return Arrays.stream(lines)
                .map(line -> line.trim().split(" +", 4))
                .filter(words -> words.length == 4 && words[2].equals(IN_USE) && words[3].startsWith(method))
                .mapToLong(words -> Long.parseLong(words[1]))
                .max()
                .orElse(0);
    }

    private static String compiled() {
        try {
            Object answer = ManagementFactory.getPlatformMBeanServer()
                    .invoke(
                            new ObjectName("com.sun.management:type=DiagnosticCommand"),
                            "compilerCodelist",
                            new Object[0],
                            new String[0]);
            return String.valueOf(answer);
        } catch (JMException e) {
            throw new HarnessException("the JVM does not tell what it has compiled: " + e, e);
        }
    }
}
