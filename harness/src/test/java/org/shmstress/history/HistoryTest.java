package org.shmstress.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HistoryTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-",
                "true",
                "false",
                "0",
                "-9223372036854775808",
                "2.5",
                "1.0E10",
                "NaN",
                "-Infinity",
                "\"\"",
                "\"-\""
            })
    void valueIsReadAsItWasWritten(String text) {
        assertEquals(text, Value.parse(text).text());
    }

    @Test
    void anyStringSurvivesItsTextFormOnOneLine() {
        String odd = "a\"b\\u0041\\\n\r\t\u0000\u007f é \ud800 \ud83d\ude00";
        String text = Value.of(odd).text();
        assertTrue(text.chars().allMatch(c -> c >= ' '), text);
        assertEquals(Value.of(odd), Value.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "1x", "\"", "\"a", "'a'"})
    void whatIsNoValueIsRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> Value.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"pending", "returned -", "returned \"pending\"", "threw IllegalStateException"})
    void responseIsReadAsItWasWritten(String text) {
        assertEquals(text, Response.parse(text).text());
    }

    @Test
    void equalPositionsOverlap() {
        Operation first = new Operation(0, Call.of("a"), 1, Response.VOID, 5);
        Operation touching = new Operation(1, Call.of("b"), 5, Response.VOID, 6);
        Operation later = new Operation(1, Call.of("b"), 6, Response.VOID, 6);
        assertFalse(first.precedes(touching));
        assertTrue(first.precedes(later));
        assertFalse(Operation.pending(0, Call.of("a"), 1).precedes(later));
    }

    @Test
    void processCannotBeInTwoOperationsAtOnce() {
        Operation first = new Operation(0, Call.of("a"), 1, Response.VOID, 5);
        Operation inside = new Operation(0, Call.of("b"), 4, Response.VOID, 6);
        assertThrows(IllegalArgumentException.class, () -> History.of(List.of(first, inside)));
    }

    @Test
    void operationsThatACoarseClockCannotTellApartStayInOrder() {
        Operation first = new Operation(0, Call.of("a"), 4, Response.VOID, 4);
        Operation second = new Operation(0, Call.of("b"), 4, Response.VOID, 4);
        assertEquals(List.of(first, second), History.of(List.of(first, second)).operations());
    }

    @Test
    void responseBeforeItsInvocationIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Operation(0, Call.of("a"), 5, Response.VOID, 4));
    }
}
