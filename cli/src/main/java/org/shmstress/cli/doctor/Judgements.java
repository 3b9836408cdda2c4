package org.shmstress.cli.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.shmstress.fork.JvmProbe;
import org.shmstress.plan.Jvm;
import org.shmstress.record.Entry.EnvironmentSeen;
import org.shmstress.segment.AccessPath;
import org.shmstress.segment.Leftovers;
import org.shmstress.segment.Room;

/** What facts about a machine mean for a run: pure functions, so that every machine can be tried on any. */
final class Judgements {
    /** With less no scenario can have its segment; most want a few MiB. */
    static final long LEAST_BYTES = 16L << 20;

    /** A worker JVM has about twenty threads, and a limit on processes counts threads. */
    static final long LEAST_PROCESSES = 1024;

    /** The first version of cgroups says "no limit" with a number near 2 to the 63rd. */
    private static final long UNLIMITED_BYTES = 1L << 60;

    private static final String KNOWN_ARCHITECTURE = "amd64";
    private static final double MIB = 1 << 20;

    private Judgements() {}

    static Finding system(String name, String architecture) {
        String fact = name + ", " + architecture;
        if (!name.equals("Linux")) {
            return Finding.unusable("system", fact, "needs Linux: shared memory is used through its system calls");
        }
        return architecture.equals(KNOWN_ARCHITECTURE)
                ? Finding.good("system", fact)
                : Finding.note("system", fact, "never tried here; which outcomes can be seen is known for x86-64 only");
    }

    static List<Finding> jdks(JvmProbe.Found found) {
        List<Finding> findings = new ArrayList<>();
        for (Jvm jvm : found.jvms()) {
            findings.add(Finding.good("jdk", jvm.home() + ": " + jvm.version() + ", " + jvm.vendor() + lacks(jvm)));
        }
        for (String rejected : found.rejected()) {
            findings.add(Finding.note("jdk", rejected, "not used"));
        }
        if (found.jvms().isEmpty()) {
            findings.add(Finding.unusable(
                    "jdk", "none of version " + JvmProbe.OLDEST + " or later", "install one, or name one with --jdk"));
        } else if (found.defaults().size() < 2) {
            findings.add(Finding.note(
                    "jdk",
                    "one version only",
                    "install a second (say 25 beside 17) to try workers of different versions on one segment"));
        }
        return findings;
    }

    /** What of the matrix a JDK has no part in. */
    private static String lacks(Jvm jvm) {
        return (AccessPath.FFM.isOn(jvm.feature()) ? "" : "; without the access path ffm")
                + (jvm.stressFlags().isEmpty() ? "; without the JIT mode c2-stress" : "");
    }

    static List<Finding> environment(EnvironmentSeen seen) {
        List<Finding> findings = new ArrayList<>();
        findings.add(Finding.good("kernel", seen.kernel()));
        findings.add(Finding.good("libc", seen.libc().isEmpty() ? "not glibc, or unknown" : seen.libc()));
        findings.add(Finding.good("cpu", seen.cpu()));
        findings.add(cpus(seen.cpus()));
        new TreeMap<>(seen.details()).forEach((name, value) -> findings.add(detail(name, value)));
        return findings;
    }

    static Finding cpus(int allowed) {
        return allowed > 1
                ? Finding.good("cpus", allowed + " allowed")
                : Finding.note(
                        "cpus", "one allowed", "ordering between CPUs cannot be seen here: such scenarios end UNKNOWN");
    }

    private static Finding detail(String name, String value) {
        if (name.equals("clocksource") && !value.equals("tsc")) {
            return Finding.note(name, value, "reading the clock is slow here; rates are lower than the memory's own");
        }
        return Finding.good(name, value);
    }

    static List<Finding> room(List<Room.Bound> bounds) {
        return bounds.stream().map(Judgements::room).toList();
    }

    private static Finding room(Room.Bound bound) {
        if (bound.presentBytes() >= UNLIMITED_BYTES) {
            return Finding.good("room", bound.what() + ": not limited");
        }
        String fact = bound.what() + ": " + mebibytes(bound.presentBytes());
        return bound.presentBytes() >= LEAST_BYTES
                ? Finding.good("room", fact)
                : Finding.noRoom(
                        "room", fact, "at least " + mebibytes(LEAST_BYTES) + " are needed; free some or raise it");
    }

    private static String mebibytes(long bytes) {
        return String.format("%.1f MiB", bytes / MIB);
    }

    static Finding deathSignal(boolean inForce) {
        return inForce
                ? Finding.good("orphans", "the kernel kills workers when the parent dies (setpriv --pdeathsig)")
                : Finding.note(
                        "orphans",
                        "workers leave only by themselves when the parent dies; a stopped one stays",
                        "install util-linux's setpriv; 'shmstress clean' finds stopped ones");
    }

    /** From the lines of /proc/self/limits. */
    static Finding processes(List<String> limits) {
        OptionalLong soft = limits.stream()
                .filter(line -> line.startsWith("Max processes"))
                .map(line -> line.substring("Max processes".length()).strip().split("\\s+", -1)[0])
                .filter(word -> word.matches("\\d{1,18}"))
                .mapToLong(Long::parseLong)
                .findFirst();
        if (soft.isEmpty()) {
            return Finding.good("processes", "not limited");
        }
        String fact = soft.getAsLong() + " processes and threads";
        return soft.getAsLong() >= LEAST_PROCESSES
                ? Finding.good("processes", fact)
                : Finding.note("processes", fact, "a worker has about twenty threads; raise it with 'ulimit -u'");
    }

    static List<Finding> leftovers(Leftovers.Removal seen) {
        List<Finding> findings = new ArrayList<>();
        seen.found().forEach(l -> findings.add(Finding.note("leftover", l.describe(), "'shmstress clean' removes it")));
        seen.failures().forEach(f -> findings.add(Finding.note("leftover", f, "what could not be looked at may stay")));
        return findings.isEmpty() ? List.of(Finding.good("leftovers", "none")) : findings;
    }
}
