package org.shmstress.scenario.shape;

import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.MethodNode;
import org.shmstress.api.spi.SliceAccess.Mode;
import org.shmstress.scenario.shape.Reach.Kind;
import org.shmstress.scenario.shape.Reach.Scope;
import org.shmstress.scenario.shape.TestShape.Actor;
import org.shmstress.scenario.shape.TestShape.Field;
import org.shmstress.scenario.shape.TestShape.Place;

/** Finds out what a jcstress class is made of, or why it cannot run between processes. */
public final class ShapeReader {

    private static final int MAX_ACTORS = 16;

    private final ClassSource source;
    private final Hierarchy hierarchy;
    private final ClassNode test;
    private final List<MethodNode> actorMethods;
    private final List<MethodNode> arbiterMethods;
    private final boolean isTermination;

    private ShapeReader(ClassSource source, ClassNode test) {
        this.source = source;
        this.hierarchy = new Hierarchy(source);
        this.test = test;
        this.isTermination = isTermination(test);
        this.actorMethods = new ArrayList<>(annotated("Actor"));
        if (isTermination) {
            actorMethods.addAll(annotated("Signal"));
        }
        this.arbiterMethods = annotated("Arbiter");
    }

    /**
     * Reads a test.
     *
     * @param testClass internal name
     * @throws Refusal if the class cannot run between processes
     */
    public static TestShape read(ClassSource source, String testClass) throws Refusal {
        return of(source, testClass).read();
    }

    /**
     * Reads a test that is to run as it was compiled, between threads: its state may hold anything, only results are limited.
     *
     * @param testClass internal name
     * @throws Refusal if the class is not a test that the engine can run
     */
    public static TestShape readOriginal(ClassSource source, String testClass) throws Refusal {
        return of(source, testClass).readOriginal();
    }

    private static ShapeReader of(ClassSource source, String testClass) throws Refusal {
        Optional<ClassNode> test = source.find(testClass);
        if (test.isEmpty()) {
            throw new Refusal("class " + Names.of(testClass) + " is not in " + source.origin());
        }
        return new ShapeReader(source, test.get());
    }

    /** How many methods of the class are actors or signals, whatever else is wrong with it. */
    public static int countActors(ClassNode test) {
        return (int) test.methods.stream()
                .filter(m -> has(m, "Actor") || has(m, "Signal"))
                .count();
    }

    /** Whether the question is if an actor ends after a signal. */
    private static boolean isTermination(ClassNode test) {
        return Annotations.find(test.visibleAnnotations, Annotations.jcstress("JCStressTest"))
                .flatMap(a -> Annotations.constant(a, "value"))
                .filter(mode -> mode.equals("Termination"))
                .isPresent();
    }

    private TestShape read() throws Refusal {
        checkTest("that of another process can be neither interrupted nor joined");
        String state = stateClass();
        String result = resultClass();
        checkTestObject(state);
        Reach construction = construction(state, result);
        SharedState shared = SharedState.read(hierarchy, state, construction);
        Set<String> receivers = new TreeSet<>(shared.classes());
        receivers.add(test.name);
        Substitutes substitutes = shared.substitutes();
        // Only now is it known what constructors must not do to what has stand-ins.
        construction(
                state,
                new Scope(result, roots(state), shared.classes(), shared.isFlat(), substitutes, Kind.CONSTRUCTION));
        Set<Mode> modes = modes(shared.places());
        if (substitutes.types().stream().anyMatch(t -> t.startsWith("L"))) {
            modes.addAll(EnumSet.of(Mode.ORDERED, Mode.ATOMIC));
        }
        modes.addAll(construction.modes());
        List<Field> results = resultFields(result, false);
        Scope scope = new Scope(result, receivers, shared.classes(), shared.isFlat(), substitutes, Kind.ACTION);
        Set<String> classes = Closure.of(source, test.name, state, result);
        StandInUse standIns = new StandInUse(hierarchy, substitutes);
        standIns.checkOverloads(classes);
        standIns.checkInitializers(classes);
        Members members = members(scope, results, Optional.of(shared), modes);
        List<Place> places = new ArrayList<>(shared.places());
        if (construction.usesMonitors() || members.useMonitors) {
            places.addAll(shared.monitors());
            modes.addAll(EnumSet.of(Mode.ORDERED, Mode.ATOMIC));
        }
        return new TestShape(
                test.name,
                state,
                result,
                members.actors,
                members.arbiter,
                List.copyOf(places),
                results,
                classes,
                shared.classes(),
                substitutes,
                modes,
                shared.isFlat(),
                shared.hasBuffers());
    }

