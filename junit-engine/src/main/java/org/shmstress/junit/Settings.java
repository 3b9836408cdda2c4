package org.shmstress.junit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.platform.engine.ConfigurationParameters;
import org.shmstress.HarnessException;
import org.shmstress.plan.Limits;
import org.shmstress.plan.PlanOptions;
import org.shmstress.plan.Profile;
import org.shmstress.plan.TrialSpec;
import org.shmstress.scenario.Mode;

/**
 * What the user set, by configuration parameters of the JUnit Platform: in {@code junit-platform.properties}, in the build, or as system
 * properties.
 *
 * <ul>
 *   <li>{@code shmstress.profile}: {@code quick}, {@code default} (if nothing is said) or {@code soak}
 *   <li>{@code shmstress.budget}: how long a run may take, such as {@code 90s} or {@code 1h30m}; where neither is said ten seconds for each
 *       test and at most the profile's, else the profile's
 *   <li>{@code shmstress.jdk}: homes of JDKs for workers, separated by commas; by default the one that runs the tests
 *   <li>{@code shmstress.unknown}: {@code fail} (the default), or {@code pass}: what proves nothing is shown as skipped
 *   <li>{@code shmstress.out}: directory below which each run has one of its own; by default {@code target/shmstress}, in builds that have no
 *       {@code target} {@code build/shmstress}
 *   <li>{@code shmstress.seed}: seed of every random choice; drawn by default
 *   <li>{@code shmstress.trial}: one trial with all its settings, as a failure prints it, instead of all others
 * </ul>
 *
 * @param plan what decides how much is run
 * @param jdks homes of JDKs for workers
 * @param unknownPasses whether UNKNOWN is tolerated
 * @param out directory of run directories
 * @param trial the one trial, if only one is wanted
 */
public record Settings(PlanOptions plan, List<Path> jdks, boolean unknownPasses, Path out, Optional<TrialSpec> trial) {

    static final String PREFIX = "shmstress.";

    private static final Duration EACH = Duration.ofSeconds(10);

    /**
     * Reads them.
     *
     * @param tests how many tests there are
     */
    static Settings of(ConfigurationParameters parameters, int tests) {
        Optional<TrialSpec> trial = text(parameters, "trial").map(TrialSpec::parse);
        Optional<Profile> profile = text(parameters, "profile").map(Settings::profile);
        PlanOptions plan = new PlanOptions(
                profile.orElse(Profile.DEFAULT),
                text(parameters, "budget")
                        .map(Settings::duration)
                        .or(() -> profile.isPresent() ? Optional.empty() : Optional.of(shortBudget(tests))),
                1,
                text(parameters, "seed")
                        .map(Settings::number)
                        .orElseGet(() -> RandomGenerator.getDefault().nextLong() >>> 16),
                trial.map(TrialSpec::mode).orElse(Mode.PROCESSES),
                Limits.NONE);
        return new Settings(
                plan,
                text(parameters, "jdk").map(Settings::homes).orElseGet(() -> homes(System.getProperty("java.home"))),
                text(parameters, "unknown").map(Settings::passes).orElse(false),
                text(parameters, "out").map(Path::of).orElseGet(() -> out(Path.of(""))),
                trial);
    }

    /** Enough to find what a glance at the code finds; people wait for it. */
    private static Duration shortBudget(int tests) {
        Duration all = EACH.multipliedBy(tests);
        return all.compareTo(Profile.DEFAULT.budget()) < 0 ? all : Profile.DEFAULT.budget();
    }

    private static Optional<String> text(ConfigurationParameters parameters, String name) {
        return parameters.get(PREFIX + name).map(String::strip).filter(value -> !value.isEmpty());
    }

    private static Profile profile(String label) {
        return Profile.of(label).orElseThrow(() -> unusable("profile", label, "one of " + Profile.labels()));
    }

    private static Duration duration(String text) {
        try {
            Duration duration = Duration.parse("PT" + text.toUpperCase(Locale.ROOT));
            if (duration.isNegative() || duration.isZero()) {
                throw unusable("budget", text, "a positive duration such as 45s, 3m or 1h30m");
            }
            return duration;
        } catch (DateTimeParseException e) {
            throw unusable("budget", text, "a positive duration such as 45s, 3m or 1h30m");
        }
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw unusable("seed", text, "a number");
        }
    }

    private static List<Path> homes(String text) {
        return Arrays.stream(text.split(",")).map(String::strip).map(Path::of).toList();
    }

    private static boolean passes(String text) {
        return switch (text) {
            case "fail" -> false;
            case "pass" -> true;
            default -> throw unusable("unknown", text, "fail or pass");
        };
    }

    /** Where build tools put what they make, Maven's place if there is neither. */
    static Path out(Path project) {
        Path gradle = project.resolve("build");
        boolean isGradle = Files.isDirectory(gradle) && !Files.isDirectory(project.resolve("target"));
        return (isGradle ? gradle : project.resolve("target")).resolve("shmstress");
    }

    private static HarnessException unusable(String name, String value, String instead) {
        return new HarnessException(HarnessException.Kind.USAGE, PREFIX + name + "=" + value + ": use " + instead);
    }
}
