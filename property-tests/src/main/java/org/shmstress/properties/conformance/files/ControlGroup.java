package org.shmstress.properties.conformance.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.shmstress.HarnessException;

/** A control group with one process in it: cgroups(7), version 2 where it has a memory controller, else version 1. */
final class ControlGroup implements AutoCloseable {

    private static final Path UNIFIED = Path.of("/sys/fs/cgroup");
    private static final Path MEMORY = UNIFIED.resolve("memory");

    private final Path directory;

    private ControlGroup(Path directory) {
        this.directory = directory;
    }

    static ControlGroup make(long pid) {
        Path parent = Files.exists(UNIFIED.resolve("cgroup.controllers")) ? UNIFIED : MEMORY;
        try {
            Path made = Files.createTempDirectory(parent, "shmstress-");
            Files.writeString(made.resolve("cgroup.procs"), Long.toString(pid));
            return new ControlGroup(made);
        } catch (IOException e) {
            throw new HarnessException("cannot make a control group in " + parent, e);
        }
    }

    /** Memory in tmpfs that the group pays for. */
    long shmemBytes() {
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

    /** Removes the group, whose process has ended. */
    @Override
    public void close() {
        try {
            Files.delete(directory);
        } catch (IOException e) {
            throw new HarnessException("cannot remove " + directory, e);
        }
    }
}
