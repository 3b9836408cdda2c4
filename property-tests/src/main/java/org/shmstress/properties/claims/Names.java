package org.shmstress.properties.claims;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.shmstress.properties.claims.Claim.Check;
import org.shmstress.properties.claims.Evidence.Objection;
import org.shmstress.script.Answer;
import org.shmstress.script.Script;

/** Claims about names and creation: POSIX, {@code shm_open} and {@code shm_unlink}. */
final class Names {

    /** {@code EACCES}. */
    private static final int NO_ACCESS = 13;

    private static final Answer ABSENT = new Answer.Failed("ENOENT");
    private static final long STAMP = 0x5eed_0000_1234_5678L;

    private Names() {}

    static Claim openedByOthers() {
        String script = """
                0: create alpha as a
                0: size a 4096
                0: map a 4096 as m
                0: write m 64 long 0x5eed000012345678
                0: stat a
                1: open alpha as b
                1: stat b
                1: map b 4096 as n
                1: read n 64 long
                1: open absent as c
                2: errand open-as 65534 alpha
                """;
        Check check = e -> Stream.of(
                        e.unlessFigures(
                                "2: errand open-as",
                                "EACCES: the mode is 0600",
                                f -> f.get("tried") == 0 || f.get("errno") == NO_ACCESS),
                        e.unless("1: stat b", "the object of '0: stat a'", a -> isOneOf(e, a, "0: stat a")),
                        e.unless("1: read n", "what process 0 wrote there", new Answer.Value(STAMP)::equals),
                        e.unless("1: open absent", "ENOENT: nobody made that", ABSENT::equals))
                .flatMap(Optional::stream);
        return new Claim(
                "claims/S06",
                "A named object made by one process can be opened by an unrelated one",
                "A second process opens the name without O_CREAT, finds the same inode and the stamp that the first one wrote; a name that"
                        + " nobody made gives ENOENT; another user, where a process may take its rights, gets EACCES. Controls: a misspelt name, an object of that name made by the second process itself,"
                        + " and the absent name made before.",
                Claim.ONE_PATH,
                Script.parse(script),
                1,
                check,
                List.of(
                        Claim.control("a misspelt name", script, "1: open alpha as b", "1: open alhpa as b"),
                        Claim.control(
                                "the opener makes another object", script, "1: open alpha as b", "1: create beta as b"),
                        Claim.control(
                                "the absent name is there",
                                script,
                                "1: open absent as c",
                                "0: create absent as z\n1: open absent as c")));
    }

    private static boolean isOneOf(Evidence e, Answer answer, String stat) {
        return answer instanceof Answer.Status s && e.object(stat).equals(Optional.of(s.identity()));
    }

    static Claim createdEmpty() {
        String script = """
                0: create alpha as a
                0: stat a
                0: errand descriptor a
                1: open alpha as b
                1: stat b
                1: create alpha as c
                """;
        Check check = e -> Stream.of(
                        e.unlessFigures(
                                "0: errand descriptor",
                                "a descriptor that is listed, and closed on exec",
                                f -> f.get("number") >= 0 && f.get("listed") == 1 && f.get("closed-on-exec") == 1),
                        e.unless("0: stat a", "a descriptor of an object of size 0 with one name", Names::isNew),
                        e.unless("1: stat b", "size 0 in another process too", Names::isNew),
                        e.unless("1: create alpha", "EEXIST", new Answer.Failed("EEXIST")::equals))
                .flatMap(Optional::stream);
        return new Claim(
                "claims/S07",
                "Creation returns a file descriptor, and the new object has length zero",
                "shm_open with O_CREAT | O_EXCL gives a descriptor that fstat takes, /proc/self/fd lists and exec closes; the size is 0 there and for another process that opens"
                        + " the name; a second exclusive creator gets EEXIST. Control: an object that was there and sized.",
                Claim.ONE_PATH,
                Script.parse(script),
                1,
                check,
                List.of(Claim.control(
                        "the object was there before",
                        script,
                        "0: create alpha as a",
                        "1: create alpha as z\n1: size z 4096\n0: open alpha as a")));
    }

    private static boolean isNew(Answer answer) {
        return answer instanceof Answer.Status s && s.sizeBytes() == 0 && s.links() == 1;
    }

    static Claim unlinkedNameIsGone() {
        String script = """
                0: create alpha as a
                0: size a 4096
                1: open alpha as b
                1: errand listed alpha
                0: unlink alpha
                2: errand listed alpha
                1: open alpha as c
                2: open alpha as c
                0: create alpha as d
                0: stat d
                1: stat b
                0: create beta as e
                together
                  0: unlink beta
                  1: unlink beta
                  2: unlink beta
                end
                """;
        Check check = e -> Stream.of(
                        e.unlessFigures("1: errand listed", "a name in /dev/shm", f -> f.get("listed") == 1),
                        e.unlessFigures("2: errand listed", "no such name in /dev/shm", f -> f.get("listed") == 0),
                        e.unless("1: open alpha as c", "ENOENT: the name is gone", ABSENT::equals),
                        e.unless("2: open alpha as c", "ENOENT: the name is gone", ABSENT::equals),
                        e.unless("0: stat d", "a new object, of size 0", a -> isNew(a) && !isOneOf(e, a, "1: stat b")),
                        oneWinner(e))
                .flatMap(Optional::stream);
        return new Claim(
                "claims/S16",
                "Unlinking removes the name, and later opens fail",
                "After one process unlinked the name, /dev/shm does not list it and two others get ENOENT; whoever creates it again gets another inode of size 0; of three"
                        + " processes that unlink one name at the same instant exactly one succeeds. Controls: another name is unlinked;"
                        + " the name is made again before the others open it.",
                Claim.ONE_PATH,
                Script.parse(script),
                1,
                check,
                List.of(
                        Claim.control(
                                "another name is unlinked",
                                script,
                                "0: unlink alpha",
                                "0: create gamma as g\n0: unlink gamma"),
                        Claim.control(
                                "the name is made again",
                                script,
                                "0: unlink alpha",
                                "0: unlink alpha\n2: create alpha as z")));
    }

    private static Optional<Objection> oneWinner(Evidence e) {
        List<Integer> racers = Stream.of("0: unlink beta", "1: unlink beta", "2: unlink beta")
                .flatMap(words -> e.stepsThatBegin(words).stream())
                .toList();
        long winners =
                racers.stream().filter(i -> e.answer(i) instanceof Answer.Ok).count();
        long losers = racers.stream().filter(i -> e.answer(i).equals(ABSENT)).count();
        return winners == 1 && losers == 2
                ? Optional.empty()
                : racers.stream().findFirst().map(i -> new Objection(i, "one success, and ENOENT for two"));
    }
}
