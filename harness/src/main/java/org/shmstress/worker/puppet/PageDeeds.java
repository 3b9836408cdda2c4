package org.shmstress.worker.puppet;

import org.shmstress.posix.Memory;
import org.shmstress.script.Action.Advise;
import org.shmstress.script.Action.LockMemory;
import org.shmstress.script.Action.OnPages;
import org.shmstress.script.Action.Protect;
import org.shmstress.script.Action.Sync;
import org.shmstress.script.Action.UnmapPart;
import org.shmstress.script.Advice;
import org.shmstress.script.Answer;
import org.shmstress.script.Protection;

/** System calls on the pages of a mapping. */
final class PageDeeds {

    private PageDeeds() {}

    static Answer perform(Mapped mapped, OnPages action) {
        long length = action.lengthBytes();
        if (!mapped.holds(action.offset(), length)) {
            // Only a wrong model lets such a step through; whatever the process mapped next may lie there.
            return new Answer.NotRun("the range leaves what is left of " + action.mapping());
        }
        long address = mapped.address() + action.offset();
        if (action instanceof Protect a) {
            Memory.protect(address, length, bits(a.protection()));
        } else if (action instanceof Sync) {
            Memory.sync(address, length);
        } else if (action instanceof Advise a) {
            Memory.advise(address, length, number(a.advice()));
        } else if (action instanceof LockMemory) {
            Memory.lock(address, length);
        } else if (action instanceof UnmapPart) {
            mapped.unmapPart(action.offset(), length);
        }
        return new Answer.Ok();
    }

    static int bits(Protection protection) {
        return switch (protection) {
            case NONE -> Memory.PROTECTION_NONE;
            case READ -> Memory.PROTECTION_READ;
            case READ_WRITE -> Memory.PROTECTION_READ_WRITE;
        };
    }

    private static int number(Advice advice) {
        return switch (advice) {
            case NORMAL -> Memory.ADVICE_NORMAL;
            case WILLNEED -> Memory.ADVICE_WILL_NEED;
            case DONTNEED -> Memory.ADVICE_DONT_NEED;
        };
    }
}
