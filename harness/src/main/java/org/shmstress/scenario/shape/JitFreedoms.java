package org.shmstress.scenario.shape;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.shmstress.scenario.shape.Accesses.Kind;
import org.shmstress.scenario.shape.Accesses.Node;

/** Which freedoms the shape of a test's accesses gives to a JIT compiler, read from its bytecode. */
public final class JitFreedoms {

    /** What was passed on the way from one access to another. */
    private record Step(Node node, boolean acrossWrite) {}

    private final Set<JitFreedom> found = EnumSet.noneOf(JitFreedom.class);

    private JitFreedoms() {}

    /** The freedoms of all actors of the test together. An arbiter runs alone: its accesses do not count. */
    public static Set<JitFreedom> of(ClassSource source, TestShape shape) {
        Hierarchy hierarchy = new Hierarchy(source);
        JitFreedoms freedoms = new JitFreedoms();
        for (TestShape.Actor actor : shape.actors()) {
            List<Node> nodes = Accesses.of(hierarchy, shape, actor);
            nodes.stream().filter(JitFreedoms::isShared).forEach(freedoms::lookFrom);
        }
        return freedoms.found;
    }

    private static boolean isShared(Node node) {
        return !node.type().isEmpty();
    }

    /** Follows all ways on from an access, up to what nothing is moved across. */
    private void lookFrom(Node start) {
        Set<Step> seen = new HashSet<>();
        Deque<Step> pending = new ArrayDeque<>();
        start.next().forEach(n -> pending.push(new Step(n, false)));
        while (!pending.isEmpty()) {
            Step step = pending.pop();
            if (seen.add(step) && goesOn(start, step)) {
                boolean acrossWrite = step.acrossWrite || step.node.kind() == Kind.WRITE;
                step.node.next().forEach(n -> pending.push(new Step(n, acrossWrite)));
            }
        }
    }

    /** Notes what the pair of accesses allows; false if nothing beyond the second can be paired with the first. */
    private boolean goesOn(Node start, Step step) {
        Node node = step.node;
        if (node.kind() == Kind.BARRIER) {
            return false;
        }
        boolean isSame = node.field().equals(start.field());
        if (start.kind() == Kind.READ) {
            return afterRead(start, step, isSame);
        }
        return afterWrite(start, step, isSame);
    }

    private boolean afterRead(Node start, Step step, boolean isSame) {
        if (isSame && step.node.kind() == Kind.READ) {
            if (step.node.equals(start)) {
                found.add(JitFreedom.HOIST_A_READ);
            } else {
                found.add(step.acrossWrite ? JitFreedom.MERGE_READS_ACROSS_A_WRITE : JitFreedom.MERGE_READS);
            }
        }
        return !isSame;
    }

    private boolean afterWrite(Node start, Step step, boolean isSame) {
        if (isSame) {
            if (step.node.kind() == Kind.WRITE) {
                found.add(JitFreedom.DROP_A_STORE);
            }
            return false;
        }
        if (step.node.kind() == Kind.WRITE && isShared(step.node)) {
            found.add(JitFreedom.SWAP_STORES);
            if (!step.acrossWrite
                    && start.type().equals("I")
                    && step.node.type().equals("I")) {
                found.add(JitFreedom.FUSE_STORES);
            }
        }
        return true;
    }
}
