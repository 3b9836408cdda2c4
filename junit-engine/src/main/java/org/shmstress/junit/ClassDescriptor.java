package org.shmstress.junit;

import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.AbstractTestDescriptor;
import org.junit.platform.engine.support.descriptor.ClassSource;

/** A class that is tried; its one child is the test. Build tools show containers as classes and tests as methods. */
final class ClassDescriptor extends AbstractTestDescriptor {

    /** Type of its segment in unique ids. */
    static final String SEGMENT = "class";

    private final Class<?> type;

    private ClassDescriptor(UniqueId id, Class<?> type) {
        super(id, type.getSimpleName(), ClassSource.from(type));
        this.type = type;
    }

    static ClassDescriptor of(UniqueId parent, Class<?> type) {
        ClassDescriptor container = new ClassDescriptor(parent.append(SEGMENT, type.getName()), type);
        container.addChild(ScenarioDescriptor.of(container.getUniqueId(), new TestClass(type)));
        return container;
    }

    @Override
    public String getLegacyReportingName() {
        return type.getName();
    }

    @Override
    public Type getType() {
        return Type.CONTAINER;
    }
}
