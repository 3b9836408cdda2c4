package org.shmstress.scenario.shape;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Types of the JDK in whose place a test gets stand-ins, all over its classes: those that its state's fields have. So each array of
 * such a type is a stand-in, whoever made it, and no instruction has to guess.
 *
 * @param types their descriptors: atomic classes and arrays of a primitive type
 */
public record Substitutes(Set<String> types) {

    /** Nothing is substituted. */
    public static final Substitutes NONE = new Substitutes(Set.of());

    private static final String ROOM = "org/shmstress/standin/Shared";
    private static final String ATOMICS = "java/util/concurrent/atomic/";
    private static final Map<String, String> STAND_INS = Map.ofEntries(
            Map.entry("L" + ATOMICS + "AtomicInteger;", "AtomicInteger"),
            Map.entry("L" + ATOMICS + "AtomicLong;", "AtomicLong"),
            Map.entry("L" + ATOMICS + "AtomicBoolean;", "AtomicBoolean"),
            Map.entry("L" + ATOMICS + "AtomicIntegerArray;", "AtomicIntegerArray"),
            Map.entry("L" + ATOMICS + "AtomicLongArray;", "AtomicLongArray"),
            Map.entry("[Z", "Bytes"),
            Map.entry("[B", "Bytes"),
            Map.entry("[S", "Shorts"),
            Map.entry("[C", "Chars"),
            Map.entry("[I", "Ints"),
            Map.entry("[J", "Longs"),
            Map.entry("[F", "Floats"),
            Map.entry("[D", "Doubles"));

    /** {@code boolean[]} and {@code byte[]} share their instructions, so both have stand-ins or none. */
    public static Substitutes of(Set<String> descriptors) {
        Set<String> types = new TreeSet<>(descriptors);
        if (types.contains("[Z") || types.contains("[B")) {
            types.addAll(Set.of("[Z", "[B"));
        }
        return new Substitutes(types);
    }

    /** True if there is a stand-in for the type. */
    static boolean hasStandIn(String descriptor) {
        return STAND_INS.containsKey(descriptor);
    }

    /** Internal name of the stand-in for a type of that descriptor. */
    public static String standIn(String descriptor) {
        String name = STAND_INS.get(descriptor);
        if (name == null) {
            throw new IllegalArgumentException("there is no stand-in for " + descriptor);
        }
        return ROOM + name;
    }

    /** True if some kind of array is substituted. */
    public boolean hasArrays() {
        return types.stream().anyMatch(t -> t.startsWith("["));
    }

    /** The type that takes the place of this one, perhaps itself. */
    public Type map(Type type) {
        String descriptor = type.getDescriptor();
        if (types.contains(descriptor)) {
            return Type.getObjectType(standIn(descriptor));
        }
        if (type.getSort() == Type.ARRAY) {
            return Type.getType("[" + map(Type.getType(descriptor.substring(1))).getDescriptor());
        }
        return type.getSort() == Type.METHOD ? Type.getMethodType(mapMethod(descriptor)) : type;
    }

    /** As {@link #map}, of all types of a method. */
    public String mapMethod(String descriptor) {
        Type[] parameters =
                Arrays.stream(Type.getArgumentTypes(descriptor)).map(this::map).toArray(Type[]::new);
        return Type.getMethodDescriptor(map(Type.getReturnType(descriptor)), parameters);
    }

    /** Whether a method of that descriptor takes or returns what is substituted. */
    boolean concern(String methodDescriptor) {
        return !mapMethod(methodDescriptor).equals(methodDescriptor);
    }

    /** The class with the static method that does what the JDK's does to stand-ins, under its name. */
    public Optional<String> replacementOf(MethodInsnNode call) {
        if (call.owner.equals("java/lang/System") && call.name.equals("arraycopy") && hasArrays()) {
            return Optional.of(ROOM + "Array");
        }
        boolean ofArrays = call.owner.equals("java/util/Arrays") && concern(call.desc);
        return ofArrays
                ? Optional.of(standInOfFirst(call.desc)).filter(owner -> has(owner, call.name, mapMethod(call.desc)))
                : Optional.empty();
    }

    /**
     * True for a static initializer whose arrays and atomics go nowhere but to the JDK, e.g. {@code
     * ByteBuffer.wrap(new byte[8]).alignmentOffset(0, 8)}: there they stay what they are.
     */
    public boolean spare(MethodNode method, Predicate<String> isOfOrigin) {
        if (!method.name.equals("<clinit>")) {
            return false;
        }
        for (AbstractInsnNode instruction : method.instructions) {
            boolean leaves = (instruction instanceof FieldInsnNode field
                            && !map(Type.getType(field.desc)).getDescriptor().equals(field.desc))
                    || (instruction instanceof MethodInsnNode call && isOfOrigin.test(call.owner) && concern(call.desc))
                    || (instruction instanceof InvokeDynamicInsnNode dynamic && concern(dynamic.desc));
            if (leaves) {
                return false;
            }
        }
        return true;
    }

    private String standInOfFirst(String descriptor) {
        return map(Type.getArgumentTypes(descriptor)[0]).getInternalName();
    }

    private static boolean has(String owner, String name, String descriptor) {
        if (!owner.startsWith(ROOM)) {
            return false;
        }
        try {
            for (Method method : Class.forName(owner.replace('/', '.')).getMethods()) {
                if (method.getName().equals(name)
                        && Type.getMethodDescriptor(method).equals(descriptor)) {
                    return true;
                }
            }
            return false;
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("the stand-in " + owner + " is not in this jar", e);
        }
    }
}
