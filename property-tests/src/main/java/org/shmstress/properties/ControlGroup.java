package org.shmstress.properties;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.shmstress.HarnessException;

/** A control group of its own: cgroups(7), version 2 where it has a memory controller, else version 1. */
public final class ControlGroup implements AutoCloseable {

    private static final Path UNIFIED = Path.of("/sys/fs/cgroup");
    private static final Path MEMORY = UNIFIED.resolve("memory");

    private final Path directory;
    private final boolean unified;

    private ControlGroup(Path directory, boolean unified) {
        this.directory = directory;
        this.unified = unified;
    }

    /**
     * One with this process in it.
     *
     * @throws HarnessException if this user may not make any
     */
    public static ControlGroup of(long pid) {
        return made(group -> group.add(pid));
    }

    /**
     * An empty one, whose processes may have so much memory.
     *
     * @throws HarnessException if this user may not make any
     */
    public static ControlGroup limitedTo(long bytes) {
        return made(group -> group.write(group.unified ? "memory.max" : "memory.limit_in_bytes", bytes));
    }

    private static ControlGroup made(Consumer<ControlGroup> equipped) {
        boolean unified = Files.exists(UNIFIED.resolve("cgroup.controllers"));
        Path parent = unified ? UNIFIED : MEMORY;
        try {
            ControlGroup made = new ControlGroup(Files.createTempDirectory(parent, "shmstress-"), unified);
            try {
                equipped.accept(made);
                return made;
            } catch (HarnessException e) {
                made.close();
                throw e;
            }
        } catch (IOException e) {
            throw new HarnessException("cannot make a control group in " + parent, e);
        }
    }

    /** Puts a process into it. */
    public void add(long pid) {
        write("cgroup.procs", pid);
    }

    private void write(String file, long number) {
        try {
            Files.writeString(directory.resolve(file), Long.toString(number));
        } catch (IOException e) {
            throw new HarnessException("cannot write " + number + " to " + directory + "/" + file, e);
        }
    }

    /** Memory in tmpfs that the group pays for. */
    public long shmemBytes() {
        try {
            return Files.readAllLines(directory.resolve("memory.stat")).stream()
                    .filter(line -> line.startsWith("shmem "))
                    .mapToLong(line ->
                            Long.parseLong(line.substring("shmem ".length()).trim()))
                    .findFirst()
                    .orElseThrow(() -> new HarnessException(directory + "/memory.stat does not tell shmem"));
        } catch (IOException e) {
            throw new HarnessException("cannot read what " + directory + " pays for", e);
        }
    }

    /** Removes the group, whose processes have ended. */
    @Override
    public void close() {
        try {
            Files.delete(directory);
        } catch (IOException e) {
            throw new HarnessException("cannot remove " + directory, e);
        }
    }
}