    private TestShape readOriginal() throws Refusal {
        checkTest("the actor and the signal get the state and nothing else");
        String state = stateClass();
        String result = resultClass();
        List<Field> results = resultFields(result, true);
        for (String constructed : roots(state)) {
            constructor(constructed);
        }
        Set<Mode> modes = EnumSet.of(Mode.PLAIN);
        Scope scope = Scope.of(result, roots(state), Kind.ORIGINAL);
        Members members = members(scope, results, Optional.empty(), modes);
        return new TestShape(
                test.name,
                state,
                result,
                members.actors,
                members.arbiter,
                List.of(),
                results,
                Closure.of(source, test.name, state, result),
                Set.of(),
                Substitutes.NONE,
                modes,
                false,
                false);
    }

    private Set<String> roots(String state) {
        return new LinkedHashSet<>(List.of(state, test.name));
    }

    private Reach construction(String state, String result) throws Refusal {
        return construction(state, Scope.of(result, roots(state), Kind.CONSTRUCTION));
    }

    private Reach construction(String state, Scope scope) throws Refusal {
        Reach reach = new Reach(hierarchy, scope);
        for (String constructed : roots(state)) {
            reach.walk(constructed, constructor(constructed).name, "()V");
        }
        return reach;
    }

    private record Members(List<Actor> actors, Optional<Actor> arbiter, boolean useMonitors) {}

    /** Adds the modes that actors and arbiter use. */
    private Members members(Scope scope, List<Field> results, Optional<SharedState> shared, Set<Mode> modes)
            throws Refusal {
        List<Actor> all = new ArrayList<>();
        boolean useMonitors = false;
        for (MethodNode method : participants()) {
            Reach reach = new Reach(hierarchy, scope);
            reach.walk(test.name, method.name, method.desc);
            refuseIf(
                    shared.filter(SharedState::hasReferenceArrays).isPresent() && reach.storesReferences(),
                    "method " + method.name + " stores to arrays of objects, of which the state has some: object"
                            + " references cannot be shared between processes");
            refuseIf(
                    shared.filter(SharedState::hasBuffers).isPresent()
                            && reach.bufferTrouble().isPresent(),
                    reach.bufferTrouble().orElse(""));
            modes.addAll(reach.modes());
            useMonitors |= reach.usesMonitors();
            all.add(new Actor(method.name, method.desc, writes(reach, results)));
        }
        List<Actor> actors = List.copyOf(all.subList(0, actorMethods.size()));
        checkWriters(actors, results);
        return new Members(actors, all.stream().skip(actors.size()).findFirst(), useMonitors);
    }

    private static Set<Integer> writes(Reach reach, List<Field> results) {
        Set<Integer> writes = new TreeSet<>();
        for (int f = 0; f < results.size(); f++) {
            if (reach.writtenResultFields().contains(results.get(f).name())) {
                writes.add(f);
            }
        }
        return Collections.unmodifiableSet(writes);
    }

    private void checkTest(String whyNoThread) throws Refusal {
        refuseIf(annotated("Actor").isEmpty(), "class " + Names.of(test.name) + " has no @Actor method");
        refuseIf(
                actorMethods.size() > MAX_ACTORS,
                actorMethods.size() + " actors: at most " + MAX_ACTORS + " processes take part in one test");
        refuseIf(arbiterMethods.size() > 1, "more than one @Arbiter method");
        if (isTermination) {
            checkTermination(whyNoThread);
        }
        for (MethodNode method : participants()) {
            refuseIf(
                    Modifier.isStatic(method.access) || Modifier.isPrivate(method.access),
                    "method " + method.name + " is " + Modifier.toString(method.access)
                            + ": actors are instance methods" + " that are not private");
        }
    }

    private void checkTermination(String whyNoThread) throws Refusal {
        int signals = annotated("Signal").size();
        refuseIf(
                annotated("Actor").size() != 1 || signals != 1 || !arbiterMethods.isEmpty(),
                "a termination test has one @Actor, one @Signal and no @Arbiter, not "
                        + annotated("Actor").size() + ", " + signals + " and " + arbiterMethods.size());
        for (MethodNode method : actorMethods) {
            refuseIf(
                    method.desc.contains("Ljava/lang/Thread;"),
                    "method " + method.name + " takes the actor's Thread, which is not handed over: " + whyNoThread);
        }
    }

    private static void refuseIf(boolean wrong, String reason) throws Refusal {
        if (wrong) {
            throw new Refusal(reason);
        }
    }

    private List<MethodNode> participants() {
        List<MethodNode> all = new ArrayList<>(actorMethods);
        all.addAll(arbiterMethods);
        return all;
    }

    private List<MethodNode> annotated(String annotation) {
        return test.methods.stream().filter(m -> has(m, annotation)).toList();
    }

    private static boolean has(MethodNode method, String annotation) {
        return Annotations.find(method.visibleAnnotations, Annotations.jcstress(annotation))
                .isPresent();
    }

    private String stateClass() throws Refusal {
        Set<String> states = parametersWith("State");
        if (isAnnotated(test, "State")) {
            states.add(test.name);
        }
        refuseIf(states.size() != 1, states.isEmpty() ? "no @State class" : "more than one @State class: " + states);
        return states.iterator().next();
    }

