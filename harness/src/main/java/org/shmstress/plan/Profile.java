package org.shmstress.plan;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** How much a run does when nothing else is said. */
public enum Profile {
    /** Each scenario once. */
    QUICK(Duration.ofSeconds(45), 250, 400, 2_000),
    /** Each scenario at least once, the configuration matrix sampled by seed. */
    DEFAULT(Duration.ofMinutes(3), 500, 800, 6_000),
    /** Pass after pass until the budget ends. */
    SOAK(Duration.ofMinutes(60), 1_000, 2_000, 20_000);

    private final Duration budget;
    private final long outcomeMillis;
    private final long objectMillis;
    private final long scriptMillis;

    Profile(Duration budget, long outcomeMillis, long objectMillis, long scriptMillis) {
        this.budget = budget;
        this.outcomeMillis = outcomeMillis;
        this.objectMillis = objectMillis;
        this.scriptMillis = scriptMillis;
    }

    /** How long a run of the profile should take. */
    public Duration budget() {
        return budget;
    }

    long outcomeMillis() {
        return outcomeMillis;
    }

    long objectMillis() {
        return objectMillis;
    }

    long scriptMillis() {
        return scriptMillis;
    }

    /** The name on the command line. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The profile of that name. */
    public static Optional<Profile> of(String label) {
        return Arrays.stream(values()).filter(p -> p.label().equals(label)).findFirst();
    }

    /** All names, for messages. */
    public static String labels() {
        return Arrays.stream(values()).map(Profile::label).collect(Collectors.joining(", "));
    }
}
