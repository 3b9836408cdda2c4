package org.shmstress.properties.claims;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.shmstress.posix.PageSize;
import org.shmstress.properties.claims.Claim.Check;
import org.shmstress.properties.conformance.Capability;
import org.shmstress.protocol.CannotRunException;
import org.shmstress.script.Answer;
import org.shmstress.script.Answer.Figures;
import org.shmstress.script.Script;

/** What a process gets where something has run out, is too long, or is not allowed: an error that it can tell apart, and no more. */
final class HardTimes {

    private static final int NOT_PERMITTED = 1;
    private static final int NO_MEMORY = 12;
    private static final int NO_ACCESS = 13;
    private static final int TOO_MANY_FILES = 24;
    private static final int NO_SPACE = 28;
    private static final int NAME_TOO_LONG = 36;

    private HardTimes() {}

    static Stream<Claim> all() {
        return Stream.of(
                descriptorLimit(),
                addressSpaceLimit(),
                nameTooLong(),
                otherUser(),
                readOnlyMapping(),
                pageBoundary(),
                sparseGiant(),
                fullRoom());
    }

    private static Check check(java.util.function.Function<Evidence, Stream<Optional<Evidence.Objection>>> asked) {
        return e -> asked.apply(e).flatMap(Optional::stream);
    }

    private static Claim descriptorLimit() {
        String script = """
                0: create alpha as a
                0: size a 4096
                1: open alpha as b
                1: map b 4096 as n
                1: write n 0 long 0x1
                0: errand exhaust-descriptors a alpha
                0: map a 4096 as m
                0: read m 0 long
                """;
        return new Claim(
                "hard/DescriptorLimit",
                "At the limit of descriptors a process gets EMFILE, and loses nothing",
                "A process duplicates a descriptor until its limit (RLIMIT_NOFILE): dup and shm_open then fail with EMFILE; what it has goes on"
                        + " working, and when duplicates are closed it can open again. Control: the name is gone by then.",
                Claim.ONE_PATH,
                Script.parse(script),
                1,
                check(e -> Stream.of(
                        e.unlessFigures(
                                "0: errand exhaust-descriptors",
                                "EMFILE (24) from dup and shm_open, 0 afterwards",
                                f -> f.get("dup-errno") == TOO_MANY_FILES
                                        && f.get("open-errno") == TOO_MANY_FILES
                                        && f.get("open-errno-afterwards") == 0),
                        e.unless("0: read m", "what process 1 wrote", new Answer.Value(1)::equals))),
                List.of(Claim.control("the name is gone", script, "1: write n", "1: unlink alpha\n1: write n")));
    }

    private static Claim addressSpaceLimit() {
        String script = """
                0: create alpha as a
                0: size a 268435456
                1: open alpha as b
                1: errand exhaust-addresses b 268435456
                """;
        return new Claim(
                "hard/AddressSpaceLimit",
                "At the limit of address space mmap fails with ENOMEM, and a smaller mapping still succeeds",
                "A process whose address space is limited to 64 MiB more than it has (RLIMIT_AS) cannot map 256 MiB, can map a page, and can"
                        + " map all once the limit is lifted. Control: a mapping that fits.",
                Claim.ONE_PATH,
                Script.parse(script),
                1,
                check(e -> Stream.of(e.unlessFigures(
                        "1: errand exhaust-addresses",
                        "ENOMEM (12), 0 for a page, 0 afterwards",
                        f -> f.get("map-errno") == NO_MEMORY
                                && f.get("map-errno-of-a-page") + f.get("map-errno-afterwards") == 0))),
                List.of(Claim.control("a mapping that fits", script, "addresses b 268435456", "addresses b 4096")));
    }

    private static Claim nameTooLong() {
        String script = """
                0: errand long-name alpha 255
                1: errand long-name beta 256
                """;
        return new Claim(
                "hard/NameTooLong",
                "A name of 255 characters can be created, one of 256 gives ENAMETOOLONG",
                "NAME_MAX is 255 on Linux's file systems; the slash does not count. Control: a name that is one shorter than too long.",
                Claim.ONE_PATH,
                Script.parse(script),
                1,
                check(e -> Stream.of(
                        e.unlessFigures(
                                "0: errand long-name",
                                "created and unlinked",
                                f -> f.get("create-errno") + f.get("unlink-errno") == 0 && f.get("characters") == 255),
                        e.unlessFigures(
                                "1: errand long-name",
                                "ENAMETOOLONG (36) from both",
                                f -> f.get("create-errno") == NAME_TOO_LONG
                                        && f.get("unlink-errno") == NAME_TOO_LONG))),
                List.of(Claim.control("not too long", script, "beta 256", "beta 255")));
    }

