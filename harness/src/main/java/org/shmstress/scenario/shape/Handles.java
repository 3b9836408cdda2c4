package org.shmstress.scenario.shape;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.shmstress.scenario.shape.TestShape.Place;

/**
 * Finds out which field a VarHandle, a field updater or an {@code Unsafe} offset means. It does so where a static final field
 * holds it that the class's static initializer sets once, from literals; a call by way of anything else cannot be followed.
 */
public final class Handles {

    private static final String VAR_HANDLE = "java/lang/invoke/VarHandle";
    private static final Set<String> UNSAFE = Set.of("sun/misc/Unsafe", "jdk/internal/misc/Unsafe");
    private static final String ATOMIC = "java/util/concurrent/atomic/Atomic";

    /** By what means code gets at a field. */
    public enum Kind {
        VAR_HANDLE,
        UPDATER,
        OFFSET,
        /** A VarHandle of elements of arrays. */
        ELEMENT,
        /** A VarHandle that sees numbers in the machine's byte order in an array of bytes. */
        VIEW,
        /** As {@link #VIEW}, in the other byte order. */
        REVERSED_VIEW,
        /** An offset of {@code Unsafe} into an array of bytes, which the test computes. */
        ARRAY_OFFSET;

        /** True if what is accessed is an array. */
        public boolean isOfArray() {
            return this == ELEMENT || this == VIEW || this == REVERSED_VIEW || this == ARRAY_OFFSET;
        }

        /** True if the call is one of {@code Unsafe}. */
        public boolean isUnsafe() {
            return this == OFFSET || this == ARRAY_OFFSET;
        }
    }

    /**
     * A static final field that stands for a field of objects.
     *
     * @param kind what it is
     * @param place the field that it stands for, or the array type's descriptor as owner and the type of what is accessed; empty for
     *     views of buffers
     * @param maker calls in the static initializer that need the field to be there
     */
    public record Constant(Kind kind, Optional<Place> place, List<MethodInsnNode> maker) {}

    /** A call that accesses a field by way of such a constant. */
    public record Call(MethodInsnNode instruction, Kind kind, Place place) {}

    private final Hierarchy hierarchy;
    private final Map<String, Optional<Constant>> constants = new HashMap<>();

    /** For the classes of the origin. */
    public Handles(Hierarchy hierarchy) {
        this.hierarchy = hierarchy;
    }

    /** True for the type of something that may stand for a field, other than an offset. */
    static boolean isHandleType(String descriptor) {
        Type type = Type.getType(descriptor);
        return type.getSort() == Type.OBJECT
                && (type.getInternalName().equals(VAR_HANDLE)
                        || UNSAFE.contains(type.getInternalName())
                        || isUpdater(type.getInternalName()));
    }

    /** True for {@code Unsafe} as jcstress's own helpers hold it. */
    public static boolean isUnsafeOfCore(FieldInsnNode access) {
        return access.owner.startsWith("org/openjdk/jcstress/util/") && access.desc.equals("Lsun/misc/Unsafe;");
    }

    private static boolean isUpdater(String type) {
        return type.equals(ATOMIC + "IntegerFieldUpdater") || type.equals(ATOMIC + "LongFieldUpdater");
    }

    /**
     * The calls in a method that access fields of the origin's objects by constants.
     *
     * @throws Refusal if there is one of which it cannot be known what it accesses
     */
    public List<Call> calls(ClassNode owner, MethodNode method) throws Refusal {
        List<Call> calls = new ArrayList<>();
        Optional<Origins> origins = Optional.empty();
        for (AbstractInsnNode instruction : method.instructions) {
            if (instruction instanceof MethodInsnNode call && accesses(call)) {
                origins = origins.or(() -> Optional.of(Origins.of(owner, method)));
                if (origins.get().isReached(call)) {
                    String where = Names.of(owner.name) + "." + method.name;
                    resolve(call, origins.get(), where).ifPresent(calls::add);
                }
            }
        }
        return calls;
    }

    private static boolean accesses(MethodInsnNode call) {
        if (call.getOpcode() != Opcodes.INVOKEVIRTUAL) {
            return false;
        }
        if (call.owner.equals(VAR_HANDLE)) {
            return HandleModes.isAccess(call.name);
        }
        return isUpdater(call.owner) || (UNSAFE.contains(call.owner) && HandleModes.isUnsafeAccess(call.name));
    }

