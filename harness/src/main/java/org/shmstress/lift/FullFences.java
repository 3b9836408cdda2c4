package org.shmstress.lift;

import java.util.Arrays;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.shmstress.scenario.shape.Hierarchy;
import org.shmstress.scenario.shape.TestShape;

/**
 * Whether a test makes full fences.
 *
 * <p>On x86-64, C2 drops a full fence when another follows in the same block and no volatile load lies between, though a plain
 * load may (Matcher::post_store_load_barrier, JDK 17 and 25). In an unrolled loop that is the fence of the next slot, and store
 * buffering shows across a full fence, as it was seen to. One slot to a block, as in stock jcstress, keeps every fence.
 */
final class FullFences {

    private FullFences() {}

    static boolean areIn(TestShape shape, Hierarchy hierarchy) {
        return shape.classes().stream()
                .flatMap(name -> hierarchy.find(name).stream())
                .anyMatch(FullFences::areIn);
    }

    private static boolean areIn(ClassNode type) {
        return type.methods.stream()
                .flatMap(m -> Arrays.stream(m.instructions.toArray()))
                .anyMatch(FullFences::isOne);
    }

    private static boolean isOne(AbstractInsnNode instruction) {
        return instruction instanceof MethodInsnNode call && call.name.equals("fullFence");
    }
}
