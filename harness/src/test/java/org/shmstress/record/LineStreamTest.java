package org.shmstress.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class LineStreamTest {

    private static LineStream of(String text) {
        return new LineStream(new ByteArrayInputStream(text.getBytes(UTF_8)));
    }

    private static String rest(LineStream line) throws IOException {
        return new String(line.readAllBytes(), UTF_8);
    }

    @Test
    void eachLineEndsWhereItsEndIs() throws IOException {
        LineStream lines = of("one\n\nthree");
        assertTrue(lines.next());
        assertEquals("one", rest(lines));
        assertTrue(lines.next());
        assertEquals("", rest(lines));
        assertTrue(lines.next());
        assertEquals('t', lines.read());
        assertEquals("hree", rest(lines));
        assertFalse(lines.skipRest(), "it has no end");
        assertFalse(lines.next());
    }

    @Test
    void whatNobodyReadIsSkipped() throws IOException {
        LineStream lines = of("x".repeat(200_000) + "\nsecond\n");
        assertTrue(lines.next());
        assertEquals('x', lines.read());
        assertTrue(lines.skipRest());
        assertTrue(lines.next());
        assertEquals("second", rest(lines));
        assertTrue(lines.skipRest());
        assertFalse(lines.next());
    }

    @Test
    void anEmptyFileHasNoLine() throws IOException {
        assertFalse(of("").next());
    }
}