    private Optional<Call> resolve(MethodInsnNode call, Origins origins, String where) throws Refusal {
        int parameters = Type.getArgumentTypes(call.desc).length;
        boolean isUnsafe = UNSAFE.contains(call.owner);
        int depth = isUnsafe ? parameters - 2 : parameters;
        Optional<FieldInsnNode> field = depth < 0
                ? Optional.empty()
                : origins.of(call, depth)
                        .filter(made -> made.getOpcode() == Opcodes.GETSTATIC)
                        .map(made -> (FieldInsnNode) made);
        Optional<Constant> constant = field.flatMap(f -> constant(f.owner, f.name, f.desc))
                .or(() -> isUnsafe ? arrayOffset(call, origins) : Optional.empty());
        if (constant.isEmpty()) {
            throw new Refusal("method " + where + " calls " + simpleName(call.owner) + "." + call.name + " with "
                    + field.map(f -> f.name).orElse("a computed " + (isUnsafe ? "offset" : "handle"))
                    + ": which field that means is known only of static final fields that a static initializer sets from"
                    + " literals");
        }
        Optional<Call> resolved =
                constant.get().place().map(p -> new Call(call, constant.get().kind(), p));
        if (resolved.isPresent()) {
            HandleModes.check(resolved.get(), where);
        }
        return resolved;
    }

    /** Into an array of bytes any offset is as good as an index; where it lies need not be known before. */
    private static Optional<Constant> arrayOffset(MethodInsnNode call, Origins origins) {
        int base = Type.getArgumentTypes(call.desc).length - 1;
        return base < 1
                ? Optional.empty()
                : HandleModes.typeOfUnsafe(call.name)
                        .filter(type -> origins.typeOf(call, base).equals(Optional.of("[B")))
                        .map(type -> ofArray(Kind.ARRAY_OFFSET, "[B", type));
    }

    private static String simpleName(String type) {
        return type.substring(type.lastIndexOf('/') + 1);
    }

    /** What a static field stands for, if that is known. */
    Optional<Constant> constant(String owner, String name, String descriptor) {
        Optional<String> declaring = hierarchy.fieldOwner(owner, name, descriptor);
        return declaring.flatMap(type -> {
            String key = type + "." + name + descriptor;
            if (!constants.containsKey(key)) {
                constants.put(key, read(hierarchy.find(type).orElseThrow(), name, descriptor));
            }
            return constants.get(key);
        });
    }

    /** The constants that a class's static initializer sets, by the field's name; analysed on the very nodes given. */
    public Map<String, Constant> constants(ClassNode type) {
        Map<String, Constant> found = new LinkedHashMap<>();
        for (FieldNode field : type.fields) {
            if ((field.access & Opcodes.ACC_STATIC) != 0) {
                read(type, field.name, field.desc).ifPresent(c -> found.put(field.name, c));
            }
        }
        return found;
    }

    private Optional<Constant> read(ClassNode type, String name, String descriptor) {
        boolean possible = descriptor.equals("J") || isHandleType(descriptor);
        Optional<FieldNode> field = Hierarchy.field(type, name, descriptor)
                .filter(f -> possible && (f.access & Opcodes.ACC_FINAL) != 0 && (f.access & Opcodes.ACC_STATIC) != 0);
        Optional<MethodNode> initializer =
                type.methods.stream().filter(m -> m.name.equals("<clinit>")).findFirst();
        if (field.isEmpty() || initializer.isEmpty()) {
            return Optional.empty();
        }
        List<FieldInsnNode> stores = new ArrayList<>();
        for (AbstractInsnNode instruction : initializer.get().instructions) {
            if (instruction instanceof FieldInsnNode store
                    && store.getOpcode() == Opcodes.PUTSTATIC
                    && store.owner.equals(type.name)
                    && store.name.equals(name)
                    && store.desc.equals(descriptor)) {
                stores.add(store);
            }
        }
        if (stores.size() != 1) {
            return Optional.empty();
        }
        return made(type, initializer.get(), List.copyOf(stores));
    }

    /** What all of these instructions find on the stack, if that is one constant made in one place. */
    private Optional<Constant> made(ClassNode type, MethodNode method, List<AbstractInsnNode> takers) {
        Origins origins = Origins.of(type, method);
        Set<Optional<AbstractInsnNode>> makers =
                takers.stream().map(t -> origins.of(t, 0)).collect(Collectors.toSet());
        Optional<MethodInsnNode> maker = makers.size() != 1
                ? Optional.empty()
                : makers.iterator()
                        .next()
                        .filter(m -> m instanceof MethodInsnNode)
                        .map(m -> (MethodInsnNode) m);
        Optional<MethodNode> helper = maker.filter(m -> m.owner.equals(type.name))
                .flatMap(m -> type.methods.stream()
                        .filter(h -> h.name.equals(m.name) && h.desc.equals(m.desc) && h.desc.startsWith("()"))
                        .findFirst());
        return helper.isPresent() && helper.get() != method
                ? made(type, helper.get(), returns(helper.get()))
                : maker.flatMap(m -> made(m, origins));
    }

