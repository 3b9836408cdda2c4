package org.shmstress.properties.conformance.files;

import static org.shmstress.posix.Errno.EACCES;
import static org.shmstress.posix.Errno.EBUSY;
import static org.shmstress.posix.Errno.EPERM;
import static org.shmstress.properties.conformance.files.FileConstants.F_ADD_SEALS;
import static org.shmstress.properties.conformance.files.FileConstants.F_GET_SEALS;
import static org.shmstress.properties.conformance.files.FileConstants.F_SEAL_FUTURE_WRITE;
import static org.shmstress.properties.conformance.files.FileConstants.F_SEAL_GROW;
import static org.shmstress.properties.conformance.files.FileConstants.F_SEAL_SEAL;
import static org.shmstress.properties.conformance.files.FileConstants.F_SEAL_SHRINK;
import static org.shmstress.properties.conformance.files.FileConstants.F_SEAL_WRITE;
import static org.shmstress.properties.conformance.files.FileConstants.MAP_SHARED;
import static org.shmstress.properties.conformance.files.FileConstants.PROT_READ;
import static org.shmstress.properties.conformance.files.FileConstants.PROT_WRITE;
import static org.shmstress.properties.conformance.files.MemoryFiles.passed;
import static org.shmstress.properties.conformance.files.MemoryFiles.sealable;

import org.shmstress.properties.conformance.Area;
import org.shmstress.properties.conformance.Fd;
import org.shmstress.properties.conformance.NativeParty;
import org.shmstress.properties.conformance.Returned;
import org.shmstress.properties.conformance.Row;
import org.shmstress.properties.conformance.Scene;

/** Rows of seals: fcntl(2), File Sealing. */
final class Seals {

    private static final int READ_WRITE = PROT_READ | PROT_WRITE;

    private Seals() {}

    @Row("MEMFD-X03")
    static void againstShrinking(Scene c) {
        Fd fd = sealable(c.a(), 8192);
        Fd other = passed(c.a(), fd, c.b());
        c.a().call("fcntl", fd, F_ADD_SEALS, F_SEAL_SHRINK).returns(0);
        c.b().call("ftruncate", other, 4096).fails(EPERM);
        c.b().call("ftruncate", other, 12_288).returns(0);
        c.same("size", 12_288L, Fstat.size(c.a(), fd));
    }

    @Row("MEMFD-X04")
    static void againstGrowing(Scene c) {
        Fd fd = sealable(c.a(), 8192);
        Fd other = passed(c.a(), fd, c.b());
        c.a().call("fcntl", fd, F_ADD_SEALS, F_SEAL_GROW).returns(0);
        c.b().call("ftruncate", other, 12_288).fails(EPERM);
        c.b().call("pwrite", other, c.b().scratch(0), 8, 8192).fails(EPERM);
        c.b().call("pwrite", other, c.b().scratch(0), 8, 8184).returns(8);
        c.b().call("ftruncate", other, 4096).returns(0);
    }

    @Row("MEMFD-X05")
    static void againstWritingWaitForWritableMappings(Scene c) {
        Fd fd = sealable(c.a(), 4096);
        Area writable = c.b().map(passed(c.a(), fd, c.b()), 4096);
        c.a().call("fcntl", fd, F_ADD_SEALS, F_SEAL_WRITE).fails(EBUSY);
        c.b().call("munmap", writable, 4096).returns(0);
        c.a().call("fcntl", fd, F_ADD_SEALS, F_SEAL_WRITE).returns(0);
    }

    @Row("MEMFD-X06")
    static void againstWritingFailWritesAndWritableMappings(Scene c) {
        Fd fd = sealable(c.a(), 4096);
        Fd other = passed(c.a(), fd, c.b());
        c.a().call("fcntl", fd, F_ADD_SEALS, F_SEAL_WRITE).returns(0);
        c.b().call("pwrite", other, c.b().scratch(0), 8, 0).fails(EPERM);
        c.b().call("mmap", 0, 4096, READ_WRITE, MAP_SHARED, other, 0).fails(EPERM);
    }

