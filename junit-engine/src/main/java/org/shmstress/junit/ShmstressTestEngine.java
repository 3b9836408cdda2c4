package org.shmstress.junit;

import java.util.Optional;
import org.junit.platform.engine.EngineDiscoveryRequest;
import org.junit.platform.engine.ExecutionRequest;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestEngine;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.EngineDescriptor;
import org.junit.platform.engine.support.discovery.EngineDiscoveryRequestResolver;

/**
 * The engine: each class with {@code @JCStressTest} or {@code @SharedObject} that a request selects is a container with one test, which tries
 * it between processes. All tests of a request are one run of the product, with one record and one report.
 */
public final class ShmstressTestEngine implements TestEngine {

    /** The engine's id, by which requests include or exclude it. */
    public static final String ID = "shmstress";

    private static final EngineDiscoveryRequestResolver<EngineDescriptor> RESOLVER =
            EngineDiscoveryRequestResolver.<EngineDescriptor>builder()
                    .addClassContainerSelectorResolver(TestClass::isOne)
                    .addSelectorResolver(context -> new ClassResolver(context.getClassNameFilter()))
                    .build();

    /** Made by the service loader. */
    public ShmstressTestEngine() {}

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public Optional<String> getGroupId() {
        return Optional.of("org.shmstress");
    }

    @Override
    public Optional<String> getArtifactId() {
        return Optional.of("shmstress-junit-engine");
    }

    @Override
    public Optional<String> getVersion() {
        return Optional.ofNullable(ShmstressTestEngine.class.getPackage().getImplementationVersion());
    }

    @Override
    public TestDescriptor discover(EngineDiscoveryRequest request, UniqueId uniqueId) {
        EngineDescriptor engine = new EngineDescriptor(uniqueId, ID);
        RESOLVER.resolve(request, engine);
        return engine;
    }

    @Override
    public void execute(ExecutionRequest request) {
        new Execution(request).run();
    }
}