    private static List<AbstractInsnNode> returns(MethodNode method) {
        List<AbstractInsnNode> returns = new ArrayList<>();
        for (AbstractInsnNode instruction : method.instructions) {
            if (instruction.getOpcode() == Opcodes.ARETURN || instruction.getOpcode() == Opcodes.LRETURN) {
                returns.add(instruction);
            }
        }
        return returns;
    }

    private Optional<Constant> made(MethodInsnNode maker, Origins origins) {
        return switch (maker.name) {
            case "findVarHandle" ->
                origins.classLiteral(maker, 0)
                        .flatMap(type -> place(maker, origins, 2, 1, type))
                        .map(p -> new Constant(Kind.VAR_HANDLE, Optional.of(p), List.of(maker)));
            case "byteBufferViewVarHandle" -> Optional.of(new Constant(Kind.VAR_HANDLE, Optional.empty(), List.of()));
            case "arrayElementVarHandle" ->
                origins.classLiteral(maker, 0)
                        .filter(type -> type.length() == 2)
                        .map(type -> ofArray(Kind.ELEMENT, type, type.substring(1)));
            case "byteArrayViewVarHandle" ->
                origins.classLiteral(maker, 1)
                        .filter(type -> type.length() == 2)
                        .flatMap(type -> viewKind(maker, origins).map(kind -> ofArray(kind, "[B", type.substring(1))));
            case "newUpdater" ->
                place(maker, origins, 1, 0, maker.owner.equals(ATOMIC + "IntegerFieldUpdater") ? "I" : "J")
                        .map(p -> new Constant(Kind.UPDATER, Optional.of(p), List.of(maker)));
            case "objectFieldOffset" -> offset(maker, origins);
            default -> Optional.empty();
        };
    }

    private static Constant ofArray(Kind kind, String array, String accessed) {
        return new Constant(kind, Optional.of(new Place(array, "element", accessed, false)), List.of());
    }

    private static Optional<Kind> viewKind(MethodInsnNode maker, Origins origins) {
        Optional<String> order = origins.of(maker, 0)
                .map(made -> made instanceof FieldInsnNode field
                        ? field.name
                        : made instanceof MethodInsnNode call && call.name.equals("nativeOrder")
                                ? ByteOrder.nativeOrder().toString()
                                : "");
        return order.filter(name -> name.endsWith("_ENDIAN"))
                .map(name -> name.equals(ByteOrder.nativeOrder().toString()) ? Kind.VIEW : Kind.REVERSED_VIEW);
    }

    private Optional<Constant> offset(MethodInsnNode maker, Origins origins) {
        if (maker.desc.equals("(Ljava/lang/Class;Ljava/lang/String;)J")) {
            return place(maker, origins, 1, 0, "").map(p -> new Constant(Kind.OFFSET, Optional.of(p), List.of(maker)));
        }
        return origins.of(maker, 0)
                .filter(made -> made instanceof MethodInsnNode call && call.name.equals("getDeclaredField"))
                .map(made -> (MethodInsnNode) made)
                .flatMap(lookup -> place(lookup, origins, 1, 0, "")
                        .map(p -> new Constant(Kind.OFFSET, Optional.of(p), List.of(maker, lookup))));
    }

    /** The field of the class literal and name at these depths; of any type if that is empty. */
    private Optional<Place> place(MethodInsnNode call, Origins origins, int classDepth, int nameDepth, String type) {
        Optional<String> owner = origins.classLiteral(call, classDepth)
                .filter(d -> d.startsWith("L"))
                .map(d -> Type.getType(d).getInternalName());
        Optional<String> name = origins.constant(call, nameDepth, String.class);
        return owner.flatMap(o -> hierarchy.chain(o).stream()
                .flatMap(c -> c.fields.stream()
                        .filter(f -> f.name.equals(name.orElse(""))
                                && (type.isEmpty() || f.desc.equals(type))
                                && f.desc.length() == 1
                                && (f.access & Opcodes.ACC_STATIC) == 0)
                        .map(f -> new Place(c.name, f.name, f.desc, (f.access & Opcodes.ACC_VOLATILE) != 0)))
                .findFirst());
    }
}
