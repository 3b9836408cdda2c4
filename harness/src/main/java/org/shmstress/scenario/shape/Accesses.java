package org.shmstress.scenario.shape;

import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;
import org.shmstress.scenario.shape.Hierarchy.DeclaredMethod;

/**
 * The order in which a method's instructions may follow each other, and what each does to memory: a graph with one node per
 * instruction. Calls of methods in the origin are followed, as a compiler inlines them; any other call may do anything.
 */
final class Accesses {

    /** What an instruction does, as far as the order of accesses is concerned. */
    enum Kind {
        NOTHING,
        READ,
        WRITE,
        /** A volatile access, a monitor, a call that is not followed: nothing plain is moved or merged across it. */
        BARRIER
    }

    /**
     * One instruction.
     *
     * @param kind what it does
     * @param field declaring class and name of the field that it accesses, empty for none
     * @param type the field's descriptor
     * @param next those that may run next
     */
    record Node(Kind kind, String field, String type, List<Node> next) {
        Node(Kind kind) {
            this(kind, "", "", new ArrayList<>());
        }

        // Nodes are compared by identity: two instructions may well do the same.
        @Override
        public boolean equals(@org.jspecify.annotations.Nullable Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }

    private static final int MAX_DEPTH = 8;

    private final Hierarchy hierarchy;
    private final Set<String> shared;
    private final String resultClass;
    private final List<Node> nodes = new ArrayList<>();

    private Accesses(Hierarchy hierarchy, TestShape shape) {
        this.hierarchy = hierarchy;
        this.shared = shape.shared();
        this.resultClass = shape.resultClass();
    }

    /** All nodes of an actor. */
    static List<Node> of(Hierarchy hierarchy, TestShape shape, TestShape.Actor actor) {
        Accesses accesses = new Accesses(hierarchy, shape);
        hierarchy
                .method(shape.testClass(), actor.name(), actor.descriptor())
                .ifPresent(m -> accesses.add(m.method(), new Node(Kind.NOTHING), 0));
        return accesses.nodes;
    }

    /** Adds a method's nodes, from whose ends {@code exit} follows; returns its first. */
    private Node add(MethodNode method, Node exit, int depth) {
        InsnList code = method.instructions;
        Map<AbstractInsnNode, Node> first = new HashMap<>();
        Map<AbstractInsnNode, Node> last = new HashMap<>();
        for (AbstractInsnNode instruction : code) {
            Node after = new Node(Kind.NOTHING);
            Node node = node(instruction, after, depth);
            nodes.add(node);
            first.put(instruction, node);
            last.put(instruction, node.next().isEmpty() ? node : after);
        }
        for (AbstractInsnNode instruction : code) {
            List<Node> next =
                    Optional.ofNullable(last.get(instruction)).orElse(exit).next();
            successors(instruction)
                    .forEach(s -> next.add(Optional.ofNullable(first.get(s)).orElse(exit)));
            if (instruction.getOpcode() >= Opcodes.IRETURN && instruction.getOpcode() <= Opcodes.RETURN) {
                next.add(exit);
            }
        }
        return Optional.ofNullable(code.getFirst()).map(first::get).orElse(exit);
    }

    private static List<AbstractInsnNode> successors(AbstractInsnNode instruction) {
        List<AbstractInsnNode> successors = new ArrayList<>();
        int opcode = instruction.getOpcode();
        if (instruction instanceof JumpInsnNode jump) {
            successors.add(jump.label);
        } else if (instruction instanceof TableSwitchInsnNode table) {
            successors.addAll(table.labels);
            successors.add(table.dflt);
        } else if (instruction instanceof LookupSwitchInsnNode lookup) {
            successors.addAll(lookup.labels);
            successors.add(lookup.dflt);
        }
        boolean ends = opcode == Opcodes.GOTO
                || opcode == Opcodes.ATHROW
                || opcode == Opcodes.TABLESWITCH
                || opcode == Opcodes.LOOKUPSWITCH
                || (opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN);
        if (!ends && instruction.getNext() != null) {
            successors.add(instruction.getNext());
        }
        return successors;
    }

    private Node node(AbstractInsnNode instruction, Node after, int depth) {
        if (instruction instanceof FieldInsnNode field) {
            return access(field);
        } else if (instruction instanceof MethodInsnNode call) {
            return call(call, after, depth);
        }
        boolean isMonitor =
                instruction.getOpcode() == Opcodes.MONITORENTER || instruction.getOpcode() == Opcodes.MONITOREXIT;
        return new Node(isMonitor ? Kind.BARRIER : Kind.NOTHING);
    }

    private Node access(FieldInsnNode field) {
        boolean isWrite = field.getOpcode() == Opcodes.PUTFIELD;
        if (!isWrite && field.getOpcode() != Opcodes.GETFIELD) {
            return new Node(Kind.NOTHING);
        }
        Optional<String> owner = hierarchy.fieldOwner(field.owner, field.name, field.desc);
        if (owner.isEmpty() || !shared.contains(owner.get())) {
            // A result's field is no shared memory, but a write that a merge must cross.
            return isWrite && field.owner.equals(resultClass) ? written(field.name) : new Node(Kind.NOTHING);
        }
        if (field.desc.length() > 1) {
            return new Node(Kind.NOTHING); // references are the same for all actors, and set before they start
        }
        Optional<FieldNode> declared = hierarchy.chain(owner.get()).stream()
                .flatMap(c -> Hierarchy.field(c, field.name, field.desc).stream())
                .findFirst();
        boolean isVolatile = declared.filter(f -> Modifier.isVolatile(f.access)).isPresent();
        Kind plain = isWrite ? Kind.WRITE : Kind.READ;
        return isVolatile
                ? new Node(Kind.BARRIER)
                : new Node(plain, owner.get() + "." + field.name, field.desc, new ArrayList<>());
    }

    private static Node written(String resultField) {
        return new Node(Kind.WRITE, "result " + resultField, "", new ArrayList<>());
    }

    private Node call(MethodInsnNode call, Node after, int depth) {
        Optional<DeclaredMethod> target = hierarchy.method(call.owner, call.name, call.desc);
        if (target.isEmpty()
                || depth == MAX_DEPTH
                || target.get().method().instructions.size() == 0) {
            return new Node(Kind.BARRIER);
        }
        boolean isSynchronized = (target.get().method().access & Opcodes.ACC_SYNCHRONIZED) != 0;
        Node entry = new Node(isSynchronized ? Kind.BARRIER : Kind.NOTHING);
        entry.next().add(add(target.get().method(), after, depth + 1));
        return entry;
    }
}
