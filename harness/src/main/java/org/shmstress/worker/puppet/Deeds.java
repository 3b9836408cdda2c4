package org.shmstress.worker.puppet;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.shmstress.posix.Descriptors;
import org.shmstress.posix.MemoryFiles;
import org.shmstress.posix.NamedFiles;
import org.shmstress.posix.OpenFlags;
import org.shmstress.posix.SharedMemory;
import org.shmstress.script.Action;
import org.shmstress.script.Action.Await;
import org.shmstress.script.Action.Create;
import org.shmstress.script.Action.Errand;
import org.shmstress.script.Action.Exit;
import org.shmstress.script.Action.Free;
import org.shmstress.script.Action.Memfd;
import org.shmstress.script.Action.Obtain;
import org.shmstress.script.Action.OnDescriptor;
import org.shmstress.script.Action.OnLibrary;
import org.shmstress.script.Action.OnMapping;
import org.shmstress.script.Action.OnName;
import org.shmstress.script.Action.OnPages;
import org.shmstress.script.Action.OnTraffic;
import org.shmstress.script.Action.Open;
import org.shmstress.script.Action.ShmOpen;
import org.shmstress.script.Action.Start;
import org.shmstress.script.Action.Take;
import org.shmstress.script.Action.Unmap;
import org.shmstress.script.Answer;
import org.shmstress.script.OpenFlag;
import org.shmstress.script.OpenMode;
import org.shmstress.segment.AccessPath;
import org.shmstress.segment.View;
import org.shmstress.worker.errand.Errands;

/** One method per kind of action: the call itself, and its result as an answer. */
final class Deeds {

    private static final Answer OK = new Answer.Ok();

    private static final int OWNER_ONLY = 0600;

    private final Handles handles;
    private final DescriptorDeeds descriptors;
    private final LibraryDeeds library;
    private final Errands errands;

    Deeds(AccessPath path, Handles handles) {
        this.handles = handles;
        this.descriptors = new DescriptorDeeds(path, handles);
        this.library = new LibraryDeeds(path);
        this.errands = new Errands(new HandledHoldings(path, handles));
    }

    /** Gives back what calls of the C library got; false if one of them never returned. */
    boolean releaseCalls() throws InterruptedException {
        return library.releaseAll();
    }

    Answer perform(Action action) throws IOException, InterruptedException, TimeoutException {
        if (action instanceof OnName onName) {
            return onName(onName);
        } else if (action instanceof Obtain obtain) {
            return obtain(obtain);
        } else if (action instanceof OnDescriptor onDescriptor) {
            return descriptors.perform(onDescriptor);
        } else if (action instanceof OnMapping onMapping) {
            Answer answer = onMapping(onMapping);
            Faults.surface();
            return answer;
        } else if (action instanceof OnTraffic onTraffic) {
            return onTraffic(onTraffic);
        } else if (action instanceof OnLibrary onLibrary) {
            return library.perform(onLibrary);
        } else if (action instanceof Errand errand) {
            Answer answer = errands.perform(errand);
            Faults.surface();
            return answer;
        } else if (action instanceof Free) {
            return new Answer.FreeBytes(
                    Files.getFileStore(SharedMemory.DIRECTORY).getUnallocatedSpace());
        } else if (action instanceof Exit) {
            Runtime.getRuntime().halt(0);
        }
        throw new IllegalArgumentException("a worker cannot do this to itself: " + action.text());
    }

    private Answer onName(OnName action) {
        if (action instanceof Create create) {
            int flags = OpenFlags.READ_WRITE | OpenFlags.CREATE | OpenFlags.EXCLUSIVE;
            handles.opened(create.descriptor(), NamedFiles.open(create.name(), flags, OWNER_ONLY));
        } else if (action instanceof Open open) {
            handles.opened(open.descriptor(), NamedFiles.open(open.name(), OpenFlags.READ_WRITE, 0));
        } else if (action instanceof ShmOpen open) {
            int flags = open.access() == OpenMode.READ_WRITE ? OpenFlags.READ_WRITE : OpenFlags.READ_ONLY;
            for (OpenFlag flag : open.flags()) {
                flags |= bit(flag);
            }
            handles.opened(open.descriptor(), NamedFiles.open(open.name(), flags, open.mode()));
        } else {
            NamedFiles.unlink(action.name());
        }
        return OK;
    }

    private static int bit(OpenFlag flag) {
        return switch (flag) {
            case CREATE -> OpenFlags.CREATE;
            case EXCLUSIVE -> OpenFlags.EXCLUSIVE;
            case TRUNCATE -> OpenFlags.TRUNCATE;
        };
    }

    private Answer obtain(Obtain action) {
        if (action instanceof Memfd memfd) {
            handles.opened(memfd.descriptor(), MemoryFiles.create("shmstress", memfd.sealable()));
        } else if (action instanceof Take take) {
            // On the wire the owner is a process id, and the handle the letter n and the descriptor's number.
            String file = "/proc/" + take.owner() + "/fd/" + take.theirs().substring(1);
            handles.opened(take.descriptor(), Descriptors.open(file, OpenFlags.READ_WRITE, 0));
        }
        return OK;
    }

    private Answer onMapping(OnMapping action) {
        Optional<Mapped> called = ByteDeeds.range(action)
                .filter(range -> handles.mapping(action.mapping()).isEmpty())
                .flatMap(range -> library.mapping(action.mapping(), range.offset(), range.lengthBytes()));
        if (called.isPresent()) {
            return ByteDeeds.perform(called.get(), action);
        } else if (handles.mapping(action.mapping()).isEmpty()) {
            // Only a wrong model lets such a step through; the access itself would hit whatever lies there now.
            return new Answer.NotRun(action.mapping() + " is not mapped");
        } else if (action instanceof Unmap) {
            handles.unmap(action.mapping());
            return OK;
        }
        Mapped mapped = handles.mapping(action.mapping()).get();
        return action instanceof OnPages pages ? PageDeeds.perform(mapped, pages) : ByteDeeds.perform(mapped, action);
    }

    private Answer onTraffic(OnTraffic action) throws InterruptedException, TimeoutException {
        if (action instanceof Start start) {
            return start(start);
        } else if (handles.traffic(action.traffic()).isEmpty()) {
            return new Answer.NotRun(action.traffic() + " does not run");
        }
        Traffic traffic = handles.traffic(action.traffic()).get();
        if (action instanceof Await await) {
            return new Answer.Count(traffic.await(await.increments()));
        }
        handles.stopped(action.traffic());
        return new Answer.Count(traffic.stop());
    }

    private Answer start(Start action) {
        if (handles.mapping(action.mapping())
                .filter(m -> m.holds(action.offset(), Long.BYTES))
                .isEmpty()) {
            return new Answer.NotRun(action.mapping() + " is not mapped there");
        }
        View view = handles.mapping(action.mapping()).get().view();
        handles.started(action.traffic(), Traffic.start(view, action.offset()));
        return OK;
    }
}
