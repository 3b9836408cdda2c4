package org.shmstress.properties.conformance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.shmstress.HarnessException;

/** Questions to the machine. */
final class Probes {

    private static final long BOUND_SECONDS = 20;

    private Probes() {}

    /** Whether this process, and hence its workers, act as root with all that comes with it. */
    static boolean isRoot() {
        long all = Long.parseUnsignedLong(field("/proc/self/status", "CapEff:"), 16);
        long wanted = 1L << 1 | 1L << 7 | 1L << 21; // CAP_DAC_OVERRIDE, CAP_SETUID, CAP_SYS_ADMIN (linux/capability.h)
        return field("/proc/self/status", "Uid:").split("\\s+")[1].equals("0") && (all & wanted) == wanted;
    }

    /** Whether a command exists and ends with code 0. */
    static boolean succeeds(String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!process.waitFor(BOUND_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return false;
            }
            return process.exitValue() == 0;
        } catch (IOException e) {
            return false; // there is no such command here
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HarnessException("interrupted", e);
        }
    }

    /** Whether a control group that tells of its memory can be made: cgroups(7), version 2 or 1. */
    static boolean canMakeCgroup() {
        return succeeds(
                "sh",
                "-c",
                "p=/sys/fs/cgroup; test -e $p/cgroup.controllers || p=$p/memory;"
                        + " d=$(mktemp -d $p/probe.XXXXXX) && grep -q '^shmem ' $d/memory.stat; r=$?; rmdir $d; exit $r");
    }

    static long freeHugePages() {
        return Long.parseLong(field("/proc/meminfo", "HugePages_Free:"));
    }

    private static String field(String file, String name) {
        try {
            List<String> lines = Files.readAllLines(Path.of(file), StandardCharsets.ISO_8859_1);
            return lines.stream()
                    .filter(line -> line.startsWith(name))
                    .map(line -> line.substring(name.length()).trim())
                    .findFirst()
                    .orElse("0");
        } catch (IOException e) {
            throw new HarnessException("cannot read " + file, e);
        }
    }
}
