package org.shmstress.properties.conformance.sync;

import static org.shmstress.properties.conformance.sync.Numbers.FUTEX_CALL;
import static org.shmstress.properties.conformance.sync.Numbers.FUTEX_WAKE_PRIVATE;

import org.shmstress.properties.conformance.Area;
import org.shmstress.properties.conformance.Loop;
import org.shmstress.properties.conformance.Party;

/** Wake-ups past the library, so that a row leaves nobody asleep. */
final class Futexes {

    /** Opcodes of {@code BPF_LD|BPF_W|BPF_ABS}, {@code BPF_JMP|BPF_JEQ|BPF_K} and {@code BPF_RET|BPF_K} (linux/bpf_common.h). */
    private static final int LOAD_WORD = 0x20;

    private static final int JUMP_IF_EQUAL = 0x15;
    private static final int RETURN = 0x06;

    /** Offsets in {@code struct seccomp_data}, and {@code SECCOMP_RET_KILL_PROCESS} and {@code SECCOMP_RET_ALLOW} (linux/seccomp.h). */
    private static final int CALL_NUMBER = 0;

    private static final int FIRST_ARGUMENT = 16;
    private static final long KILL_PROCESS = 0x8000_0000L;
    private static final long ALLOW = 0x7fff_0000L;

    /** {@code PR_SET_NO_NEW_PRIVS}, {@code PR_SET_SECCOMP} (linux/prctl.h), {@code SECCOMP_MODE_FILTER}. */
    private static final int SET_NO_NEW_PRIVILEGES = 38;

    private static final int SET_SECCOMP = 22;
    private static final int FILTER = 2;

    /** No object of glibc's is larger. */
    private static final int OBJECT_BYTES = 56;

    private static final int PROGRAM_LENGTH = 8;

    private Futexes() {}

    /**
     * The beginning of a loop whose thread may make any system call but futex on that word: each round installs a filter of seccomp(2), which
     * kills the process at such a call. Filters add up, so rounds should be few. They hold for the thread that party a begins with it.
     */
    static Loop forbid(Shared s, Area word, long rounds) {
        long address = s.addressIn(s.a()) + word.offset();
        Area program = s.place(PROGRAM_LENGTH * Long.BYTES);
        long[] filter = {
            instruction(LOAD_WORD, 0, 0, CALL_NUMBER),
            instruction(JUMP_IF_EQUAL, 0, 5, FUTEX_CALL),
            instruction(LOAD_WORD, 0, 0, FIRST_ARGUMENT),
            instruction(JUMP_IF_EQUAL, 0, 3, address & 0xffff_ffffL),
            instruction(LOAD_WORD, 0, 0, FIRST_ARGUMENT + Integer.BYTES),
            instruction(JUMP_IF_EQUAL, 0, 1, address >>> Integer.SIZE),
            instruction(RETURN, 0, 0, KILL_PROCESS),
            instruction(RETURN, 0, 0, ALLOW)
        };
        for (int i = 0; i < PROGRAM_LENGTH; i++) {
            s.a().putLong(program.at((long) i * Long.BYTES), filter[i]);
        }
        Area header = s.place(2 * Long.BYTES);
        s.a().putLong(header, PROGRAM_LENGTH);
        s.a().putLong(header.at(Long.BYTES), s.addressIn(s.a()) + program.offset());
        return Loop.of(rounds)
                .call("prctl", SET_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
                .call("prctl", SET_SECCOMP, FILTER, header, 0, 0);
    }

    /** {@code struct sock_filter} (linux/filter.h), little-endian. */
    private static long instruction(int code, int ifTrue, int ifFalse, long operand) {
        return code | (long) ifTrue << 16 | (long) ifFalse << 24 | operand << Integer.SIZE;
    }

    /** Wakes all threads of the party that sleep on that word as on a private one. */
    static void wakePrivately(Party party, Area word) {
        party.call("syscall", FUTEX_CALL, word, FUTEX_WAKE_PRIVATE, Integer.MAX_VALUE)
                .is("some woken threads", woken -> woken >= 1);
    }

    /** As {@link #wakePrivately}, on each word of an object. */
    static void wakePrivatelyAnywhere(Party party, Area object) {
        for (int offset = 0; offset < OBJECT_BYTES; offset += Integer.BYTES) {
            party.call("syscall", FUTEX_CALL, object.at(offset), FUTEX_WAKE_PRIVATE, Integer.MAX_VALUE)
                    .succeeds();
        }
    }
}
