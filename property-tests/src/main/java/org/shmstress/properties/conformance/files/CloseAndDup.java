package org.shmstress.properties.conformance.files;

import static org.shmstress.posix.Errno.EACCES;
import static org.shmstress.posix.Errno.EAGAIN;
import static org.shmstress.posix.Errno.EBADF;
import static org.shmstress.posix.OpenFlags.READ_WRITE;
import static org.shmstress.properties.conformance.files.FileConstants.FD_CLOEXEC;
import static org.shmstress.properties.conformance.files.FileConstants.F_DUPFD_CLOEXEC;
import static org.shmstress.properties.conformance.files.FileConstants.F_GETFD;
import static org.shmstress.properties.conformance.files.FileConstants.F_SETLK;
import static org.shmstress.properties.conformance.files.FileConstants.F_WRLCK;
import static org.shmstress.properties.conformance.files.FileConstants.MAP_SHARED_ANONYMOUS;
import static org.shmstress.properties.conformance.files.FileConstants.SEEK_CUR;
import static org.shmstress.properties.conformance.files.FileConstants.SEEK_SET;

import org.shmstress.properties.conformance.Area;
import org.shmstress.properties.conformance.Capability;
import org.shmstress.properties.conformance.Fd;
import org.shmstress.properties.conformance.NativeParty;
import org.shmstress.properties.conformance.Row;
import org.shmstress.properties.conformance.Scene;
import org.shmstress.script.Width;

/** Rows of close and dup, and of passing descriptors on. */
final class CloseAndDup {

    private static final long MIB = 1 << 20;

    /** Where the parts of a message lie in their page. */
    private static final int VECTOR = 64;

    private static final int BYTE = 96;
    private static final int CONTROL = 128;

    private CloseAndDup() {}

    @Row("CLOSE-X01")
    static void leavesMappingsValid(Scene c) {
        Fd there = c.a().create(c.name("x"), 4096);
        Area one = c.a().map(there, 4096);
        Fd here = c.b().open(c.name("x"));
        Area other = c.b().map(here, 4096);
        c.a().call("close", there).returns(0);
        c.b().call("close", here).returns(0);
        c.a().putInt(one, 12);
        c.b().has(other, 12);
        c.b().putInt(other.at(4), 13);
        c.a().has(one.at(4), 13);
    }

    @Row("CLOSE-X02")
    static void leavesOthersDescriptorsValid(Scene c) {
        Fd there = c.a().create(c.name("x"), 4096);
        Fd here = c.b().open(c.name("x"));
        c.a().call("close", there).returns(0);
        c.same("size", 4096L, Fstat.size(c.b(), here));
    }

    @Row("CLOSE-X03")
    static void refusesToCloseTwice(Scene c) {
        NativeParty quiet = c.helper();
        Fd fd = quiet.create(c.name("x"), 4096);
        quiet.call("close", fd).returns(0);
        quiet.call("close", fd).fails(EBADF);
    }

    @Row(value = "CLOSE-X04", needs = Capability.MOUNT)
    static void freesTheMemoryAtTheLastClose(Scene c) {
        NativeParty one = PrivateShm.of(c, "size=4m");
        long free = PrivateShm.free(one);
        Fd fd = one.create(c.name("x"), 0);
        one.call("posix_fallocate", fd, 0, MIB).returns(0);
        NativeParty other = one.fork();
        one.call("shm_unlink", c.name("x")).returns(0);
        one.call("close", fd).returns(0);
        c.holds("blocks are held while the other descriptor is", free - PrivateShm.free(one) >= MIB);
        other.call("close", fd).returns(0);
        c.same("free bytes after the last close", free, PrivateShm.free(one));
    }

    @Row("CLOSE-X05")
    static void dropsRecordLocksAtAnyCloseOfTheObject(Scene c) {
        Fd one = c.a().create(c.name("x"), 4096);
        Fd two = c.a().open(c.name("x"));
        Fd other = c.b().open(c.name("x"));
        c.a().call("fcntl", one, F_SETLK, Lock.whole(c.a(), F_WRLCK)).returns(0);
        c.b().call("fcntl", other, F_SETLK, Lock.whole(c.b(), F_WRLCK)).fails(EAGAIN, EACCES);
        c.a().call("close", two).returns(0);
        c.b().call("fcntl", other, F_SETLK, Lock.whole(c.b(), F_WRLCK)).returns(0);
    }