    /** Linux from 6.7 on allows it (commit 28464bbb2ddc, "mm: enforce the mapping_map_writable() check after call_mmap()" and its siblings). */
    @Row("MEMFD-X07")
    static void againstWritingAndReadOnlyMappings(Scene c) {
        Fd fd = sealable(c.a(), 4096);
        Fd other = passed(c.a(), fd, c.b());
        c.a().call("fcntl", fd, F_ADD_SEALS, F_SEAL_WRITE).returns(0);
        Returned mapped = c.b().call("mmap", 0, 4096, PROT_READ, MAP_SHARED, other, 0);
        c.fact("read-only shared mapping", mapped.text().startsWith("returned -1") ? "refused" : "allowed");
        if (mapped.failed()) {
            mapped.fails(EPERM);
        } else {
            c.b().call("mprotect", mapped.value(), 4096, READ_WRITE).fails(EACCES);
        }
    }

    @Row("MEMFD-X08")
    static void againstFutureWritesLeaveOldMappingsWorking(Scene c) {
        Fd fd = sealable(c.a(), 4096);
        Area old = c.a().map(fd, 4096);
        Fd other = passed(c.a(), fd, c.b());
        c.a().call("fcntl", fd, F_ADD_SEALS, F_SEAL_FUTURE_WRITE).returns(0);
        c.b().call("mmap", 0, 4096, READ_WRITE, MAP_SHARED, other, 0).fails(EPERM);
        c.b().call("pwrite", other, c.b().scratch(0), 8, 0).fails(EPERM);
        Area reader = c.b().mmap(0, 4096, PROT_READ, MAP_SHARED, other, 0);
        c.a().putInt(old, 81);
        c.b().has(reader, 81);
    }

    @Row("MEMFD-X09")
    static void againstSealsAreFinal(Scene c) {
        Fd fd = sealable(c.a(), 4096);
        c.a().call("fcntl", fd, F_ADD_SEALS, F_SEAL_SEAL).returns(0);
        c.b().call("fcntl", passed(c.a(), fd, c.b()), F_ADD_SEALS, F_SEAL_SHRINK)
                .fails(EPERM);
        c.a().call("fcntl", fd, F_ADD_SEALS, F_SEAL_GROW).fails(EPERM);
        c.a().call("fcntl", fd, F_GET_SEALS, 0).returns(F_SEAL_SEAL);
    }

    @Row("MEMFD-X10")
    static void areSeenThroughEveryDescriptor(Scene c) {
        Fd fd = sealable(c.a(), 4096);
        Fd other = passed(c.a(), fd, c.b());
        c.a().call("fcntl", fd, F_ADD_SEALS, F_SEAL_SHRINK).returns(0);
        c.b().call("fcntl", other, F_GET_SEALS, 0).returns(F_SEAL_SHRINK);
        c.b().call("fcntl", other, F_ADD_SEALS, F_SEAL_GROW).returns(0);
        c.a().call("fcntl", fd, F_GET_SEALS, 0).returns(F_SEAL_SHRINK | F_SEAL_GROW);
    }

    @Row("MEMFD-X15")
    static void makeReadersSafeFromTruncation(Scene c) {
        Fd fd = sealable(c.a(), 8192);
        c.a().call("fcntl", fd, F_ADD_SEALS, F_SEAL_SHRINK).returns(0);
        NativeParty reader = c.helper();
        Area mapped = reader.map(passed(c.a(), fd, reader), 8192);
        Fd hostile = passed(c.a(), fd, c.b());
        for (long size = 0; size < 8192; size += 1024) {
            c.b().call("ftruncate", hostile, size).fails(EPERM);
            reader.touch(mapped.at(8191), false);
        }
    }
}
