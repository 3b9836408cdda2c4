package org.shmstress.lift;

import java.util.List;
import java.util.Optional;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.ClassNode;
import org.shmstress.api.spi.SlotWindow;
import org.shmstress.scenario.shape.Hierarchy;
import org.shmstress.scenario.shape.Substitutes;
import org.shmstress.scenario.shape.TestShape;
import org.shmstress.scenario.shape.TestShape.Place;

/** Names of what lifting adds to the state class and its superclasses, and where it adds it. */
final class LiftedState {

    static final String REGION = "$region";
    static final String WINDOW = Type.getInternalName(SlotWindow.class);
    static final String FLYWEIGHT_CONSTRUCTOR = "(L" + WINDOW + ";)V";

    private final TestShape shape;
    private final Hierarchy hierarchy;
    private final String top;
    private final Placing placing;

    LiftedState(TestShape shape, Hierarchy hierarchy) {
        this.shape = shape;
        this.hierarchy = hierarchy;
        List<ClassNode> chain = hierarchy.chain(shape.stateClass());
        this.top = chain.get(chain.size() - 1).name;
        this.placing = shape.isFlat() ? new Placing.Flat(this) : new Placing.Cells();
    }

    static String address(Place place) {
        return "$at$" + place.name();
    }

    static String getter(Place place) {
        return "$get$" + place.name();
    }

    static String setter(Place place) {
        return "$put$" + place.name();
    }

    static String getterDescriptor(Place place) {
        return "(L" + place.owner() + ";)" + place.descriptor();
    }

    static String setterDescriptor(Place place) {
        return "(L" + place.owner() + ";" + place.descriptor() + ")V";
    }

    /** Allocates a field and stores its first value. */
    static String initializer(Place place) {
        return "$init$" + place.name();
    }

    Hierarchy hierarchy() {
        return hierarchy;
    }

    /** True for each class whose instances are shared. */
    boolean isShared(String internalName) {
        return shape.shared().contains(internalName);
    }

    boolean isFlat() {
        return shape.isFlat();
    }

    String stateClass() {
        return shape.stateClass();
    }

    Substitutes substitutes() {
        return shape.substitutes();
    }

    Placing placing() {
        return placing;
    }

    /** The topmost class of the state, which holds a flat state's region. */
    String top() {
        return top;
    }

    /** The primitive place that a field instruction means, if it means one. */
    Optional<Place> primitive(String owner, String name, String descriptor) {
        Optional<String> declaring = hierarchy.fieldOwner(owner, name, descriptor);
        return shape.places().stream()
                .filter(p ->
                        !p.isSlice() && p.name().equals(name) && p.descriptor().equals(descriptor))
                .filter(p -> declaring.isPresent() && p.owner().equals(declaring.get()))
                .findFirst();
    }

    /** Places that the class declares itself. */
    List<Place> declaredBy(String internalName) {
        return shape.places().stream()
                .filter(p -> p.owner().equals(internalName))
                .toList();
    }

    /** Primitive fields that the class declares itself. */
    List<Place> primitivesOf(String internalName) {
        return declaredBy(internalName).stream().filter(p -> !p.isSlice()).toList();
    }

    /** Number of the place over all of the state. */
    int index(Place place) {
        return shape.places().indexOf(place);
    }

    /** Number of a Slice place among the Slice places. */
    int sliceIndex(Place place) {
        return shape.places().stream().filter(Place::isSlice).toList().indexOf(place);
    }
}
