package org.shmstress.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.platform.engine.ConfigurationParameters;
import org.shmstress.HarnessException;
import org.shmstress.plan.Profile;

class SettingsTest {
    @TempDir
    private Path directory;

    private static Settings settings(Map<String, String> values) {
        return settings(values, 1);
    }

    private static Settings settings(Map<String, String> values, int tests) {
        return Settings.of(
                new ConfigurationParameters() {
                    @Override
                    public Optional<String> get(String key) {
                        return Optional.ofNullable(values.get(key));
                    }

                    @Override
                    public Optional<Boolean> getBoolean(String key) {
                        return get(key).map(Boolean::parseBoolean);
                    }

                    @Override
                    public Set<String> keySet() {
                        return values.keySet();
                    }

                    @Override
                    @Deprecated
                    public int size() {
                        return values.size();
                    }
                },
                tests);
    }

    @Test
    void withoutAnyTheRunIsShortAndOnTheJdkOfTheTests() {
        Settings settings = settings(Map.of(), 3);
        assertEquals(Profile.DEFAULT, settings.plan().profile());
        assertEquals(Duration.ofSeconds(30), settings.plan().effectiveBudget());
        assertEquals(Profile.DEFAULT.budget(), settings(Map.of(), 1_000).plan().effectiveBudget());
        assertEquals(
                Profile.QUICK.budget(),
                settings(Map.of("shmstress.profile", "quick"), 3).plan().effectiveBudget());
        assertEquals(List.of(Path.of(System.getProperty("java.home"))), settings.jdks());
        assertEquals(false, settings.unknownPasses());
    }

    @Test
    void readsEach() {
        Settings settings = settings(Map.of(
                "shmstress.profile", "soak",
                "shmstress.budget", "1h30m",
                "shmstress.jdk", "/opt/17, /opt/25",
                "shmstress.unknown", "pass",
                "shmstress.seed", "7",
                "shmstress.out", "/tmp/x"));
        assertEquals(Profile.SOAK, settings.plan().profile());
        assertEquals(Duration.ofMinutes(90), settings.plan().effectiveBudget());
        assertEquals(List.of(Path.of("/opt/17"), Path.of("/opt/25")), settings.jdks());
        assertTrue(settings.unknownPasses());
        assertEquals(7, settings.plan().seed());
        assertEquals(Path.of("/tmp/x"), settings.out());
    }

    @ParameterizedTest
    @CsvSource({
        "profile, fast, quick",
        "budget, soon, 45s",
        "budget, -3m, 45s",
        "budget, 0s, 45s",
        "unknown, perhaps, fail or pass",
        "seed, x, a number"
    })
    void namesWhatCannotBeUsed(String name, String value, String instead) {
        HarnessException refused =
                assertThrows(HarnessException.class, () -> settings(Map.of("shmstress." + name, value)));
        assertEquals(HarnessException.Kind.USAGE, refused.kind());
        assertTrue(refused.getMessage().startsWith("shmstress." + name + "=" + value + ": use "), refused.getMessage());
        assertTrue(refused.getMessage().contains(instead), refused.getMessage());
    }

    @Test
    void writesWhereTheBuildToolDoes() throws Exception {
        assertEquals(directory.resolve("target/shmstress"), Settings.out(directory));
        Files.createDirectory(directory.resolve("build"));
        assertEquals(directory.resolve("build/shmstress"), Settings.out(directory));
        Files.createDirectory(directory.resolve("target"));
        assertEquals(directory.resolve("target/shmstress"), Settings.out(directory));
    }
}
