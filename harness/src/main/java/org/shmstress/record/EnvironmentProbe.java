package org.shmstress.record;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.shmstress.plan.Jvm;
import org.shmstress.record.Entry.EnvironmentSeen;
import oshi.SystemInfo;

/**
 * Describes the machine. Never fails: what cannot be found out is empty or 0 or absent, because a run on an odd machine is
 * worth more than a complete description of it.
 */
public final class EnvironmentProbe {
    private final KernelFacts kernel;
    private final Map<String, String> details = new TreeMap<>();

    private EnvironmentProbe(Path root) {
        this.kernel = new KernelFacts(root);
    }

    /** What the run runs on, with the given JDKs. Takes about half a second. */
    public static EnvironmentSeen probe(List<Jvm> jdks) {
        return probe(Path.of("/"), jdks);
    }

    static EnvironmentSeen probe(Path root, List<Jvm> jdks) {
        return new EnvironmentProbe(root).describe(root, jdks);
    }

    private EnvironmentSeen describe(Path root, List<Jvm> jdks) {
        Hardware hardware = hardware();
        details.putAll(kernel.details());
        details.putAll(JvmFlags.details(jdks, System.getenv()));
        return new EnvironmentSeen(
                kernel.version(),
                libc(),
                hardware.cpu(),
                kernel.allowedCpus().orElse(Runtime.getRuntime().availableProcessors()),
                hardware.memoryBytes(),
                shmBytes(root.resolve("dev/shm")),
                jdks.stream().map(EnvironmentProbe::line).toList(),
                Map.copyOf(details));
    }

    private static String line(Jvm jvm) {
        return jvm.version() + ", " + jvm.vendor() + ", " + jvm.home();
    }

    private record Hardware(String cpu, long memoryBytes) {}

    /** A machine that OSHI does not know may fail in its native library, hence the errors. */
    private Hardware hardware() {
        try {
            var all = new SystemInfo().getHardware();
            var processor = all.getProcessor();
            details.put("cpu.identifier", processor.getProcessorIdentifier().getIdentifier());
            details.put(
                    "cpu.topology",
                    processor.getPhysicalProcessorCount() + " cores, " + processor.getLogicalProcessorCount()
                            + " CPUs");
            return new Hardware(
                    processor.getProcessorIdentifier().getName().strip(),
                    all.getMemory().getTotal());
        } catch (RuntimeException | LinkageError e) {
            details.put("cpu.identifier", "not found out: " + e);
            return new Hardware("", 0);
        }
    }

    /** The C library that a process of this machine gets, e.g. {@code glibc 2.36}. */
    private String libc() {
        LibcBuild.find().ifPresent(build -> details.put("libc.build", build));
        Optional<String> version = HelperProgram.answer(List.of("getconf", "GNU_LIBC_VERSION"));
        if (version.isEmpty()) {
            details.put("libc.unknown", "getconf GNU_LIBC_VERSION gave no answer");
        }
        return version.orElse("");
    }

    private long shmBytes(Path shm) {
        try {
            return Files.getFileStore(shm).getTotalSpace();
        } catch (IOException e) {
            details.put("shm.unknown", e.toString());
            return 0;
        }
    }
}