    private static Claim otherUser() {
        String script = """
                0: create alpha as a
                0: chmod a 0600
                1: errand as-user 65534 alpha
                0: chmod a 0644
                2: errand as-user 65534 alpha
                """;
        return new Claim(
                "hard/OtherUser",
                "Another user may do with an object what its mode says, and cannot unlink it",
                "With the rights of another user a process gets EACCES for an object of mode 0600; one of mode 0644 it can open for reading"
                        + " alone. It can unlink neither, since /dev/shm is sticky. Only root can take such rights. Control: mode 0666.",
                Claim.ONE_PATH,
                Script.parse(script),
                1,
                check(e -> Stream.of(
                        e.unlessFigures("1: errand as-user", "EACCES (13) for all", f -> isKeptOut(f, NO_ACCESS)),
                        e.unlessFigures("2: errand as-user", "0 to read, else EACCES (13)", f -> isKeptOut(f, 0)))),
                List.of(Claim.control("a mode for all", script, "chmod a 0644", "chmod a 0666")));
    }

    private static boolean isKeptOut(Figures f, int toRead) {
        if (f.get("tried") == 0) {
            throw lacking(Capability.OTHER_USER);
        }
        return f.get("read-errno") == toRead
                && f.get("open-errno") == NO_ACCESS
                && (f.get("unlink-errno") == NOT_PERMITTED || f.get("unlink-errno") == NO_ACCESS);
    }

    private static CannotRunException lacking(Capability capability) {
        return new CannotRunException(capability + ": " + capability.missing());
    }

    private static Claim readOnlyMapping() {
        String script = """
                0: create alpha as a
                0: size a 4096
                0: map a 4096 as m
                1: open alpha as b
                1: mmap b 0 4096 read shared as n
                2: shm-open alpha read-only 0 as c
                2: mmap c 0 4096 read-write shared as o
                0: write m 0 long 0x5
                1: read n 0 long
                1: write n 0 long 0x6
                0: read m 0 long
                """;
        return new Claim(
                "hard/ReadOnlyMapping",
                "A write to a mapping that is for reading is SIGSEGV, and reaches nobody",
                "A process that mapped an object for reading sees what others write, and dies by SIGSEGV when it writes itself; the object"
                        + " stays as it was. A descriptor opened for reading cannot be mapped for writing: EACCES. Control: mapped for"
                        + " writing too.",
                Claim.PATHS,
                Script.parse(script),
                1,
                check(e -> Stream.of(
                        e.unless(
                                "1: write n",
                                "death by SIGSEGV",
                                a -> a instanceof Answer.Died d && d.how().contains("SIGSEGV")),
                        e.unless("2: mmap c", "EACCES", new Answer.Failed("EACCES")::equals),
                        e.unless("0: read m", "what process 0 wrote", new Answer.Value(5)::equals))),
                List.of(Claim.control(
                        "mapped for writing", script, "4096 read shared as n", "4096 read-write shared as n")));
    }

