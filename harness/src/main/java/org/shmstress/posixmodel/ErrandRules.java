package org.shmstress.posixmodel;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.shmstress.script.Action.Errand;
import org.shmstress.script.Answer;
import org.shmstress.script.Task.Parameter;

/**
 * Errands: what they answer is for whoever sent the worker to judge. All that is known is that handles must mean something, that bytes of
 * the objects in hand may have changed, and that a worker which dies of it is dead.
 */
final class ErrandRules {

    private static final Allowed FIGURES = new Allowed.Any(Answer.Figures.class, "figures");
    private static final Allowed FAILURE = new Allowed.Any(Answer.Failed.class, "any error");

    private static final Allowed ERROR = new Allowed.Any(Answer.Threw.class, "any exception");

    Ruling rule(PosixState state, int worker, Errand errand) {
        ProcessState process = state.process(worker);
        return Stream.concat(
                        missing(errand, Parameter.MAPPING, process.mappings().keySet()::contains, "mapped"),
                        missing(
                                errand,
                                Parameter.DESCRIPTOR,
                                process.descriptors().keySet()::contains,
                                "open"))
                .findFirst()
                .map(Ruling::refused)
                .orElseGet(() -> permitted(state, worker, errand));
    }

    private static Stream<String> missing(Errand errand, Parameter parameter, Predicate<String> isThere, String what) {
        return errand.arguments(parameter)
                .filter(handle -> !isThere.test(handle))
                .map(h -> h + " is not " + what);
    }

    private static Ruling permitted(PosixState state, int worker, Errand errand) {
        ProcessState process = state.process(worker);
        PosixState after = state;
        Stream<Integer> mapped = errand.arguments(Parameter.MAPPING)
                .map(handle -> Optional.ofNullable(process.mappings().get(handle)))
                .flatMap(Optional::stream)
                .map(Mapping::object);
        Stream<Integer> open = errand.arguments(Parameter.DESCRIPTOR)
                .map(handle -> state.descriptor(worker, handle))
                .flatMap(Optional::stream)
                .map(ProcessState.Descriptor::object);
        for (int object : Stream.concat(mapped, open).distinct().toList()) {
            after = after.withObject(after.object(object).withDisturbance());
        }
        return new Ruling.Permitted(List.of(
                Possibility.of(FIGURES, after),
                Possibility.of(FAILURE, after),
                Possibility.of(ERROR, after),
                Possibility.of(Allowed.dies(), after.withProcess(worker, ProcessState.DEAD))));
    }
}
