package org.shmstress.posixmodel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shmstress.script.Answer;
import org.shmstress.script.Script;
import org.shmstress.script.Step;
import org.shmstress.segment.AccessPath;

class OverlapTest {

    private static final String SETTING = """
            0: create alpha as a
            0: size a 8192
            0: map a 8192 as m
            1: open alpha as a
            1: map a 8192 as m
            1: mmap a 4096 4096 read-write shared as n
            1: mmap a 0 4096 read-write private as p
            2: open alpha as a
            2: map a 8192 as m
            2: create beta as b
            2: size b 8192
            2: map b 8192 as o
            """;

    private final PosixModel model =
            new PosixModel(Collections.nCopies(3, new Traits(AccessPath.BYTE_BUFFER, 17)), 4096);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0: write m 8 long 1     | 1: write m 8 long 2",
                "0: write m 8 long 1     | 1: cas m 8 long 1 2",
                "0: write m 8 long 1     | 1: read m 16 long",
                "0: write m 4096 int 1   | 1: read n 0 int",
                "0: read m 3 long        | 1: sum m 0 100",
                "0: fill m 0 100 1       | 1: fill m 100 100 1",
                "0: fill m 0 100 1       | 2: fill o 0 100 1",
                "0: size a 0             | 1: read m 8 long",
                "0: size a 0             | 1: stat a",
                "0: size a 0             | 1: size a 100",
                "0: size a 0             | 2: sum o 0 100",
                "0: unlink alpha         | 1: shm-open alpha read-write+create 0600 as b",
                "0: seal a grow          | 1: size a 9000",
                "0: write m 4104 long 1  | 1: write p 8 long 1",
            })
    void whatIsAnInstantMayOverlap(String one, String other) {
        assertEquals(Optional.empty(), refusal(one, other));
        assertEquals(Optional.empty(), refusal(other, one));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0: write m 9 long 1     | 1: read m 8 long             | aligned value",
                "0: write m 8 long 1     | 1: read m 8 int              | aligned value",
                "0: write m 4096 long 1  | 1: write n 4 int 1           | aligned value",
                "0: fill m 0 100 1       | 1: read m 8 long             | aligned value",
                "0: copy m 0 100 1       | 1: sum m 50 100              | aligned value",
                "0: write m 2000 int 1   | 1: write p 8 long 1          | aligned value",
                "0: size a 0             | 1: fill m 0 100 1            | a truncation meets first",
                "0: allocate a 0 9000    | 1: sum m 0 100               | a truncation meets first",
                "0: size a 0             | 1: read m 3 long             | a truncation meets first",
                "0: shm-open alpha read-write+truncate 0 as b | 1: size a 1 | an open that truncates is two steps",
                "0: unlink alpha         | 1: stat a                    | while its name still leads to it",
                "0: seal a write         | 1: map a 4096 as o           | look at each other in two steps",
            })
    void whatIsNoneMayNot(String one, String other, String reason) {
        assertEquals(true, refusal(one, other).orElse("allowed").contains(reason), refusal(one, other)::toString);
        assertEquals(true, refusal(other, one).orElse("allowed").contains(reason), refusal(other, one)::toString);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0: size a 0      | 1: read m 8 long | 2: read m 16 long",
                "1: read m 8 long | 0: size a 0      | 2: write m 16 long 1",
                "1: stat a        | 0: size a 0      | 2: read m 16 long"
            })
    void twoMayNotLookAtOneTruncation(String one, String second, String third) {
        assertEquals(
                Optional.of("a truncation is no single instant for two that look at what it changes"),
                refusal(third, one, second));
    }

    private Optional<String> refusal(String step, String... others) {
        PosixState state = model.initial();
        for (Step before : Script.parse(SETTING).steps().toList()) {
            Ruling.Permitted ruling = (Ruling.Permitted) model.rule(state, before);
            state = ruling.possibilities().get(0).next().apply(new Answer.Ok());
        }
        return Overlap.refusal(
                state,
                step(step),
                List.of(others).stream().map(OverlapTest::step).toList());
    }

    private static Step step(String text) {
        return Script.parse(text).steps().findFirst().orElseThrow();
    }
}
