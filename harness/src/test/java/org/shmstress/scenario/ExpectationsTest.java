package org.shmstress.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.shmstress.scenario.Expectation.Expect;

class ExpectationsTest {
    private static final Expectation LITERAL = new Expectation("0, 0", Expect.FORBIDDEN, "both early");
    private static final Expectation EXPRESSION = new Expectation("[01], [01]", Expect.ACCEPTABLE, "the rest");
    private static final Expectation DEFAULT = new Expectation("", Expect.INTERESTING, "anything else");

    @Test
    void literalRowWinsEvenBehindAnExpression() {
        assertEquals(LITERAL, Expectations.match(List.of(EXPRESSION, LITERAL), "0, 0"));
    }

    @Test
    void expressionMustCoverTheWholeOutcome() {
        assertEquals(EXPRESSION, Expectations.match(List.of(EXPRESSION, DEFAULT), "1, 0"));
        assertEquals(DEFAULT, Expectations.match(List.of(EXPRESSION, DEFAULT), "1, 00"));
    }

    @Test
    void defaultRowComesLastWhereverItStands() {
        assertEquals(LITERAL, Expectations.match(List.of(DEFAULT, LITERAL), "0, 0"));
    }

    @Test
    void outcomeThatNoRowAllowsIsForbidden() {
        assertEquals(
                Expect.FORBIDDEN,
                Expectations.match(List.of(EXPRESSION), "7, 7").expect());
        assertEquals(Expect.FORBIDDEN, Expectations.match(List.of(), "7, 7").expect());
    }

    @Test
    void literalThatIsNoExpressionMatchesOnlyItself() {
        Expectation bracket = new Expectation("[0", Expect.ACCEPTABLE, "");
        assertEquals(bracket, Expectations.match(List.of(bracket, DEFAULT), "[0"));
        assertEquals(DEFAULT, Expectations.match(List.of(bracket, DEFAULT), "0"));
    }
}
