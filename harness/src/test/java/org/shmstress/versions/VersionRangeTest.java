package org.shmstress.versions;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VersionRangeTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "all;                     0.1;       true",
                "none;                    6.1;       false",
                "3.14 to 3.17;            3.14;      true",
                "3.14 to 3.17;            3.13.99;   false",
                "3.14 to 3.17;            3.17.8;    true",
                "3.14 to 3.17;            3.18;      false",
                "3.14 to 3.17;            3.9;       false",
                "before 2.41;             2.40.1;    true",
                "before 2.41;             2.41;      false",
                "before 2.41;             2.41.0;    false",
                "before 2.41;             2.9;       true",
                "from 6.16;               6.16.0;    true",
                "from 6.16;               6.9.12;    false",
                "from 6.16;               10.0;      true",
                "2.38;                    2.38.2;    true",
                "2.38;                    2.3;       false",
                "2.38;                    2.39;      false",
                "2.25 to 2.29, 2.31;      2.30;      false",
                "2.25 to 2.29, 2.31;      2.31;      true",
                "5.7 to 5.7.3;            5.7.4;     false",
            })
    void knowsWhichVersionsItHolds(String range, String version, boolean contains) {
        assertEquals(contains, VersionRange.parse(range).contains(Version.of(version)), range + " and " + version);
    }

    @ParameterizedTest
    @ValueSource(strings = {"all", "none", "3.14 to 3.17", "before 2.41", "from 6.16", "2.38", "2.25 to 2.29, 2.31"})
    void readsBackItsOwnWords(String words) {
        assertEquals(words, VersionRange.parse(words).text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "older kernels", "before", "from 6.16 on", "2.25 to", "v2.38", "2.38,"})
    void refusesOtherWords(String words) {
        assertThrows(IllegalArgumentException.class, () -> VersionRange.parse(words));
    }

    @Test
    void findsTheVersionInWhatSystemsSay() {
        assertAll(
                () -> assertEquals(Optional.of(Version.of("6.1.0")), Version.in("Linux 6.1.0-18-amd64 (#1 SMP)")),
                () -> assertEquals(Optional.of(Version.of("2.36")), Version.in("glibc 2.36")),
                () -> assertEquals(Optional.empty(), Version.in("musl")));
    }

    @Test
    void excusesNothingOfAComponentThatIsNotKnown() {
        Installed kernelOnly = new Installed(Map.of(Component.KERNEL, Version.of("6.1")));
        assertAll(
                () -> assertTrue(kernelOnly.isAmong(Affected.parse("kernel all"))),
                () -> assertFalse(kernelOnly.isAmong(Affected.parse("glibc all"))),
                () -> assertTrue(kernelOnly.withJdk(17).isAmong(Affected.parse("jdk before 23"))),
                () -> assertFalse(kernelOnly.withJdk(25).isAmong(Affected.parse("jdk before 23"))));
    }

    @Test
    void saysWhatIsWrongWithTheNameOfAComponent() {
        IllegalArgumentException complaint =
                assertThrows(IllegalArgumentException.class, () -> Affected.parse("musl before 1.2"));
        assertTrue(String.valueOf(complaint.getMessage()).contains("'musl'"), complaint::getMessage);
    }

    @Test
    void knowsTheVersionsOfThisMachine() {
        Installed here = Installed.here();
        assertAll(
                () -> assertTrue(here.isAmong(Affected.parse("kernel from 3.10")), here::toString),
                () -> assertTrue(here.isAmong(Affected.parse("glibc from 2.17")), here::toString));
    }
}
