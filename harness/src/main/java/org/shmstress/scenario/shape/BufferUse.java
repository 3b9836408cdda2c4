package org.shmstress.scenario.shape;

import java.util.Optional;
import java.util.Set;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.MethodInsnNode;

/**
 * What code may do with buffers of a state. Their bytes lie in the slot; but each process has buffer objects of its own, so
 * whatever else a buffer knows, such as its position, must stay as construction left it.
 */
final class BufferUse {

    private static final String PACKAGE = "java/nio/";
    private static final Set<String> ELEMENTS = Set.of("Byte", "Char", "Short", "Int", "Long", "Float", "Double");

    /** How a buffer came about, or memory that is not the slot's. */
    private static final Set<String> NEVER = Set.of(
            "wrap",
            "slice",
            "duplicate",
            "alignedSlice",
            "asReadOnlyBuffer",
            "array",
            "arrayOffset",
            "hasArray",
            "isDirect");

    private static final Set<String> QUESTIONS = Set.of(
            "capacity", "limit", "position", "remaining", "hasRemaining", "order", "isReadOnly", "alignmentOffset");

    private BufferUse() {}

    /** True for the buffer types that lifting knows. */
    static boolean isBuffer(String internalName) {
        return internalName.startsWith(PACKAGE)
                && internalName.endsWith("Buffer")
                && ELEMENTS.contains(
                        internalName.substring(PACKAGE.length(), internalName.length() - "Buffer".length()));
    }

    /** What is wrong with a call of a method that a constructor reaches, if the state has buffers. */
    static Optional<String> troubleInConstruction(MethodInsnNode call, boolean isOfOrigin) {
        Type returned = Type.getReturnType(call.desc);
        boolean isForeign = returned.getSort() == Type.OBJECT
                && returned.getInternalName().startsWith(PACKAGE)
                && returned.getInternalName().endsWith("Buffer")
                && !isOfOrigin
                && !call.owner.startsWith(PACKAGE);
        return isForeign || (call.owner.startsWith(PACKAGE) && NEVER.contains(call.name))
                ? Optional.of(shown(call) + ": a state's buffers come from allocate, allocateDirect and views of these")
                : Optional.empty();
    }

    /** What is wrong with a call of a method that an actor reaches, if the state has buffers. */
    static Optional<String> troubleInAction(MethodInsnNode call, boolean isOfOrigin) {
        if (!isBuffer(call.owner) && !call.owner.equals(PACKAGE + "Buffer")) {
            boolean handsOn = !isOfOrigin
                    && !call.owner.equals("java/lang/invoke/VarHandle")
                    && call.desc.substring(0, call.desc.indexOf(')')).contains(PACKAGE);
            return handsOn
                    ? Optional.of(shown(call) + " with a buffer: what that does to it is not known")
                    : Optional.empty();
        }
        Type[] parameters = Type.getArgumentTypes(call.desc);
        boolean atIndex = parameters.length > 0 && parameters[0].equals(Type.INT_TYPE);
        boolean absolute =
                atIndex && (call.name.startsWith("get") || (call.name.startsWith("put") && parameters.length > 1));
        boolean question =
                QUESTIONS.contains(call.name) && (parameters.length == 0 || call.name.equals("alignmentOffset"));
        boolean factory = call.name.startsWith("allocate")
                || (call.name.startsWith("as") && !call.name.equals("asReadOnlyBuffer"));
        return absolute || question || factory
                ? Optional.empty()
                : Optional.of(
                        shown(call) + ": position, limit, order and the like of a buffer are one per process; only"
                                + " accesses at an index are shared");
    }

    private static String shown(MethodInsnNode call) {
        return "calls " + call.owner.substring(call.owner.lastIndexOf('/') + 1) + "." + call.name;
    }
}
