package org.shmstress.plan;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.shmstress.HarnessException;
import org.shmstress.protocol.Schedule;
import org.shmstress.scenario.Mode;
import org.shmstress.scenario.Scenario;
import org.shmstress.segment.AccessPath;

/**
 * A trial in words, complete enough to run it on another machine: the argument of {@code --trial}. JDKs are named by feature
 * version, since their homes differ between machines.
 *
 * @param scenario id of the scenario
 * @param mode between what its actors race
 * @param jdks feature version per worker
 * @param jits how each worker's code is compiled
 * @param path access path
 * @param placement placement
 * @param schedule schedule
 * @param seed seed
 * @param millis time budget in milliseconds
 */
public record TrialSpec(
        String scenario,
        Mode mode,
        List<Integer> jdks,
        List<Jit> jits,
        AccessPath path,
        Placement placement,
        Schedule schedule,
        long seed,
        long millis) {

    private static final Set<String> KEYS =
            Set.of("scenario", "mode", "jdks", "jit", "path", "placement", "schedule", "seed", "millis");

    /** The spec of a trial. */
    public static TrialSpec of(Trial trial) {
        return new TrialSpec(
                trial.scenario(),
                trial.mode(),
                trial.jvms().stream().map(Jvm::feature).toList(),
                trial.jits(),
                trial.path(),
                trial.placement(),
                trial.schedule(),
                trial.seed(),
                trial.millis());
    }

    /** The text form, as {@link #parse} reads it. */
    public String text() {
        return "scenario=" + scenario + ",mode=" + mode.label() + ",jdks="
                + jdks.stream().map(Object::toString).collect(Collectors.joining("+")) + ",jit="
                + jits.stream().map(Jit::text).collect(Collectors.joining("+")) + ",path="
                + path.label() + ",placement=" + lower(placement) + ",schedule=" + lower(schedule) + ",seed=" + seed
                + ",millis="
                + millis;
    }

    /** Reads the text form; every key must be there. */
    public static TrialSpec parse(String text) {
        TrialSpec spec = of(values(text));
        if (spec.jits.size() != spec.jdks.size()) {
            throw usage("--trial names " + spec.jdks.size() + " JDKs and " + spec.jits.size()
                    + " JIT modes; each worker has one of both");
        }
        return spec;
    }

    private static Map<String, String> values(String text) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String pair : text.split(",", -1)) {
            int equals = pair.indexOf('=');
            String key = equals < 0 ? pair : pair.substring(0, equals);
            if (equals < 0 || !KEYS.contains(key)) {
                throw usage(
                        "'" + pair + "' in --trial is not key=value with a key of " + String.join(", ", sortedKeys()));
            }
            values.put(key, pair.substring(equals + 1));
        }
        return values;
    }

    private static TrialSpec of(Map<String, String> values) {
        return new TrialSpec(
                value("scenario", values),
                constant("mode", values, Mode.values(), Mode::label),
                Arrays.stream(value("jdks", values).split("\\+", -1))
                        .map(v -> (int) number("jdks", v))
                        .toList(),
                Arrays.stream(value("jit", values).split("\\+", -1))
                        .map(TrialSpec::jit)
                        .toList(),
                constant("path", values, AccessPath.values(), AccessPath::label),
                constant("placement", values, Placement.values(), TrialSpec::lower),
                constant("schedule", values, Schedule.values(), TrialSpec::lower),
                number("seed", value("seed", values)),
                number("millis", value("millis", values)));
    }

    private static Jit jit(String text) {
        return Jit.parse(text)
                .orElseThrow(() -> usage("--trial jit=" + text + ": use one of "
                        + Arrays.stream(JitMode.values()).map(JitMode::label).collect(Collectors.joining(", "))
                        + "; c2-stress has a seed, as in c2-stress/7"));
    }

    private static String value(String key, Map<String, String> values) {
        String value = values.get(key);
        if (value == null) {
            throw usage("--trial lacks " + key + "=…");
        }
        return value;
    }

    /**
     * The trial of that scenario on this machine, with the JDKs that it has.
     *
     * @throws HarnessException USAGE if the scenario cannot be tried so
     */
    public Trial on(Machine machine, Scenario tried) {
        int workers = Matrix.workers(tried, mode);
        if (jdks.size() != workers) {
            throw usage("--trial names " + jdks.size() + " JDKs; between " + mode.label() + " " + scenario + " has "
                    + workers + " of them, one per worker");
        }
        Trial trial = new Trial(
                "t0001",
                scenario,
                0,
                mode,
                jdks.stream().map(f -> jvm(machine, f)).toList(),
                jits,
                path,
                placement,
                schedule,
                seed,
                millis);
        Impossible.why(trial, tried).ifPresent(reason -> {
            throw usage("--trial: " + scenario + " " + reason);
        });
        return trial;
    }

    private static Jvm jvm(Machine machine, int feature) {
        return machine.jvms().stream()
                .filter(j -> j.feature() == feature)
                .findFirst()
                .orElseThrow(() -> usage(
                        "the trial needs JDK " + feature + ", which is not among this run's JDKs; name it with --jdk"));
    }

    private static <E extends Enum<E>> E constant(
            String key, Map<String, String> values, E[] constants, Function<E, String> label) {
        String value = value(key, values);
        return Arrays.stream(constants)
                .filter(c -> label.apply(c).equals(value))
                .findFirst()
                .orElseThrow(() -> usage("--trial " + key + "=" + value + ": use one of "
                        + Arrays.stream(constants).map(label).collect(Collectors.joining(", "))));
    }

    private static long number(String key, String value) {
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw new HarnessException(
                    HarnessException.Kind.USAGE, "--trial " + key + "=" + value + ": not a number", e);
        }
    }

    static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static List<String> sortedKeys() {
        return KEYS.stream().sorted().toList();
    }

    private static HarnessException usage(String message) {
        return new HarnessException(HarnessException.Kind.USAGE, message);
    }
}
