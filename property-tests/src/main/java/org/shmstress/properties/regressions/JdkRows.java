package org.shmstress.properties.regressions;

import java.util.List;
import java.util.Objects;
import org.shmstress.fork.JvmProbe;
import org.shmstress.plan.Jvm;
import org.shmstress.properties.conformance.Row;
import org.shmstress.properties.conformance.Scene;
import org.shmstress.versions.Affected;
import org.shmstress.versions.Installed;

/** What JDKs allow: J03, J04, J05. Child JVMs of every installed JDK show it, so the versions are those of the children. */
final class JdkRows {

    private static final String ALLOW_NATIVE = "--enable-native-access=ALL-UNNAMED";

    private JdkRows() {}

    private static List<Jvm> installed(int fromFeature) {
        return JvmProbe.installed().defaults().stream()
                .filter(jvm -> jvm.feature() >= fromFeature)
                .toList();
    }

    /** Steps are what rulings hang on; this one asks nothing. */
    private static void begin(Scene c) {
        c.a().call("getpid").is("its id", v -> v == c.a().pid());
    }

    /** The symptom on a JDK that is known for it is told, on any other it is wrong. */
    private static void symptom(Scene c, String row, Jvm jvm, String what, boolean seen) {
        Affected affected = Objects.requireNonNull(Regression.all().get(row)).affected();
        String words = "JDK " + jvm.feature() + ": " + what;
        c.fact(words, seen);
        if (seen && Installed.here().withJdk(jvm.feature()).isAmong(affected)) {
            c.deviation(words + ", as is known of " + affected.text());
        } else {
            c.holds("not " + words, !seen);
        }
    }

    @Row("J03")
    static void keepsAtomicAccessOfDirectAndMappedBuffers(Scene c) {
        begin(c);
        for (Jvm jvm : installed(0)) {
            for (String kind : List.of("direct", "mapped")) {
                ChildJvm view = ChildJvm.run(jvm, kind + "-view");
                c.holds(
                        "JDK " + jvm.feature() + " has atomic access to " + kind + " buffers: " + view.output(),
                        view.worked());
            }
            symptom(
                    c,
                    "J03",
                    jvm,
                    "refuses atomic access to heap buffers",
                    !ChildJvm.run(jvm, "heap-view").worked());
        }
    }

    @Row("J04")
    static void leavesUnsafeMemoryAccessAlone(Scene c) {
        begin(c);
        List<Jvm> restricting = installed(23);
        Condition.NEWER_JDK.require(!restricting.isEmpty());
        for (Jvm jvm : restricting) {
            String deny = "--sun-misc-unsafe-memory-access=deny";
            ChildJvm ours =
                    ChildJvm.run(jvm, "internal", deny, "--add-exports=java.base/jdk.internal.misc=ALL-UNNAMED");
            c.holds(
                    "JDK " + jvm.feature() + " leaves the way alone that workers go: " + ours.output(),
                    ours.worked() && !ours.warned());
            ChildJvm asIs = ChildJvm.run(jvm, "unsafe");
            symptom(c, "J04", jvm, "warns of sun.misc.Unsafe", asIs.warned());
            symptom(c, "J04", jvm, "refuses sun.misc.Unsafe", !asIs.worked());
            ChildJvm denied = ChildJvm.run(jvm, "unsafe", deny);
            symptom(c, "J04", jvm, "refuses sun.misc.Unsafe where that is denied", !denied.worked());
        }
    }

    @Row("J05")
    static void leavesNativeAccessAlone(Scene c) {
        begin(c);
        List<Jvm> restricting = installed(24);
        Condition.NEWER_JDK.require(!restricting.isEmpty());
        for (Jvm jvm : restricting) {
            String deny = "--illegal-native-access=deny";
            ChildJvm ours = ChildJvm.run(jvm, "native", deny, ALLOW_NATIVE);
            c.holds(
                    "JDK " + jvm.feature() + " loads native libraries where it is told to: " + ours.output(),
                    ours.worked() && !ours.warned());
            symptom(
                    c,
                    "J05",
                    jvm,
                    "warns of native libraries",
                    ChildJvm.run(jvm, "native").warned());
            symptom(
                    c,
                    "J05",
                    jvm,
                    "refuses native libraries where illegal access is denied",
                    !ChildJvm.run(jvm, "native", deny).worked());
        }
    }
}