    private static Claim pageBoundary() {
        long page = PageSize.bytes();
        String script = """
                0: create alpha as a
                0: size a %1$d
                0: map a %4$d as m
                1: open alpha as b
                1: map b %4$d as n
                0: write m %2$d byte 0x11
                1: read n %2$d byte
                1: read n %3$d byte
                1: read n %5$d byte
                0: size a %6$d
                0: read m %5$d byte
                """.formatted(page + 1, page, 2 * page - 1, 3 * page, 2 * page, 2 * page + 1);
        return new Claim(
                "hard/PageBoundary",
                "An object of a page and a byte has two pages, and not a third",
                "The byte past the first page is shared; the rest of its page reads as zero; the first byte of the next page is a bus error,"
                        + " until the object has grown by one more. Control: it has that byte from the beginning.",
                Claim.PATHS,
                Script.parse(script),
                1,
                check(e -> Stream.of(
                        e.unless("1: read n " + 2 * page + " ", "a bus error", Views::isBusError),
                        e.unless("1: read n " + page + " ", "what process 0 wrote", new Answer.Value(0x11)::equals),
                        e.unless("1: read n " + (2 * page - 1), "0", new Answer.Value(0)::equals),
                        e.unless("0: read m " + 2 * page, "0 after growing", new Answer.Value(0)::equals))),
                List.of(Claim.control(
                        "larger from the beginning",
                        script,
                        "0: size a " + (page + 1),
                        "0: size a " + (2 * page + 1))));
    }

    private static Claim sparseGiant() {
        String script = """
                0: create alpha as a
                0: size a 1099511627776
                1: open alpha as b
                0: errand far-page a 1099511562240
                1: errand far-page b 1099511562240
                1: errand descriptor b
                """;
        return new Claim(
                "hard/SparseGiant",
                "An object of a tebibyte takes the memory of the pages that are touched",
                "A process writes to one of the last pages of an object of 1 TiB, more than the machine has; another one finds it there by"
                        + " mapping and by pread. One page is in use. Control: an object that does not reach so far.",
                Claim.ONE_PATH,
                Script.parse(script),
                1,
                check(e -> Stream.of(
                        e.unlessFigures(
                                "0: errand far-page",
                                "zero before, kept",
                                f -> f.get("before") == 0 && f.get("kept") == 1),
                        e.unlessFigures(
                                "1: errand far-page",
                                "what process 0 wrote",
                                f -> f.get("before") != 0 && f.get("kept") == 1),
                        e.unlessFigures(
                                "1: errand descriptor",
                                "one page in use, 1 TiB long",
                                f -> f.get("bytes-in-use") == f.get("page-bytes") && f.get("size") == 1L << 40))),
                List.of(Claim.control("not so large", script, "0: size a 1099511627776", "0: size a 65536")));
    }

    private static Claim fullRoom() {
        long page = PageSize.bytes();
        long half = 32L << 20;
        String script = """
                0: errand own-room 67108864
                0: create alpha as a
                0: size a 134217728
                0: errand reserve a 0 %1$d
                1: take a of 0 as b
                1: map b 134217728 as n
                1: errand touch n 0 %2$d write
                2: take a of 0 as c
                2: errand reserve c %1$d 67108864
                1: errand touch n %2$d %3$d write
                0: size a 4096
                0: create beta as e
                0: size e %1$d
                0: errand reserve e 0 %1$d
                0: kill
                """.formatted(half, half / page, 2 * half / page);
        return new Claim(
                "hard/FullRoom",
                "In 64 MiB of /dev/shm, as in a default container, what does not fit is ENOSPC when reserved and SIGBUS when touched",
                "A process has a /dev/shm of 64 MiB of its own (a mount namespace). An object may be 128 MiB long there; reserving 32 MiB"
                        + " succeeds, 64 more give ENOSPC, touching them is a bus error; after truncation there is room again. Control: 256 MiB.",
                Claim.ONE_PATH,
                Script.parse(script),
                1,
                check(e -> Stream.of(
                        e.unlessFigures("0: errand own-room", "a room", HardTimes::isOwnRoom),
                        e.unlessFigures("0: errand reserve a", "room for half", f -> f.get("errno") == 0),
                        e.unlessFigures("1: errand touch n 0", "32 MiB touched", f -> f.get("pages") == half / page),
                        e.unlessFigures("2: errand reserve", "ENOSPC (28)", f -> f.get("errno") == NO_SPACE),
                        e.unless("1: errand touch n " + half / page, "a bus error", Views::isBusError),
                        e.unlessFigures("0: errand reserve e", "room again", f -> f.get("errno") == 0))),
                List.of(Claim.control("four times the room", script, "own-room 67108864", "own-room 268435456")));
    }

    private static boolean isOwnRoom(Figures f) {
        if (f.get("errno") != 0) {
            throw lacking(Capability.MOUNT);
        }
        return f.get("free") > 0;
    }
}
