package org.shmstress.properties.conformance;

import java.util.EnumMap;
import java.util.Map;
import org.shmstress.fork.JvmProbe;
import org.shmstress.run.script.NativeProgram;

/** Finds out, once each, what this machine allows. */
final class Capabilities {

    private static final Map<Capability, Boolean> KNOWN = new EnumMap<>(Capability.class);

    private Capabilities() {}

    static synchronized boolean has(Capability capability) {
        return KNOWN.computeIfAbsent(capability, Capabilities::probe);
    }

    private static boolean probe(Capability capability) {
        return switch (capability) {
            case ROOT, OTHER_USER -> Probes.isRoot();
            case C_COMPILER -> NativeProgram.compiler().isPresent();
            case MOUNT -> Probes.succeeds("unshare", "-m", "sh", "-c", "mount -t tmpfs none /mnt");
            case USER_NAMESPACES -> Probes.succeeds("unshare", "-U", "true");
            case REAL_TIME -> Probes.succeeds("chrt", "-f", "1", "true");
            case TWO_CPUS -> Runtime.getRuntime().availableProcessors() > 1;
            case CGROUP -> Probes.canMakeCgroup();
            case HUGE_PAGES -> Probes.freeHugePages() > 0;
            case ARENAS -> JvmProbe.installed().jvms().stream().anyMatch(jvm -> jvm.feature() >= 22);
        };
    }
}
