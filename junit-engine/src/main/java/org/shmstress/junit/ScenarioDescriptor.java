package org.shmstress.junit;

import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.AbstractTestDescriptor;

/**
 * The test of a class: to try it between processes. It has no source of its own, because build tools take a test with a class as its source
 * for one without a name.
 */
final class ScenarioDescriptor extends AbstractTestDescriptor {

    /** Type of its segment in unique ids. */
    static final String SEGMENT = "scenario";

    private final TestClass test;

    private ScenarioDescriptor(UniqueId id, TestClass test) {
        super(id, "between processes");
        this.test = test;
    }

    static ScenarioDescriptor of(UniqueId parent, TestClass test) {
        return new ScenarioDescriptor(parent.append(SEGMENT, test.scenario()), test);
    }

    TestClass test() {
        return test;
    }

    /** The class's descriptor. */
    TestDescriptor container() {
        return getParent().orElseThrow();
    }

    @Override
    public Type getType() {
        return Type.TEST;
    }
}
