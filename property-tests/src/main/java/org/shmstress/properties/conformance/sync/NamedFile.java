package org.shmstress.properties.conformance.sync;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.stream.Collectors;
import org.shmstress.HarnessException;
import org.shmstress.posix.SharedMemory;
import org.shmstress.properties.conformance.Party;
import org.shmstress.properties.conformance.Scene;

/** The file in which glibc keeps a named semaphore: {@code /dev/shm/sem.NAME} (sem_overview(7)). */
record NamedFile(Path path) {

    private static final int INODE_COLUMN = 4;
    private static final Path STATUS = Path.of("/proc/self/status");

    static NamedFile of(Scene scene, String symbol) {
        String name = scene.real(scene.name(symbol)).substring(1);
        return new NamedFile(SharedMemory.DIRECTORY.resolve("sem." + name));
    }

    /** As {@code rw-r-----}. */
    String mode() {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
        } catch (IOException e) {
            throw new HarnessException("cannot tell the mode of " + path, e);
        }
    }

    long size() {
        try {
            return Files.size(path);
        } catch (IOException e) {
            throw new HarnessException("cannot tell the size of " + path, e);
        }
    }

    /** User id of the owner. */
    int owner() {
        try {
            return (Integer) Files.getAttribute(path, "unix:uid");
        } catch (IOException e) {
            throw new HarnessException("cannot tell the owner of " + path, e);
        }
    }

    /** Whether the process has it mapped, under whatever name: glibc maps it before it gets its own (proc_pid_maps(5)). */
    boolean isMappedBy(Party party) {
        Path maps = Path.of("/proc", Long.toString(party.pid()), "maps");
        try {
            String inode = Files.getAttribute(path, "unix:ino").toString();
            return Files.readAllLines(maps, StandardCharsets.ISO_8859_1).stream()
                    .map(line -> line.split(" +", INODE_COLUMN + 2))
                    .anyMatch(words -> words[INODE_COLUMN].equals(inode) && words[INODE_COLUMN + 1].contains("/sem."));
        } catch (IOException e) {
            throw new HarnessException("cannot read " + maps, e);
        }
    }

    /** What a mode becomes by this process's umask, which the parties inherit: proc_pid_status(5). */
    static String withoutUmask(String mode) {
        Set<PosixFilePermission> permissions = PosixFilePermissions.fromString(mode);
        try {
            int umask = Files.readAllLines(STATUS).stream()
                    .filter(line -> line.startsWith("Umask:"))
                    .map(line ->
                            Integer.parseInt(line.substring("Umask:".length()).trim(), 8))
                    .findFirst()
                    .orElseThrow(() -> new HarnessException(STATUS + " has no line Umask"));
            return PosixFilePermissions.toString(
                    permissions.stream().filter(p -> (umask & bit(p)) == 0).collect(Collectors.toSet()));
        } catch (IOException e) {
            throw new HarnessException("cannot read " + STATUS, e);
        }
    }

    private static int bit(PosixFilePermission permission) {
        return 0400 >> permission.ordinal();
    }
}
