package org.shmstress.posixmodel;

import org.shmstress.script.Visibility;

/**
 * A mapping; it lives on after its descriptor is closed (POSIX, {@code mmap}).
 *
 * @param object number of the object
 * @param description the open file description that it was made by; Linux: the mapping keeps that too, with its locks
 * @param offset byte of the object at which it begins, at a page boundary
 * @param lengthBytes as asked of {@code mmap}
 * @param sharing whether others see its writes
 * @param mayWrite whether {@code mprotect} may make it writable
 * @param pages its pages
 * @param maybeLocked whether {@code mlock} was tried, with whatever success
 * @param own what only this mapping sees, if it is private
 */
record Mapping(
        int object,
        int description,
        long offset,
        long lengthBytes,
        Visibility sharing,
        boolean mayWrite,
        Pages pages,
        boolean maybeLocked,
        OwnPages own) {

    boolean isPrivate() {
        return sharing == Visibility.PRIVATE;
    }

    /** Whether it stands in the way of a seal against writing. */
    boolean mayChangeObject() {
        return !isPrivate() && mayWrite && !pages.areAllGone();
    }

    Mapping withPages(Pages other) {
        return new Mapping(object, description, offset, lengthBytes, sharing, mayWrite, other, maybeLocked, own);
    }

    Mapping withOwn(OwnPages other) {
        return new Mapping(object, description, offset, lengthBytes, sharing, mayWrite, pages, maybeLocked, other);
    }

    Mapping locked() {
        return new Mapping(object, description, offset, lengthBytes, sharing, mayWrite, pages, true, own);
    }
}
