package org.shmstress.posix;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;

/**
 * Forbids system calls to the calling thread, for good: Linux seccomp(2), which needs no privilege. Whoever makes a forbidden one kills its
 * whole process by SIGSYS; a thread that comes to its end has made none.
 */
public final class SystemCallGuard {

    private static final int NO_NEW_PRIVILEGES = 38;
    private static final int GET_SECCOMP = 21;
    private static final int SECCOMP = 22;
    private static final int FILTER = 2;

    private static final long ALLOW = 0x7fff_0000L;
    private static final long KILL_PROCESS = 0x8000_0000L;

    /** {@code BPF_LD | BPF_W | BPF_ABS}, {@code BPF_JMP | BPF_JEQ | BPF_K}, {@code BPF_RET | BPF_K} (linux/bpf_common.h). */
    private static final int LOAD = 0x20;

    private static final int JUMP_IF_EQUAL = 0x15;
    private static final int RETURN = 0x06;

    /** Offsets in {@code struct seccomp_data}. */
    private static final int CALL_NUMBER = 0;

    private static final int ARCHITECTURE = 4;

    private static final int INSTRUCTION_BYTES = 8;

    private SystemCallGuard() {}

    private static final class Natives {
        static {
            Libc.register(Natives.class, "c");
        }

        static native int prctl(int option, long a, long b, long c, long d);
    }

    /**
     * Numbers of system calls (asm/unistd_64.h, asm-generic/unistd.h).
     *
     * @param audit {@code AUDIT_ARCH_…} (linux/audit.h)
     * @param messages every call that carries bytes from one process to another
     * @param housekeeping what a JVM needs to stop and end a thread: locks, signals, memory, clocks, and {@code getrusage}
     */
    private record Calls(long audit, int[] messages, int[] housekeeping) {

        private static final Calls X86_64 = new Calls(
                0xc000_003eL,
                // read, write, pread64, pwrite64, readv, writev, sendfile, sendto, recvfrom, sendmsg, recvmsg, msgsnd,
                // msgrcv,
                // mq_timedsend, mq_timedreceive, splice, tee, vmsplice, preadv, pwritev, recvmmsg, sendmmsg,
                // process_vm_readv, process_vm_writev, preadv2, pwritev2, io_uring_enter
                new int[] {
                    0, 1, 17, 18, 19, 20, 40, 44, 45, 46, 47, 69, 70, 242, 243, 275, 276, 278, 295, 296, 299, 307, 310,
                    311, 327, 328, 426
                },
                // mmap, mprotect, munmap, brk, rt_sigaction, rt_sigprocmask, rt_sigreturn, sched_yield, madvise, exit,
                // getrusage, sigaltstack, gettid, futex, sched_getaffinity, clock_gettime, exit_group, tgkill
                new int[] {9, 10, 11, 12, 13, 14, 15, 24, 28, 60, 98, 131, 186, 202, 204, 228, 231, 234});

        private static final Calls AARCH64 = new Calls(
                0xc000_00b7L,
                new int[] {
                    63, 64, 67, 68, 65, 66, 71, 206, 207, 211, 212, 189, 188, 182, 183, 76, 77, 75, 69, 70, 243, 269,
                    270, 271, 286, 287, 426
                },
                new int[] {222, 226, 215, 214, 134, 135, 139, 124, 233, 93, 165, 132, 178, 98, 123, 113, 94, 131});

        static Calls ofThisMachine() {
            return System.getProperty("os.arch").equals("aarch64") ? AARCH64 : X86_64;
        }
    }

    /** Has everything loaded that the other methods need, which takes calls that they forbid. */
    public static void prepare() {
        Natives.prctl(GET_SECCOMP, 0, 0, 0, 0);
        Calls.ofThisMachine();
    }

    /**
     * Forbids every call that carries bytes from one process to another.
     *
     * @throws PosixException if the kernel has no seccomp
     */
    public static void forbidMessages() {
        Calls calls = Calls.ofThisMachine();
        install(calls.audit(), calls.messages(), KILL_PROCESS, ALLOW);
    }

    /**
     * Forbids everything but locks, signals, memory management, clocks and the thread's own end.
     *
     * @throws PosixException if the kernel has no seccomp
     */
    public static void forbidAllButHousekeeping() {
        Calls calls = Calls.ofThisMachine();
        install(calls.audit(), calls.housekeeping(), ALLOW, KILL_PROCESS);
    }

    private static void install(long audit, int[] listed, long verdictOnListed, long verdictOnOthers) {
        int length = listed.length + 5;
        try (Memory filter = new Memory((long) length * INSTRUCTION_BYTES);
                Memory program = new Memory(16)) {
            instruction(filter, 0, LOAD, 0, 0, ARCHITECTURE);
            // Calls of another architecture's numbering cannot come from this JVM; they go the way of what is not
            // listed.
            instruction(filter, 1, JUMP_IF_EQUAL, 0, listed.length + 1, audit);
            instruction(filter, 2, LOAD, 0, 0, CALL_NUMBER);
            for (int i = 0; i < listed.length; i++) {
                instruction(filter, 3 + i, JUMP_IF_EQUAL, listed.length - i, 0, listed[i]);
            }
            instruction(filter, length - 2, RETURN, 0, 0, verdictOnOthers);
            instruction(filter, length - 1, RETURN, 0, 0, verdictOnListed);
            program.clear();
            program.setShort(0, (short) length);
            program.setPointer(8, filter);
            Libc.checked(Natives.prctl(NO_NEW_PRIVILEGES, 1, 0, 0, 0), "prctl", "PR_SET_NO_NEW_PRIVS");
            Libc.checked(Natives.prctl(SECCOMP, FILTER, Pointer.nativeValue(program), 0, 0), "prctl", "PR_SET_SECCOMP");
        }
    }

    private static void instruction(Memory filter, int index, int code, int ifTrue, int ifFalse, long value) {
        long at = (long) index * INSTRUCTION_BYTES;
        filter.setShort(at, (short) code);
        filter.setByte(at + 2, (byte) ifTrue);
        filter.setByte(at + 3, (byte) ifFalse);
        filter.setInt(at + 4, (int) value);
    }
}
