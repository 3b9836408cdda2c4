package org.shmstress.properties.conformance.files;

import static org.shmstress.posix.Errno.EACCES;
import static org.shmstress.posix.Errno.EPERM;
import static org.shmstress.posix.OpenFlags.CREATE;
import static org.shmstress.posix.OpenFlags.EXCLUSIVE;
import static org.shmstress.posix.OpenFlags.READ_ONLY;
import static org.shmstress.posix.OpenFlags.READ_WRITE;
import static org.shmstress.properties.conformance.files.FileConstants.S_IFMT;
import static org.shmstress.properties.conformance.files.FileConstants.S_IFREG;
import static org.shmstress.properties.conformance.files.Ftruncate.page;

import org.shmstress.properties.conformance.Area;
import org.shmstress.properties.conformance.Capability;
import org.shmstress.properties.conformance.Fd;
import org.shmstress.properties.conformance.NativeParty;
import org.shmstress.properties.conformance.Row;
import org.shmstress.properties.conformance.Scene;

/** Rows of fstat and fchmod. */
final class StatAndMode {

    private StatAndMode() {}

    @Row("FSTAT-X01")
    static void givesTheSameInodeAndDeviceToAll(Scene c) {
        Fd a = c.a().create(c.name("x"), 4096);
        Fd b = c.b().open(c.name("x"));
        Fd d = c.d().open(c.name("x"));
        c.same("inode", Fstat.inode(c.a(), a), Fstat.inode(c.b(), b));
        c.same("inode", Fstat.inode(c.a(), a), Fstat.inode(c.d(), d));
        c.same("device", Fstat.device(c.a(), a), Fstat.device(c.b(), b));
        Fd other = c.b().create(c.name("y"), 4096);
        c.holds("another object has another inode", Fstat.inode(c.a(), a) != Fstat.inode(c.b(), other));
    }

    @Row("FSTAT-X02")
    static void tellsSizeOwnerAndPermissions(Scene c) {
        c.a().create(c.name("x"), 12_345);
        Fd here = c.b().open(c.name("x"));
        c.same("size", 12_345L, Fstat.size(c.b(), here));
        c.same("permissions", 0600, Fstat.permissions(c.b(), here));
        c.same("owner", c.a().call("geteuid").value(), Fstat.user(c.b(), here));
        c.same("group", c.a().call("getegid").value(), Fstat.group(c.b(), here));
    }

    @Row("FSTAT-X03")
    static void saysRegularFileAndCountsLinks(Scene c) {
        Fd fd = c.a().create(c.name("x"), 4096);
        c.same("type", S_IFREG, Fstat.mode(c.a(), fd) & S_IFMT);
        c.same("links", 1L, Fstat.links(c.a(), fd));
        c.b().call("shm_unlink", c.name("x")).returns(0);
        c.same("links after unlinking", 0L, Fstat.links(c.a(), fd));
    }

    @Row("FSTAT-X04")
    static void countsBlocksAsPagesAreTouched(Scene c) {
        Fd fd = c.a().create(c.name("x"), 64 * page());
        Fd other = c.b().open(c.name("x"));
        c.same("blocks after sizing", 0L, Fstat.blocks(c.a(), fd));
        Area mapped = c.b().map(other, 64 * page());
        for (int touched = 1; touched <= 4; touched++) {
            c.b().putInt(mapped.at(10L * touched * page()), touched);
            c.same("blocks", touched * page() / 512, Fstat.blocks(c.a(), fd));
        }
    }

    @Row("FSTAT-X05")
    static void countsAPageThatAMappingReadsAndNoneThatPreadReads(Scene c) {
        Fd fd = c.a().create(c.name("x"), page());
        c.a().call("pread", fd, c.a().scratch(0), 100, 0).returns(100);
        c.same("blocks after pread of the hole", 0L, Fstat.blocks(c.a(), fd));
        c.a().has(c.a().map(fd, page()), 0);
        c.same("blocks after a load", page() / 512, Fstat.blocks(c.a(), fd));
    }

    @Row(value = "FCHMOD-X01", needs = Capability.OTHER_USER)
    static void keepsOtherUsersOut(Scene c) {
        Fd fd = c.a().create(c.name("x"), 4096);
        c.a().call("fchmod", fd, 0666).returns(0);
        NativeParty nobody = OtherUser.nobody(c);
        nobody.open(c.name("x"));
        c.a().call("fchmod", fd, 0600).returns(0);
        nobody.call("shm_open", c.name("x"), READ_WRITE, 0).fails(EACCES);
        nobody.call("shm_open", c.name("x"), READ_ONLY, 0).fails(EACCES);
    }

    @Row(value = "FCHMOD-X02", needs = Capability.OTHER_USER)
    static void countsForLaterOpensOnly(Scene c) {
        Fd fd = c.a().create(c.name("x"), 4096);
        c.a().call("fchmod", fd, 0666).returns(0);
        NativeParty early = OtherUser.nobody(c);
        Fd open = early.open(c.name("x"));
        c.a().call("fchmod", fd, 0600).returns(0);
        early.putInt(early.map(open, 4096), 3);
        c.a().has(c.a().map(fd, 4096), 3);
        OtherUser.nobody(c).call("shm_open", c.name("x"), READ_WRITE, 0).fails(EACCES);
    }

    @Row(value = "FCHMOD-X03", needs = Capability.OTHER_USER)
    static void isForTheOwnerAndThePrivilegedOnly(Scene c) {
        NativeParty owner = OtherUser.as(c, OtherUser.SOMEBODY);
        owner.call("umask", 0).succeeds();
        Fd owned = owner.open("shm_open", c.name("x"), READ_WRITE | CREATE, 0666);
        NativeParty nobody = OtherUser.nobody(c);
        nobody.call("fchmod", nobody.open(c.name("x")), 0600).fails(EPERM);
        owner.call("fchmod", owned, 0644).returns(0);
        c.a().call("fchmod", c.a().open(c.name("x")), 0640).returns(0);
        c.same("permissions", 0640, Fstat.permissions(owner, owned));
    }

    /** All masks with a mode that has all bits, all modes under the mask that takes most. */
    @Row("FCHMOD-X04")
    static void neverGetsBitsFromTheUmask(Scene c) {
        NativeParty alone = c.helper();
        for (int bits = 0; bits <= 0777; bits += 7) {
            c.same("mode 0777 under a umask", 0777 & ~bits, created(c, alone, bits, 0777));
            c.same("mode under umask 0077", bits & 0700, created(c, alone, 0077, bits));
        }
    }

    private static int created(Scene c, NativeParty party, int umask, int mode) {
        party.call("umask", umask).succeeds();
        Fd fd = party.open("shm_open", c.name("x"), READ_WRITE | CREATE | EXCLUSIVE, mode);
        int seen = Fstat.permissions(party, fd);
        party.call("close", fd).returns(0);
        party.call("shm_unlink", c.name("x")).returns(0);
        return seen;
    }
}
