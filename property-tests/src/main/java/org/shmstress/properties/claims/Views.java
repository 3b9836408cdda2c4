package org.shmstress.properties.claims;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.shmstress.properties.claims.Claim.Check;
import org.shmstress.script.Answer;
import org.shmstress.script.Script;
import org.shmstress.segment.AccessPath;

/** Claims about the mapped view: what may be touched, by what path, and who else notices. */
final class Views {

    private static final List<String> BINDINGS = List.of("own", "byte-buffer", "unsafe", "jna");

    private Views() {}

    static Claim faultsBeforeItIsSized() {
        String script = """
                0: create alpha as a
                0: map a 4096 as m
                1: open alpha as b
                1: map b 4096 as n
                1: read n 0 long
                0: size a 4096
                0: write m 0 long 0x77
                0: read m 0 long
                """;
        Check check = e -> Stream.of(
                        e.unless("1: read n", "an InternalError, or death by SIGBUS", Views::isBusError),
                        e.unless("0: read m", "what was written after sizing", new Answer.Value(0x77)::equals))
                .flatMap(Optional::stream);
        return new Claim(
                "claims/S09",
                "Access before the object is sized faults",
                "A process maps a page of an object of size 0 and touches it: SIGBUS, which a JVM makes an InternalError where it knows the"
                        + " access (buffers, Unsafe, FFM) and dies of where it does not (native code, here JNA's). After sizing another"
                        + " process's touch succeeds. Control: the object is sized first.",
                EnumSet.allOf(AccessPath.class),
                Script.parse(script),
                1,
                check,
                List.of(Claim.control(
                        "sized first", script, "0: map a 4096 as m", "0: size a 4096\n0: map a 4096 as m")));
    }

    static boolean isBusError(Answer answer) {
        return answer.equals(new Answer.Threw(InternalError.class.getName()))
                || answer instanceof Answer.Died d && d.how().contains("SIGBUS");
    }

    static Claim behavesAsOrdinaryMemory() {
        StringBuilder script = new StringBuilder("""
                0: create alpha as a
                0: size a 32768
                0: map a 32768 as m
                1: open alpha as b
                1: map b 32768 as n
                """);
        for (String writer : BINDINGS) {
            script.append("0: fill m 0 32768 0x0\n0: errand pattern m " + writer + " right\n");
            BINDINGS.stream()
                    .filter(reader -> !reader.equals(writer))
                    .forEach(reader -> script.append("1: errand compare n " + reader + "\n"));
        }
        script.append("1: errand misaligned n\n");
        Check check = e -> Stream.of(
                        e.unlessFigures(
                                "1: errand compare",
                                "no mismatch",
                                f -> f.get("values") > 0 && f.get("mismatches") == 0),
                        e.unlessFigures("1: errand misaligned", "all refused", f -> f.get("refused") == f.get("tried")))
                .flatMap(Optional::stream);
        String right = "errand pattern m byte-buffer right";
        return new Claim(
                "claims/S11",
                "The mapped pointer behaves as ordinary memory",
                "A process writes values of every width at every alignment, copies of odd lengths and fills, through its own access path, a"
                        + " buffer, Unsafe and JNA in turn; another one compares them through the other three, a byte on either side"
                        + " included. Atomic access to misaligned longs is refused by a buffer's handles. Controls: one int has its bytes"
                        + " swapped; one lies a byte further.",
                Claim.PATHS,
                Script.parse(script.toString()),
                1,
                check,
                List.of(
                        Claim.control(
                                "bytes swapped", script.toString(), right, "errand pattern m byte-buffer swapped"),
                        Claim.control(
                                "shifted by one byte",
                                script.toString(),
                                right,
                                "errand pattern m byte-buffer shifted")));
    }

    static Claim unmappingEndsOnlyTheOwnView() {
        String script = """
                0: create alpha as a
                0: size a 8192
                0: map a 8192 as m
                1: open alpha as b
                1: map b 8192 as n
                2: open alpha as c
                2: map c 8192 as o
                3: open alpha as d
                1: start t on n 0
                2: start u on o 0
                1: await t 1000
                2: await u 1000
                0: unmap m
                3: errand touch-gone d 8192 unmapped
                1: await t 1000
                2: await u 1000
                0: map a 8192 as p
                0: errand value p 0
                1: stop t
                2: stop u
                1: read n 0 long
                """;
        Check check = e -> Stream.of(
                        e.unless(
                                "3: errand touch-gone",
                                "death by SIGSEGV",
                                a -> a instanceof Answer.Died d && d.how().contains("SIGSEGV")),
                        e.unless("1: await t", "increments", Answer.Count.class::isInstance),
                        e.unless("2: await u", "increments", Answer.Count.class::isInstance),
                        e.unlessFigures(
                                "0: errand value", "what the others have written", f -> f.get("value") >= 4_000),
                        e.unless(
                                "1: read n 0",
                                "the sum of both counts",
                                a -> a.equals(new Answer.Value(e.count("1: stop t") + e.count("2: stop u")))))
                .flatMap(Optional::stream);
        return new Claim(
                "claims/S15",
                "Unmapping ends only the own view",
                "One process unmaps while two others increment a counter: they go on and lose nothing; when it maps again it sees their"
                        + " current value. A process that touches its own address after unmapping dies by SIGSEGV. Control: it truncates"
                        + " the object in place of unmapping, and dies by SIGBUS as others fault too.",
                Claim.PATHS,
                Script.parse(script),
                1,
                check,
                List.of(Claim.control("truncated, not unmapped", script, "8192 unmapped", "8192 truncated")));
    }
}
