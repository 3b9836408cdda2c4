package org.shmstress.reports.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class TextTest {

    @Test
    void shortTextIsShownWhole() {
        assertEquals(new Text("a <b> & \"c\"", ""), Text.of("a <b> & \"c\""));
    }

    @Test
    void longTextIsCutBetweenCharactersAndKept() {
        String rockets = "\ud83d\ude80".repeat(300);
        Text text = Text.of(rockets);
        assertTrue(text.isCut());
        assertEquals("\ud83d\ude80".repeat(199) + "…", text.shown());
        assertEquals(rockets, text.whole());
        assertEquals("300", text.length());
    }

    @Test
    void textOfExactlyTheShownLengthIsNotCut() {
        assertFalse(Text.of("x".repeat(Text.SHOWN)).isCut());
    }

    @Test
    void controlCharactersAndLoneSurrogatesGetASign() {
        assertEquals(
                "a\u2400b\u2421c\ufffdd\ufffd",
                Text.of("a\u0000b\u007fc\ud800d\u0085").shown());
        assertEquals("line\n\tline", Text.of("line\n\tline").shown());
    }

    @Test
    void marksThatTurnTextAreNamed() {
        assertEquals("safe[U+202E]gpj.exe", Text.of("safe\u202egpj.exe").shown());
        assertEquals("[U+2067]", Text.of("\u2067").shown());
    }
}
