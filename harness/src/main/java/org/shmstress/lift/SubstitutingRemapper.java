package org.shmstress.lift;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.Remapper;
import org.shmstress.scenario.shape.Substitutes;

/** Puts the names of stand-ins where those of substituted types are; ASM's own remapper knows no names of arrays. */
final class SubstitutingRemapper extends Remapper {

    private final Substitutes substitutes;

    SubstitutingRemapper(Substitutes substitutes) {
        super(Opcodes.ASM9);
        this.substitutes = substitutes;
    }

    @Override
    public String map(String internalName) {
        return substitutes.map(Type.getObjectType(internalName)).getInternalName();
    }

    @Override
    public String mapDesc(String descriptor) {
        return substitutes.map(Type.getType(descriptor)).getDescriptor();
    }

    @Override
    public @Nullable String mapType(@Nullable String internalName) {
        return internalName == null ? null : map(internalName);
    }

    @Override
    public String mapMethodDesc(String descriptor) {
        return substitutes.mapMethod(descriptor);
    }

    /** Class literals stay: they are what VarHandles of elements and views are made from, which then stand unused. */
    @Override
    public Object mapValue(Object value) {
        if (value instanceof Type type) {
            return type.getSort() == Type.METHOD ? substitutes.map(type) : type;
        }
        return super.mapValue(value);
    }
}
