package org.shmstress.worker.puppet;

import java.nio.file.Path;
import org.shmstress.posix.Descriptors;
import org.shmstress.posix.FileLocks;
import org.shmstress.posix.FileStatus;
import org.shmstress.posix.Memory;
import org.shmstress.posix.MemoryFiles;
import org.shmstress.posix.PageSize;
import org.shmstress.script.Action;
import org.shmstress.script.Action.AddSeals;
import org.shmstress.script.Action.Allocate;
import org.shmstress.script.Action.ChannelMap;
import org.shmstress.script.Action.Chmod;
import org.shmstress.script.Action.Close;
import org.shmstress.script.Action.Dup;
import org.shmstress.script.Action.Lock;
import org.shmstress.script.Action.Mmap;
import org.shmstress.script.Action.Mode;
import org.shmstress.script.Action.OnDescriptor;
import org.shmstress.script.Action.Seals;
import org.shmstress.script.Action.Size;
import org.shmstress.script.Action.Stat;
import org.shmstress.script.Answer;
import org.shmstress.script.LockKind;
import org.shmstress.script.LockOwner;
import org.shmstress.script.Seal;
import org.shmstress.script.Visibility;
import org.shmstress.segment.AccessPath;
import org.shmstress.segment.AddressView;
import org.shmstress.segment.ChannelMapping;

/** System calls on descriptors. */
final class DescriptorDeeds {

    private static final Answer OK = new Answer.Ok();

    private static final int PERMISSIONS = 0777;

    private final AccessPath path;
    private final Handles handles;

    DescriptorDeeds(AccessPath path, Handles handles) {
        this.path = path;
        this.handles = handles;
    }

    Answer perform(OnDescriptor action) {
        int fd = handles.descriptor(action.descriptor());
        if (action instanceof Size size) {
            Descriptors.truncate(fd, size.sizeBytes());
        } else if (action instanceof Allocate a) {
            Descriptors.allocate(fd, a.offset(), a.lengthBytes());
        } else if (action instanceof Chmod chmod) {
            Descriptors.changeMode(fd, chmod.mode());
        } else if (action instanceof Dup dup) {
            handles.opened(dup.duplicate(), Descriptors.duplicate(fd));
        } else if (action instanceof AddSeals add) {
            MemoryFiles.seal(fd, add.seals().stream().mapToInt(Seal::bit).sum());
        } else if (action instanceof Lock lock) {
            FileLocks.set(fd, lock.owner() == LockOwner.DESCRIPTION, number(lock.kind()));
        } else if (action instanceof Action.Map map) {
            map(fd, 0, map.lengthBytes(), Memory.PROTECTION_READ_WRITE, Memory.SHARED, map.mapping());
        } else if (action instanceof ChannelMap a) {
            ChannelMapping mapping = ChannelMapping.of(Path.of("/proc/self/fd/" + fd), a.lengthBytes(), path);
            handles.mapped(a.mapping(), new Mapped(mapping.view(), mapping.address(), a.lengthBytes(), mapping::unmap));
        } else if (action instanceof Mmap a) {
            int sharing = a.sharing() == Visibility.SHARED ? Memory.SHARED : Memory.PRIVATE;
            map(fd, a.offset(), a.lengthBytes(), PageDeeds.bits(a.protection()), sharing, a.mapping());
        } else if (action instanceof Close) {
            handles.close(action.descriptor());
        } else {
            return ask(fd, action);
        }
        return OK;
    }

    private static Answer ask(int fd, OnDescriptor action) {
        if (action instanceof Seals) {
            return new Answer.Value(MemoryFiles.seals(fd));
        }
        FileStatus status = Descriptors.status(fd);
        if (action instanceof Stat) {
            return new Answer.Status(status.sizeBytes(), status.inode(), status.links());
        } else if (action instanceof Mode) {
            return new Answer.Value(status.mode() & PERMISSIONS);
        }
        return new Answer.Value(fd);
    }

    private static short number(LockKind kind) {
        return switch (kind) {
            case READ -> FileLocks.READ;
            case WRITE -> FileLocks.WRITE;
            case NONE -> FileLocks.NONE;
        };
    }

    private void map(int fd, long offset, long lengthBytes, int protection, int sharing, String handle) {
        long address = Memory.map(fd, offset, lengthBytes, protection, sharing);
        handles.mapped(
                handle, new Mapped(AddressView.of(path, address, PageSize.roundUp(lengthBytes)), address, lengthBytes));
    }
}
