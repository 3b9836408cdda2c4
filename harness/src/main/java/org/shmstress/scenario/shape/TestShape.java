package org.shmstress.scenario.shape;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.shmstress.api.spi.OutcomeSink;
import org.shmstress.api.spi.SliceAccess;

/**
 * What a jcstress class is made of, as far as lifting needs it. Class names are internal ones.
 *
 * @param testClass class with the actors
 * @param stateClass class of the shared state, may be the test class
 * @param resultClass class of the result; empty for a termination test
 * @param actors the actors in the order in which the class declares them; of a termination test the actor and its signal
 * @param arbiter the arbiter, if there is one
 * @param places what a state and the objects that it refers to hold, superclass first, in declaration order
 * @param results fields of the result in declaration order; none for a termination test
 * @param classes every class of the origin that runs in a worker, sorted
 * @param shared the classes whose instances are shared: of the state and of what it refers to
 * @param substitutes types of the JDK in whose place all of the test's classes get stand-ins
 * @param modes groups of access modes that the test uses
 * @param isFlat whether a state is nothing but its places, so that a loop may make its own and move it from slot to slot; other
 *     loops ask the window for their states
 * @param hasBuffers whether a state has buffers, through which it is then accessed whatever the access path
 */
public record TestShape(
        String testClass,
        String stateClass,
        String resultClass,
        List<Actor> actors,
        Optional<Actor> arbiter,
        List<Place> places,
        List<Field> results,
        Set<String> classes,
        Set<String> shared,
        Substitutes substitutes,
        Set<SliceAccess.Mode> modes,
        boolean isFlat,
        boolean hasBuffers) {

    /**
     * An actor or arbiter.
     *
     * @param name method name
     * @param descriptor its descriptor; parameters are the state, the result, both or none
     * @param writes indices of the result fields that it writes, itself or through other methods
     */
    public record Actor(String name, String descriptor, Set<Integer> writes) {}

    /**
     * A field of the state.
     *
     * @param owner class that declares it
     * @param name its name
     * @param descriptor its type, primitive or Slice
     * @param isVolatile whether it is volatile
     */
    public record Place(String owner, String name, String descriptor, boolean isVolatile) {

        /** Name of the word that a locked object gets in place of its monitor. */
        public static final String MONITOR = "$monitor";

        /** True for the word of a monitor, which no class declares itself. */
        public boolean isMonitor() {
            return name.equals(MONITOR);
        }

        /** True for a Slice field, false for a primitive one. */
        public boolean isSlice() {
            return descriptor.length() > 1;
        }
    }

    /** A result field: name and type descriptor, {@code L} for Object. */
    public record Field(String name, char descriptor) {

        /** True for an Object, which only threads of one process can hand each other. */
        public boolean isReference() {
            return descriptor == 'L';
        }

        /** The type's descriptor in full. */
        public String type() {
            return isReference() ? "Ljava/lang/Object;" : String.valueOf(descriptor);
        }
    }

    /**
     * The places that loops know of, as one letter each, {@code L} for a Slice: all of a flat state, the slices of any other.
     */
    public String placeTypes() {
        StringBuilder types = new StringBuilder();
        places.stream()
                .filter(p -> isFlat || p.isSlice())
                .forEach(p -> types.append(p.isSlice() ? 'L' : p.descriptor().charAt(0)));
        return types.toString();
    }

    /** The result fields' types, one letter each. */
    public String resultTypes() {
        StringBuilder types = new StringBuilder();
        results.forEach(r -> types.append(r.descriptor()));
        return types.toString();
    }

    /**
     * Whether small results are stored as codes: not with an arbiter, which wants them in its result object, and not of types
     * or in numbers that have none.
     */
    public boolean hasCodes() {
        return arbiter.isEmpty()
                && OutcomeSink.packedBits(results.size()) > 0
                && results.stream().allMatch(r -> "ZBSCIJ".indexOf(r.descriptor()) >= 0);
    }

    /** True when test and state are one class. */
    public boolean isOwnState() {
        return testClass.equals(stateClass);
    }
}
