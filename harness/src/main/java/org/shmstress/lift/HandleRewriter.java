package org.shmstress.lift;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.shmstress.scenario.shape.Handles;
import org.shmstress.scenario.shape.Handles.Call;
import org.shmstress.scenario.shape.Handles.Constant;
import org.shmstress.scenario.shape.Hierarchy;
import org.shmstress.scenario.shape.Refusal;
import org.shmstress.scenario.shape.TestShape.Place;

/** Turns calls by way of VarHandles, updaters and {@code Unsafe} offsets of shared fields into calls of {@link Accessor}s. */
final class HandleRewriter {

    private static final String PLACEHOLDERS = "org/shmstress/standin/Placeholders";
    private static final String JVM_UNSAFE = "org/shmstress/standin/JvmUnsafe";

    private final Handles handles;
    private final LiftedState state;
    private final Set<Accessor> accessors = new LinkedHashSet<>();

    HandleRewriter(Hierarchy hierarchy, LiftedState state) {
        this.handles = new Handles(hierarchy);
        this.state = state;
    }

    /** The accessors that rewritten code calls on fields of the class. */
    List<Accessor> accessorsOf(String internalName) {
        return accessors.stream().filter(a -> ownerOf(a).equals(internalName)).toList();
    }

    /** Rewrites one class. All must be rewritten before {@link #accessorsOf} knows all. */
    void rewrite(ClassNode type) {
        for (Constant constant : handles.constants(type).values()) {
            if (constant.place().filter(this::isShared).isPresent()) {
                constant.maker().forEach(HandleRewriter::replaceMaker);
            }
        }
        for (MethodNode method : type.methods) {
            replaceUnsafe(method);
            for (Call call : calls(type, method)) {
                if (isShared(call)) {
                    Accessor accessor = Accessor.of(call);
                    accessors.add(accessor);
                    become(call.instruction(), ownerOf(accessor), accessor.name(), accessor.descriptor());
                }
            }
        }
    }

    /** Accessors of arrays, whose classes are not the test's, lie in the state's. */
    private String ownerOf(Accessor accessor) {
        return accessor.kind().isOfArray()
                ? state.stateClass()
                : accessor.place().owner();
    }

    private boolean isShared(Call call) {
        return call.kind().isOfArray()
                ? state.substitutes().types().contains(call.place().owner())
                : isShared(call.place());
    }

    private boolean isShared(Place place) {
        return state.primitive(place.owner(), place.name(), place.descriptor()).isPresent();
    }

    /** Code that no actor reaches was not looked at by the scanner, and stays as it is if it cannot be followed. */
    private List<Call> calls(ClassNode type, MethodNode method) {
        try {
            return handles.calls(type, method);
        } catch (Refusal e) {
            return List.of();
        }
    }

    /** The field is no more, so looking it up would fail. */
    private static void replaceMaker(MethodInsnNode maker) {
        boolean isStatic = maker.getOpcode() == Opcodes.INVOKESTATIC;
        boolean isUnsafe = maker.name.equals("objectFieldOffset");
        String receiver = isUnsafe ? "Ljava/lang/Object;" : "L" + maker.owner + ";";
        String name = maker.name;
        if (name.equals("newUpdater")) {
            name = maker.owner.endsWith("IntegerFieldUpdater") ? "intUpdater" : "longUpdater";
        }
        become(maker, PLACEHOLDERS, name, "(" + (isStatic ? "" : receiver) + maker.desc.substring(1));
    }

    /** What jcstress's helper calls its {@code Unsafe} differs from version to version; that of the JVM is the same. */
    private static void replaceUnsafe(MethodNode method) {
        for (AbstractInsnNode instruction : method.instructions) {
            if (instruction.getOpcode() == Opcodes.GETSTATIC && Handles.isUnsafeOfCore((FieldInsnNode) instruction)) {
                FieldInsnNode field = (FieldInsnNode) instruction;
                field.owner = JVM_UNSAFE;
                field.name = "UNSAFE";
            }
        }
    }

    /** A class as it was compiled, but for whence it gets its {@code Unsafe}. */
    static byte[] withUnsafeOfJvm(byte[] original) {
        ClassNode type = new ClassNode();
        new ClassReader(original).accept(type, 0);
        type.methods.forEach(HandleRewriter::replaceUnsafe);
        ClassWriter writer = new ClassWriter(0);
        type.accept(writer);
        return writer.toByteArray();
    }

    private static void become(MethodInsnNode call, String owner, String name, String descriptor) {
        call.setOpcode(Opcodes.INVOKESTATIC);
        call.owner = owner;
        call.name = name;
        call.desc = descriptor;
        call.itf = false;
    }
}
