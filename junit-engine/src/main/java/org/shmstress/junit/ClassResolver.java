package org.shmstress.junit;

import java.util.Optional;
import java.util.function.Predicate;
import org.junit.platform.commons.support.ReflectionSupport;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.discovery.ClassSelector;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.discovery.NestedClassSelector;
import org.junit.platform.engine.discovery.UniqueIdSelector;
import org.junit.platform.engine.support.discovery.SelectorResolver;

/** Finds the test of a class, named by itself or by its unique id. */
final class ClassResolver implements SelectorResolver {

    private final Predicate<String> classNames;

    ClassResolver(Predicate<String> classNames) {
        this.classNames = classNames;
    }

    @Override
    public Resolution resolve(ClassSelector selector, Context context) {
        return resolve(selector.getJavaClass(), context);
    }

    @Override
    public Resolution resolve(NestedClassSelector selector, Context context) {
        return resolve(selector.getNestedClass(), context);
    }

    private Resolution resolve(Class<?> type, Context context) {
        if (!TestClass.isOne(type) || !classNames.test(type.getName())) {
            return Resolution.unresolved();
        }
        return context.addToParent(parent -> Optional.of(ClassDescriptor.of(parent.getUniqueId(), type)))
                .map(descriptor -> Resolution.match(Match.exact(descriptor)))
                .orElseGet(Resolution::unresolved);
    }

    /** The class's, or that of the one test in it. */
    @Override
    public Resolution resolve(UniqueIdSelector selector, Context context) {
        UniqueId id = selector.getUniqueId();
        UniqueId.Segment last = id.getLastSegment();
        if (last.getType().equals(ClassDescriptor.SEGMENT)) {
            return ReflectionSupport.tryToLoadClass(last.getValue())
                    .toOptional()
                    .map(type -> resolve(type, context))
                    .orElseGet(Resolution::unresolved);
        }
        if (last.getType().equals(ScenarioDescriptor.SEGMENT)) {
            return context.resolve(DiscoverySelectors.selectUniqueId(id.removeLastSegment()))
                    .flatMap(container -> container.getChildren().stream().findFirst())
                    .map(test -> Resolution.match(Match.exact(test)))
                    .orElseGet(Resolution::unresolved);
        }
        return Resolution.unresolved();
    }
}
