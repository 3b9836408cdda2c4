package org.shmstress.lift;

import java.util.Set;
import java.util.stream.Collectors;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/** Names stand-ins all over a class, but for methods that are spared. */
final class Substitution extends ClassRemapper {

    private final Set<String> spared;

    Substitution(ClassVisitor next, ClassNode original, LiftedState state) {
        super(Opcodes.ASM9, next, new SubstitutingRemapper(state.substitutes()));
        this.spared = original.methods.stream()
                .filter(m -> isSpared(m, state))
                .map(m -> m.name + m.desc)
                .collect(Collectors.toSet());
    }

    private static boolean isSpared(MethodNode method, LiftedState state) {
        return state.substitutes()
                .spare(method, name -> state.hierarchy().find(name).isPresent());
    }

    @Override
    public MethodVisitor visitMethod(
            int access, String name, String descriptor, String signature, String[] exceptions) {
        return spared.contains(name + descriptor)
                ? cv.visitMethod(access, name, descriptor, signature, exceptions)
                : super.visitMethod(access, name, descriptor, signature, exceptions);
    }
}
