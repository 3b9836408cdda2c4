package org.shmstress.fork;

import java.util.ArrayList;
import java.util.List;
import org.shmstress.plan.Jit;
import org.shmstress.plan.Jvm;

/** Which flags make a JVM compile in a given way. */
final class JitFlags {

    /**
     * Flags by which C2 chooses at random among correct choices: the order of instructions within a block (LCM), the block of an
     * instruction (GCM), and the order of its worklists. Those that insert traps or spoil inlining are not here: they would
     * slow the loop down without moving any memory access.
     */
    static final List<String> STRESS =
            List.of("StressLCM", "StressGCM", "StressIGVN", "StressCCP", "StressMacroExpansion");

    private JitFlags() {}

    static List<String> of(Jit jit, Jvm jvm) {
        return switch (jit.mode()) {
            case INTERPRETER -> List.of("-Xint");
            case C1 -> List.of("-XX:TieredStopAtLevel=1");
            case C2 -> List.of("-XX:-TieredCompilation");
            case C2_STRESS -> stress(jit.stressSeed(), jvm);
            case TIERED -> List.of();
        };
    }

    private static List<String> stress(int seed, Jvm jvm) {
        List<String> flags = new ArrayList<>(List.of("-XX:-TieredCompilation", "-XX:+UnlockDiagnosticVMOptions"));
        jvm.stressFlags().forEach(flag -> flags.add("-XX:+" + flag));
        flags.add("-XX:StressSeed=" + seed);
        return flags;
    }
}
