package org.shmstress.posixmodel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shmstress.script.Answer;
import org.shmstress.script.Script;
import org.shmstress.script.Step;
import org.shmstress.segment.AccessPath;

class PosixModelTest {

    private static final String MAPPED = """
            0: create alpha as a
            0: size a 4096
            0: map a 4096 as m
            1: open alpha as a
            1: map a 4096 as m
            """;

    @Test
    void aTakenNameCannotBeCreatedAgain() {
        assertAllows("0: create alpha as a", "1: create alpha as a", "failed EEXIST");
    }

    @Test
    void aNameThatIsNotThereCannotBeOpenedOrUnlinked() {
        assertAllows("", "0: open alpha as a", "failed ENOENT");
        assertAllows("", "0: unlink alpha", "failed ENOENT");
    }

    @Test
    void anUnlinkedObjectLivesOnWithoutLink() {
        assertAllows(MAPPED + "1: unlink alpha", "0: stat a", "status size 4096 object 1 links 0");
    }

    @Test
    void theSameNameCreatedAgainIsAnotherObject() {
        String again = MAPPED + "1: unlink alpha\n1: create alpha as b";
        assertAllows(again, "1: stat b", "status size 0 object 2 links 1");
        assertAllows(again, "1: stat a", "status size 4096 object 1 links 0");
    }

    @Test
    void anObjectGoesWithItsLastHolder() {
        PosixState held = after(MAPPED + "0: unlink alpha\n0: close a\n0: unmap m\n1: close a");
        assertEquals(List.of("(no name) is object 1 of 4096 bytes, mapped as 1:m"), held.describe());
        assertEquals(
                List.of(), after(MAPPED + "0: unlink alpha\n0: exit\n1: kill").describe());
    }

    @Test
    void whatOneProcessWritesAnotherReads() {
        assertAllows(MAPPED + "0: write m 8 int 0x11223344", "1: read m 8 long", "value 0x11223344");
        assertAllows(MAPPED + "0: write m 8 int 0xff", "1: read m 9 byte", "value 0x0");
    }

    @Test
    void shrinkingAndGrowingZeroesWhatWasCutOff() {
        String regrown = MAPPED + "0: write m 100 long -1\n1: size a 104\n0: size a 4096";
        assertAllows(regrown, "1: read m 100 long", "value 0xffffffff");
    }

    @Test
    void bytesStoredPastTheEndMayBecomeDataOrVanish() {
        String stale = MAPPED + "0: size a 100\n0: write m 100 byte 0x7\n0: size a 4096";
        assertAllows(stale, "1: read m 100 byte", "value 0x0", "value 0x7");
    }

    @Test
    void settingTheSameSizeClearsBytesPastTheEnd() {
        String cleared = MAPPED + "0: size a 100\n0: write m 100 byte 0x7\n0: size a 100\n0: size a 4096";
        assertAllows(cleared, "1: read m 100 byte", "value 0x0");
    }

    @Test
    void aCompareAndSetWritesOnlyWhereItMeetsWhatItExpects() {
        assertAllows(MAPPED + "0: write m 8 long 5", "1: cas m 8 long 5 6", "value 0x1");
        assertAllows(MAPPED + "0: write m 8 long 5", "1: cas m 8 long 4 6", "value 0x0");
        assertAllows(MAPPED + "0: write m 8 long 5\n1: cas m 8 long 5 6", "0: read m 8 long", "value 0x6");
        assertAllows(MAPPED + "0: write m 8 long 5\n1: cas m 8 long 4 6", "0: read m 8 long", "value 0x5");
        assertAllows(MAPPED + "0: write m 8 int -1", "1: cas m 8 int -1 6", "value 0x1");
    }

    @Test
    void aCompareAndSetOfStaleBytesMayMeetThemOrZero() {
        String stale = MAPPED + "0: size a 104\n0: write m 104 long 7\n0: size a 4096";
        assertAllows(stale, "1: cas m 104 long 7 8", "value 0x0", "value 0x1");
    }

    @Test
    void bulkCopiesAndHeatingWriteTheirBytes() {
        assertAllows(MAPPED + "0: copy m 4 8 0x11", "1: read m 0 long", "value 0x1111111100000000");
        assertAllows(MAPPED + "0: copy m 0 80 0x11\n1: heat m 8 100", "1: read m 64 long", "value 0x0");
        assertAllows(MAPPED + "0: copy m 0 80 0x11\n1: heat m 8 100", "1: read m 72 long", "value 0x1111111111111111");
        assertAllows(MAPPED + "0: copy m 0 80 0x11\n1: heat m 8 0", "1: read m 8 long", "value 0x1111111111111111");
    }

