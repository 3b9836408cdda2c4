package org.shmstress.scenario.shape;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.objectweb.asm.Type;
import org.shmstress.api.spi.SliceAccess.Mode;
import org.shmstress.scenario.shape.Handles.Call;
import org.shmstress.scenario.shape.Handles.Kind;

/** What a call by way of a VarHandle, an updater or {@code Unsafe} does to the field that it means. */
public final class HandleModes {

    private static final Pattern VAR_HANDLE = Pattern.compile("(get|set)(Volatile|Opaque|Acquire|Release)?"
            + "|compareAndSet|weakCompareAndSet(Plain|Acquire|Release)?|compareAndExchange(Acquire|Release)?"
            + "|getAnd(Set|Add|Bitwise(Or|And|Xor))(Acquire|Release)?");
    private static final Pattern UNSAFE = Pattern.compile("(get|put|putOrdered|compareAndSwap|compareAndSet"
            + "|weakCompareAndSet|compareAndExchange|getAndSet|getAndAdd|getAndBitwise(?:Or|And|Xor))"
            + "(Boolean|Byte|Short|Char|Int|Long|Float|Double)(Volatile|Opaque|Acquire|Release|Plain)?");
    private static final String WIDENING = "B:SIJFD S:IJFD C:IJFD I:JFD J:FD F:D";

    private HandleModes() {}

    /** True if the VarHandle method of that name accesses memory. */
    static boolean isAccess(String method) {
        return VAR_HANDLE.matcher(method).matches();
    }

    /** True if the {@code Unsafe} method of that name accesses memory, objects included. */
    static boolean isUnsafeAccess(String method) {
        return UNSAFE.matcher(method).matches()
                || method.endsWith("Reference")
                || method.endsWith("Object")
                || method.startsWith("copyMemory")
                || method.startsWith("setMemory");
    }

    /** The VarHandle method that does what the call does; updaters' own methods stay what they are. */
    public static String operation(Call call) {
        String method = call.instruction().name;
        if (!call.kind().isUnsafe()) {
            return method;
        }
        Matcher parts = unsafe(method);
        String suffix = Optional.ofNullable(parts.group(3)).orElse("");
        return switch (parts.group(1)) {
            case "put" -> "set" + suffix;
            case "putOrdered" -> "setRelease";
            case "compareAndSwap" -> "compareAndSet";
            default -> parts.group(1) + suffix;
        };
    }

    /** Descriptor of the primitive type that the {@code Unsafe} method of that name accesses, if it does. */
    static Optional<String> typeOfUnsafe(String method) {
        Matcher parts = UNSAFE.matcher(method);
        return parts.matches()
                ? "ZBSCIJFD"
                        .chars()
                        .filter(type -> typeName((char) type).equals(parts.group(2)))
                        .mapToObj(Character::toString)
                        .findFirst()
                : Optional.empty();
    }

    private static Matcher unsafe(String method) {
        Matcher parts = UNSAFE.matcher(method);
        if (!parts.matches()) {
            throw new IllegalArgumentException("not an access by Unsafe: " + method);
        }
        return parts;
    }

    /** True if a value of the first type can be taken as one of the second, as a VarHandle does. */
    public static boolean widens(char from, char to) {
        if (from == to) {
            return true;
        }
        for (String rule : WIDENING.split(" ")) {
            if (rule.charAt(0) == from) {
                return rule.indexOf(to, 2) > 0;
            }
        }
        return false;
    }

    /** Refuses calls that the JDK would reject at run time, and those whose values it would box or unbox. */
    static void check(Call call, String where) throws Refusal {
        char field = call.place().descriptor().charAt(0);
        String method = call.instruction().name;
        String complaint = "method " + where + " calls " + method + " on field "
                + call.place().name();
        if (call.kind() == Kind.OFFSET) {
            boolean matches = UNSAFE.matcher(method).matches()
                    && typeName(field).equals(unsafe(method).group(2));
            refuseIf(!matches, complaint + ", which is of another type: such accesses are not lifted");
        }
        if (call.kind() == Kind.VAR_HANDLE || call.kind().isOfArray()) {
            Type[] parameters = Type.getArgumentTypes(call.instruction().desc);
            for (int p = call.kind().isOfArray() ? 2 : 1; p < parameters.length; p++) {
                refuseIf(
                        !widens(parameters[p].getDescriptor().charAt(0), field),
                        complaint + " with a " + parameters[p].getClassName() + ": such conversions are not lifted");
            }
            checkReturn(call, complaint, field);
        }
        refuseIf(
                call.kind() == Kind.ARRAY_OFFSET && !operation(call).matches("get|set"),
                "method " + where + " calls Unsafe." + method
                        + " at a computed offset, which may not be aligned: only plain accesses are lifted there");
        boolean adds = operation(call).startsWith("getAndAdd");
        boolean isBitwise = operation(call).startsWith("getAndBitwise");
        boolean isView = call.kind() == Kind.VIEW || call.kind() == Kind.REVERSED_VIEW;
        boolean isAtomic = adds || isBitwise || operation(call).matches("(getAndSet|.*ompareAnd).*");
        refuseIf(
                isView && isAtomic && ("SC".indexOf(field) >= 0 || (adds && "FD".indexOf(field) >= 0)),
                complaint + ", and views of that type have no such operation");
        refuseIf(
                call.kind() == Kind.REVERSED_VIEW && adds,
                complaint + ": adding in the byte order that is not the machine's is not lifted");
        refuseIf(
                (adds && field == 'Z') || (isBitwise && "FD".indexOf(field) >= 0),
                complaint + ", which has no such operation");
    }

    private static void checkReturn(Call call, String complaint, char field) throws Refusal {
        Type returned = Type.getReturnType(call.instruction().desc);
        char to = returned.getDescriptor().charAt(0);
        boolean isFlag = operation(call).contains("ompareAndSet");
        boolean fits = to == 'V'
                || returned.getInternalName().equals("java/lang/Object")
                || (isFlag ? to == 'Z' : widens(field, to));
        refuseIf(!fits, complaint + " as a " + returned.getClassName() + ": such conversions are not lifted");
    }

    private static void refuseIf(boolean wrong, String reason) throws Refusal {
        if (wrong) {
            throw new Refusal(reason);
        }
    }

    private static String typeName(char descriptor) {
        return switch (descriptor) {
            case 'Z' -> "Boolean";
            case 'B' -> "Byte";
            case 'S' -> "Short";
            case 'C' -> "Char";
            case 'I' -> "Int";
            case 'J' -> "Long";
            case 'F' -> "Float";
            default -> "Double";
        };
    }

    /** Groups of access modes that the call needs of an access path. */
    static Set<Mode> modes(Call call) {
        boolean isByte = "ZB".contains(call.place().descriptor());
        boolean isSmall = isByte || "SC".contains(call.place().descriptor());
        String operation = operation(call);
        if (call.kind() != Kind.UPDATER && (operation.equals("get") || operation.equals("set"))) {
            return EnumSet.of(Mode.PLAIN);
        }
        Set<Mode> modes = EnumSet.of(isByte ? Mode.ORDERED_BYTE : Mode.ORDERED);
        if (call.kind() == Kind.UPDATER || !operation.matches("(get|set)(Volatile|Opaque|Acquire|Release)")) {
            modes.add(isSmall ? Mode.ATOMIC_SMALL : Mode.ATOMIC);
        }
        return modes;
    }
}