    @Row("DUP-X01")
    static void sharesTheDescriptionAndKeepsTheObject(Scene c) {
        Fd fd = c.a().create(c.name("x"), 4096);
        Fd twin = c.a().open("dup", fd);
        c.a().call("lseek", fd, 100, SEEK_SET).returns(100);
        c.a().call("lseek", twin, 0, SEEK_CUR).returns(100);
        c.b().putInt(c.b().map(c.b().open(c.name("x")), 4096), 18);
        c.b().call("shm_unlink", c.name("x")).returns(0);
        c.a().call("close", fd).returns(0);
        c.a().has(c.a().map(twin, 4096), 18);
    }

    @Row("DUP-X02")
    static void carriesCloseOnExecOnlyWhenAsked(Scene c) {
        Fd fd = c.a().create(c.name("x"), 4096);
        c.a().call("fcntl", fd, F_GETFD, 0).returns(FD_CLOEXEC);
        c.a().call("fcntl", c.a().open("dup", fd), F_GETFD, 0).returns(0);
        c.a().call("fcntl", c.a().open("fcntl", fd, F_DUPFD_CLOEXEC, 0), F_GETFD, 0)
                .returns(FD_CLOEXEC);
    }

    /** unix(7): the message carries a copy of the descriptor; struct msghdr and struct cmsghdr of a 64-bit machine. */
    @Row("DUP-X03")
    static void reachesThePeerThroughAUnixSocket(Scene c) {
        NativeParty sender = c.helper();
        sender.call("socketpair", 1, 1, 0, sender.scratch(0)).returns(0);
        int near = sender.getInt(sender.scratch(0));
        int far = sender.getInt(sender.scratch(4));
        Area message = message(sender);
        NativeParty receiver = sender.fork();
        Fd fd = sender.create(c.name("x"), 4096);
        long inode = Fstat.inode(sender, fd);
        sender.putInt(message.at(CONTROL + 16), fd.number());
        sender.call("sendmsg", near, message, 0).returns(1);
        sender.call("shm_unlink", c.name("x")).returns(0);
        receiver.call("recvmsg", far, message, 0).returns(1);
        int number = receiver.getInt(message.at(CONTROL + 16));
        Fd passed = receiver.open("dup", number);
        c.same("inode", inode, Fstat.inode(receiver, passed));
        sender.putInt(sender.map(fd, 4096), 21);
        receiver.has(receiver.map(passed, 4096), 21);
    }

    /** A message of one byte with room for one descriptor; it lies at the same address in a forked child. */
    private static Area message(NativeParty party) {
        Area memory = party.mmap(0, 4096, 3, MAP_SHARED_ANONYMOUS, -1, 0);
        // Shared with the child as it is: the receiver reads a message that the sender has prepared.
        party.putLong(memory.at(16), memory.address() + VECTOR);
        party.putLong(memory.at(24), 1);
        party.putLong(memory.at(32), memory.address() + CONTROL);
        party.putLong(memory.at(40), 24);
        party.putLong(memory.at(VECTOR), memory.address() + BYTE);
        party.putLong(memory.at(VECTOR + 8), 1);
        party.putLong(memory.at(CONTROL), 20);
        party.put(memory.at(CONTROL + 8), Width.INT, 1);
        party.put(memory.at(CONTROL + 12), Width.INT, 1);
        return memory;
    }

    @Row("DUP-X04")
    static void reachesTheObjectThroughProcWithANewDescription(Scene c) {
        Fd fd = c.a().create(c.name("x"), 4096);
        c.a().call("lseek", fd, 100, SEEK_SET).returns(100);
        c.a().call("shm_unlink", c.name("x")).returns(0);
        Fd here = c.b().open("open", "/proc/" + c.a().pid() + "/fd/" + fd.number(), READ_WRITE, 0);
        c.same("inode", Fstat.inode(c.a(), fd), Fstat.inode(c.b(), here));
        c.b().call("lseek", here, 0, SEEK_CUR).returns(0);
    }
}