    @Test
    void trafficLeavesItsLongOpenUntilAllOfItHasStopped() {
        String running = MAPPED + "0: write m 8 long 5\n0: start t on m 8\n1: start t on m 8\n";
        assertAllows(running, "0: read m 8 long", "any value");
        assertAllows(running, "0: read m 0 long", "value 0x0");
        PosixState one = after(after(running), "0: stop t", new Answer.Count(10));
        PosixState none = after(one, "1: stop t", new Answer.Count(20));
        assertEquals(List.of("value 0x23"), allowed(none, "0: read m 8 long"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "BYTE_BUFFER | 17 | read m 8192 long     | threw java.lang.InternalError",
                "UNSAFE      | 25 | write m 8192 int 1   | threw java.lang.InternalError",
                "UNSAFE      | 25 | fill m 8192 16 1     | threw java.lang.InternalError",
                "UNSAFE      | 17 | fill m 8192 16 1     | threw java.lang.InternalError or died",
                "JNA         | 25 | sum m 8192 16        | died",
                "UNSAFE      | 25 | cas m 8192 long 0 1  | threw java.lang.InternalError or died",
                "BYTE_BUFFER | 17 | copy m 8192 16 1     | threw java.lang.InternalError",
            })
    void anAccessPastTheLastPageEndsAsPathAndJdkEndIt(AccessPath path, int feature, String access, String ends) {
        PosixModel model = new PosixModel(List.of(new Traits(path, feature)), 4096);
        PosixState state = walk(model, model.initial(), "0: create alpha as a\n0: size a 5000\n0: map a 12288 as m");
        assertEquals(ends, String.join(" or ", allowed(model, state, "0: " + access)));
    }

    @Test
    void whatIsUndefinedIsRefusedWithItsReason() {
        assertRefused("", "0: read m 0 long", "m is not mapped");
        assertRefused(MAPPED, "0: read m 4096 byte", "the access leaves the mapping");
        assertRefused(MAPPED + "0: map a 8192 as n", "0: read n 4092 long", "begins in the object's last page");
        assertRefused(MAPPED, "0: open alpha as a", "descriptor a is already open");
        assertRefused(MAPPED, "0: map a 4096 as m", "mapping m is already there");
        assertRefused(MAPPED + "0: start t on m 0", "0: unmap m", "traffic runs on m");
        assertRefused(MAPPED + "0: start t on m 0", "1: write m 4 int 1", "traffic runs on what would be overwritten");
        assertRefused(MAPPED + "0: start t on m 0", "1: size a 0", "traffic runs on what the truncation would cut off");
        assertRefused("0: kill", "0: stat a", "worker 0 is dead");
        assertRefused("", "7: free", "there is no worker 7");
    }

    @Test
    void badArgumentsHaveTheirErrno() {
        assertAllows("", "0: stat a", "failed EBADF");
        assertAllows("", "0: close a", "failed EBADF");
        assertAllows("", "0: map a 4096 as m", "failed EBADF");
        assertAllows(MAPPED, "0: map a 0 as n", "failed EINVAL");
        assertAllows(MAPPED, "0: size a -1", "failed EINVAL");
    }

    @Test
    void aHugeObjectCostsNothing() {
        PosixState huge = after("0: create alpha as a\n0: size a 0x10000000000\n0: size a 4096\n0: map a 4096 as m");
        assertEquals(List.of("value 0x0"), allowed(huge, "0: read m 0 long"));
    }

    @Test
    void anOldObjectKeepsItsModeAndANewOneHasNoBitOfTheUmask() {
        assertAllows("0: shm-open alpha read-write+create 0666 as a", "0: mode a", "value 0x1a4");
        assertAllows(MAPPED + "0: shm-open alpha read-write+create 0666 as b", "0: mode b", "value 0x180");
        assertAllows(MAPPED + "1: chmod a 0400", "0: shm-open alpha read-write 0 as b", "failed EACCES");
        assertAllows(MAPPED + "1: chmod a 0400", "0: shm-open alpha read-only 0 as b", "ok");
        assertAllows(MAPPED, "0: shm-open alpha read-write+create+exclusive 0600 as b", "failed EEXIST");
    }

    @Test
    void permissionsDoNotBindWhoOverridesThem() {
        Credentials root = new Credentials(true, 0);
        PosixModel model = new PosixModel(List.of(new Traits(AccessPath.UNSAFE, 17, root)), 4096);
        PosixState state = walk(model, model.initial(), "0: create alpha as a\n0: chmod a 0");
        assertEquals(List.of("ok"), allowed(model, state, "0: open alpha as b"));
    }

    @Test
    void truncatingOpenEmptiesTheObject() {
        String truncated = MAPPED + "0: write m 0 int 7\n0: shm-open alpha read-write+truncate 0 as b\n";
        assertAllows(truncated, "1: stat a", "status size 0 object 1 links 1");
        assertAllows(truncated + "0: size b 4096", "1: read m 0 int", "value 0x0");
    }

    @Test
    void aDescriptorForReadingChangesNothing() {
        String reading = MAPPED + "0: shm-open alpha read-only 0 as r\n";
        assertAllows(reading, "0: size r 1", "failed EBADF", "failed EINVAL");
        assertAllows(reading, "0: allocate r 0 8192", "failed EBADF");
        assertAllows(reading, "0: mmap r 0 4096 read-write shared as n", "failed EACCES");
        assertAllows(reading, "0: mmap r 0 4096 read-write private as n", "ok");
        assertAllows(reading + "0: mmap r 0 4096 read shared as n", "0: protect n 0 4096 read-write", "failed EACCES");
        assertAllows(reading, "0: lock r process write", "failed EBADF");
    }

    @Test
    void allocatingGrowsAndNeverShrinks() {
        assertAllows(MAPPED + "0: allocate a 4000 5000", "1: stat a", "status size 9000 object 1 links 1");
        assertAllows(MAPPED + "0: allocate a 0 1", "1: stat a", "status size 4096 object 1 links 1");
        assertAllows(MAPPED, "0: allocate a 0 0", "failed EINVAL");
    }

    @Test
    void aMappingMayBeginInTheMiddle() {
        String middle = MAPPED + "0: size a 8192\n0: mmap a 4096 4096 read-write shared as n\n0: write n 8 int 9\n";
        assertAllows(middle + "1: map a 8192 as n", "1: read n 4104 int", "value 0x9");
        assertAllows(MAPPED, "0: mmap a 100 4096 read shared as n", "failed EINVAL");
        assertAllows("", "0: mmap a 100 4096 read shared as n", "failed EINVAL", "failed EBADF");
    }

    @Test
    void aPrivatePageIsTheObjectsOwnUntilItIsWritten() {
        String mapped = MAPPED + "0: size a 8192\n1: mmap a 0 8192 read-write private as p\n";
        assertAllows(mapped + "0: write m 0 int 5", "1: read p 0 int", "value 0x0", "value 0x5");
        assertAllows(mapped + "1: fill p 8 0 7\n0: write m 0 int 5", "1: read p 0 int", "value 0x0", "value 0x5");
        String written = mapped + "1: write p 8 int 7\n0: write m 0 int 5\n";
        assertAllows(written, "1: read p 0 int", "value 0x0");
        assertAllows(written, "0: read m 8 int", "value 0x0");
        assertAllows(written + "1: advise p 0 4096 dontneed", "1: read p 8 int", "value 0x7", "value 0x0");
        assertAllows(written + "0: size a 0\n0: size a 8192", "1: read p 8 int", "value 0x7", "value 0x0");
    }

    @Test
    void whatIsProtectedEndsWhoTouchesIt() {
        assertAllows(MAPPED + "0: protect m 0 4096 read", "0: write m 0 int 1", "died");
        assertAllows(MAPPED + "0: protect m 0 4096 read", "0: read m 0 int", "value 0x0");
        assertAllows(MAPPED + "0: protect m 0 4096 none", "0: read m 0 int", "died");
        assertAllows(MAPPED, "0: protect m 8 4088 none", "failed EINVAL");
        String half = MAPPED + "0: size a 8192\n0: map a 8192 as n\n0: protect n 0 4096 none\n";
        assertRefused(half, "0: read n 4092 long", "only some of the pages");
    }

    @Test
    void anUnmappedPartIsGoneAndTheRestStays() {
        String part = MAPPED + "0: size a 8192\n0: map a 8192 as n\n0: unmap-part n 4096 1\n";
        assertRefused(part, "0: read n 4096 byte", "what is left of n");
        assertAllows(part, "0: read n 4088 long", "value 0x0");
        PosixState rest = after("0: create alpha as a\n0: size a 1\n0: map a 1 as m\n0: close a\n0: unlink alpha");
        assertEquals(1, rest.describe().size());
        assertEquals(List.of(), walk(MODEL, rest, "0: unmap-part m 0 1").describe());
    }

    @Test
    void sealsForbidWhatTheySay() {
        String sealed = "0: memfd sealable as a\n0: size a 4096\n0: seal a grow+shrink\n";
        assertAllows(sealed, "0: size a 4095", "failed EPERM");
        assertAllows(sealed, "0: size a 4096", "ok");
        assertAllows(sealed, "0: allocate a 0 4097", "failed EPERM");
        assertAllows(sealed + "0: map a 4096 as m", "0: seal a write", "failed EBUSY");
        assertAllows(sealed + "0: mmap a 0 4096 read-write private as m", "0: seal a write", "ok");
        assertAllows(sealed + "0: seal a write", "0: map a 4096 as m", "failed EPERM");
        assertAllows(sealed + "0: seal a seal", "0: seal a write", "failed EPERM");
        assertAllows(sealed, "0: seals a", "value 0x6");
        assertAllows(MAPPED, "0: seal a grow", "failed EPERM");
    }

    @Test
    void aDescriptorTakenFromAnotherProcessReachesAnObjectWithoutName() {
        String taken = "0: memfd plain as a\n0: size a 5\n1: take a of 0 as b\n0: kill\n";
        assertAllows(taken, "1: stat b", "status size 5 object 1 links 0");
        assertRefused("", "1: take a of 0 as b", "worker 0 has no descriptor a");
    }

    @Test
    void aLockOfAProcessGoesWhenItClosesAnyDescriptorOfTheObject() {
        String locked = MAPPED + "0: open alpha as b\n0: lock a process write\n";
        assertAllows(locked, "1: lock a process read", "failed EACCES", "failed EAGAIN");
        assertAllows(locked, "0: lock b process read", "ok");
        assertAllows(locked + "0: close b", "1: lock a process read", "ok");
        assertAllows(locked + "0: exit", "1: lock a process read", "ok");
    }

    @Test
    void aLockOfADescriptionGoesWithTheLastThatHoldsIt() {
        String locked =
                "0: create alpha as a\n0: lock a description write\n0: dup a as b\n0: close a\n1: open alpha as a\n";
        assertAllows(locked, "1: lock a description read", "failed EACCES", "failed EAGAIN");
        assertAllows(locked, "0: lock b process read", "failed EACCES", "failed EAGAIN");
        assertAllows(locked + "0: close b", "1: lock a description read", "ok");
        String mapped = locked + "0: map b 4096 as m\n0: close b\n";
        assertAllows(mapped, "1: lock a description read", "failed EACCES", "failed EAGAIN");
    }

    @Test
    void aNewProcessInTheDeadOnesPlaceHasNothing() {
        assertAllows(MAPPED + "0: kill\n0: spawn", "0: stat a", "failed EBADF");
        assertRefused(MAPPED, "0: spawn", "worker 0 has not died");
    }

    private static final PosixModel MODEL =
            new PosixModel(Collections.nCopies(2, new Traits(AccessPath.BYTE_BUFFER, 17)), 4096);

    private static void assertAllows(String before, String step, String... answers) {
        assertEquals(List.of(answers), allowed(after(before), step));
    }

    private static void assertRefused(String before, String step, String reason) {
        Ruling ruling = MODEL.rule(after(before), step(step));
        String text = assertInstanceOf(Ruling.Refused.class, ruling).reason();
        assertTrue(text.contains(reason), text);
    }

    private static List<String> allowed(PosixState state, String step) {
        return allowed(MODEL, state, step);
    }

    private static List<String> allowed(PosixModel model, PosixState state, String step) {
        Ruling ruling = model.rule(state, step(step));
        return assertInstanceOf(Ruling.Permitted.class, ruling, ruling::toString).possibilities().stream()
                .map(p -> p.answer().text())
                .toList();
    }

    private static PosixState after(String script) {
        return walk(MODEL, MODEL.initial(), script);
    }

    private static PosixState after(PosixState state, String step, Answer answer) {
        Ruling.Permitted ruling = assertInstanceOf(Ruling.Permitted.class, MODEL.rule(state, step(step)));
        return ruling.possibilities().get(0).next().apply(answer);
    }

    private static PosixState walk(PosixModel model, PosixState initial, String script) {
        PosixState state = initial;
        for (Step step : Script.parse(script).steps().toList()) {
            Ruling ruling = model.rule(state, step);
            state = assertInstanceOf(Ruling.Permitted.class, ruling, step::text)
                    .possibilities()
                    .get(0)
                    .next()
                    .apply(new Answer.Ok());
        }
        return state;
    }

    private static Step step(String text) {
        return Script.parse(text).steps().findFirst().orElseThrow();
    }
}