    private String resultClass() throws Refusal {
        Set<String> results = parametersWith("Result");
        if (isTermination) {
            return "";
        }
        refuseIf(
                results.size() != 1,
                results.isEmpty() ? "no @Result class" : "more than one @Result class: " + results);
        return results.iterator().next();
    }

    /** Also checks that each parameter is one or the other. */
    private Set<String> parametersWith(String annotation) throws Refusal {
        Set<String> found = new TreeSet<>();
        for (MethodNode method : participants()) {
            for (Type parameter : Type.getArgumentTypes(method.desc)) {
                Optional<ClassNode> node = parameter.getSort() == Type.OBJECT
                        ? hierarchy.findAnywhere(parameter.getInternalName())
                        : Optional.empty();
                boolean known =
                        node.isPresent() && (isAnnotated(node.get(), "State") || isAnnotated(node.get(), "Result"));
                refuseIf(
                        !known,
                        "method " + method.name + " takes a " + parameter.getClassName()
                                + ": parameters are the @State or the @Result");
                node.filter(n -> isAnnotated(n, annotation)).ifPresent(n -> found.add(n.name));
            }
        }
        return found;
    }

    private static boolean isAnnotated(ClassNode node, String annotation) {
        return Annotations.find(node.visibleAnnotations, Annotations.jcstress(annotation))
                .isPresent();
    }

    private void checkTestObject(String state) throws Refusal {
        if (!state.equals(test.name)) {
            for (FieldNode field : instanceFields(test.name)) {
                throw new Refusal(
                        "field " + field.name + " of the test object outlives a sample: put it in the @State class");
            }
        }
        refuseIf(hierarchy.find(state).isEmpty(), "class " + Names.of(state) + " is not in " + source.origin());
    }

    private List<FieldNode> instanceFields(String type) throws Refusal {
        List<FieldNode> fields = new ArrayList<>();
        for (ClassNode node : chainUpToObject(type)) {
            node.fields.stream().filter(f -> !Modifier.isStatic(f.access)).forEach(fields::add);
        }
        return fields;
    }

    private List<ClassNode> chainUpToObject(String type) throws Refusal {
        List<ClassNode> chain = hierarchy.chain(type);
        refuseIf(chain.isEmpty(), "class " + Names.of(type) + " is not in " + source.origin());
        String top = chain.get(chain.size() - 1).superName;
        refuseIf(
                !"java/lang/Object".equals(top),
                "class " + Names.of(type) + " extends " + Names.of(String.valueOf(top))
                        + ", whose fields cannot be lifted");
        return chain;
    }

    private List<Field> resultFields(String result, boolean references) throws Refusal {
        if (result.isEmpty()) {
            return List.of();
        }
        ClassNode node = hierarchy.findAnywhere(result).orElseThrow();
        refuseIf(
                !"java/lang/Object".equals(node.superName),
                "result class " + Names.of(result) + " extends another class");
        List<Field> fields = new ArrayList<>();
        for (FieldNode field : node.fields) {
            // jcstress_trap is where stock jcstress's loops hide a value from the JIT; it is no part of the outcome.
            if (!Modifier.isStatic(field.access) && !field.name.equals("jcstress_trap")) {
                boolean possible = field.desc.length() == 1 || (references && field.desc.equals("Ljava/lang/Object;"));
                refuseIf(!possible, "result field " + field.name + ": " + Names.whyNot(field.desc));
                fields.add(new Field(field.name, field.desc.charAt(0)));
            }
        }
        refuseIf(fields.isEmpty(), "result class " + Names.of(result) + " has no fields");
        return List.copyOf(fields);
    }

    private static Set<Mode> modes(List<Place> places) {
        Set<Mode> modes = EnumSet.of(Mode.PLAIN);
        for (Place place : places) {
            if (place.isVolatile()) {
                modes.add("ZB".contains(place.descriptor()) ? Mode.ORDERED_BYTE : Mode.ORDERED);
            }
        }
        return modes;
    }

    private static void checkWriters(List<Actor> actors, List<Field> results) throws Refusal {
        Map<Integer, String> writers = new HashMap<>();
        for (Actor actor : actors) {
            for (int field : actor.writes()) {
                String other = writers.put(field, actor.name());
                refuseIf(
                        other != null,
                        "result field " + results.get(field).name() + " is written by both " + other + " and "
                                + actor.name() + ": results are not shared");
            }
        }
    }

    private MethodNode constructor(String type) throws Refusal {
        return hierarchy.chain(type).get(0).methods.stream()
                .filter(m -> m.name.equals("<init>") && m.desc.equals("()V") && !Modifier.isPrivate(m.access))
                .findFirst()
                .orElseThrow(() -> new Refusal("class " + Names.of(type) + " has no constructor without parameters"));
    }
}
