package org.shmstress.cli.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.shmstress.HarnessException;
import org.shmstress.fork.JvmProbe;
import org.shmstress.fork.WorkerHost;
import org.shmstress.posix.Descriptors;
import org.shmstress.posix.PosixException;
import org.shmstress.posix.SharedMemory;
import org.shmstress.posix.Threads;
import org.shmstress.record.EnvironmentProbe;
import org.shmstress.segment.Leftovers;
import org.shmstress.segment.Room;
import org.shmstress.segment.SegmentName;

/** Examines this machine. Changes nothing on it, apart from one small shared-memory object that it makes and removes. */
public final class Doctor {
    private static final long TRIAL_BYTES = 1 << 16;

    private Doctor() {}

    /** Everything found, in the order in which it is to be told. */
    public static List<Finding> examine() {
        JvmProbe.Found jdks = JvmProbe.installed();
        List<Finding> findings = new ArrayList<>();
        findings.add(Judgements.system(System.getProperty("os.name"), System.getProperty("os.arch")));
        findings.addAll(Judgements.environment(EnvironmentProbe.probe(jdks.jvms())));
        findings.addAll(Judgements.jdks(jdks));
        findings.addAll(
                guarded("room", () -> Judgements.room(Room.ofThisMachine().bounds())));
        findings.addAll(guarded("shared memory", () -> List.of(sharedMemory())));
        findings.addAll(guarded("pinning", () -> List.of(pinning())));
        findings.addAll(guarded("orphans", () -> List.of(deathSignal())));
        findings.addAll(guarded("processes", () -> List.of(Judgements.processes(limits()))));
        findings.addAll(guarded(
                "leftovers",
                () -> Judgements.leftovers(Leftovers.ofThisMachine().remove(true))));
        return List.copyOf(findings);
    }

    /** What cannot even be examined makes the machine unusable, for the reason given; the other checks go on. */
    static List<Finding> guarded(String topic, Supplier<List<Finding>> check) {
        try {
            return check.get();
        } catch (HarnessException e) {
            return List.of(Finding.unusable(topic, String.valueOf(e.getMessage()), "see the reason given"));
        } catch (LinkageError e) {
            String advice = "JNA must unpack and load its native library; is the temporary directory mounted noexec?"
                    + " (SHMSTRESS_JAVA_OPTS=-Djna.tmpdir=DIR names another)";
            return List.of(Finding.unusable(topic, "system calls cannot be made: " + e, advice));
        }
    }

    private static Finding sharedMemory() {
        String name = SegmentName.of(ThreadLocalRandom.current().nextLong(), 0).posixName();
        try {
            int descriptor = SharedMemory.create(name);
            try {
                Descriptors.allocate(descriptor, 0, TRIAL_BYTES);
            } finally {
                SharedMemory.unlink(name);
                Descriptors.close(descriptor);
            }
            return Finding.good("shared memory", "an object could be created, given memory and removed");
        } catch (PosixException e) {
            return Finding.unusable(
                    "shared memory",
                    String.valueOf(e.getMessage()),
                    "mount a tmpfs with mode 1777 on " + SharedMemory.DIRECTORY);
        }
    }

    /** Sets the calling thread's CPUs to what they are. */
    private static Finding pinning() {
        try {
            Threads.setAffinity(0, Threads.affinity(0));
            return Finding.good("pinning", "workers can be pinned to CPUs");
        } catch (PosixException e) {
            return Finding.note(
                    "pinning",
                    String.valueOf(e.getMessage()),
                    "workers run where the kernel puts them; weaker outcomes");
        }
    }

    private static Finding deathSignal() {
        return Judgements.deathSignal(
                WorkerHost.of(Path.of("."), WorkerHost.tag("doctor")).deathSignal());
    }

    private static List<String> limits() {
        Path file = Path.of("/proc/self/limits");
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new HarnessException("cannot read " + file + "; is /proc mounted?", e);
        }
    }
}
