package org.shmstress.tests.init;

import java.nio.file.Path;
import java.util.OptionalInt;
import org.shmstress.api.SharedObject;
import org.shmstress.api.Slice;
import org.shmstress.posix.Descriptors;
import org.shmstress.posix.FileNames;
import org.shmstress.tests.segments.MappedFile;
import org.shmstress.tests.segments.Names;

/**
 * A segment that is made whole under a name of the creator's own and then linked to its proper name, so that whoever opens that finds it
 * ready.
 *
 * <p>What can go wrong: two processes find no segment and both make one. {@code link} fails for the second one, which then uses the
 * first one's (POSIX {@code link}, EEXIST). {@code rename} would put the second in the place of the first, which some already use.
 */
@SharedObject(
        title = "Segment made under another name and linked",
        description =
                "Initialised under a temporary name, then linked to the proper one, which fails if there is one already.",
        bytes = 8,
        workers = 3)
public class LinkedSegment extends Generations {

    public LinkedSegment(Slice slice, Path directory) {
        super(slice, directory);
    }

    @Override
    final MappedFile attach(Path name) {
        OptionalInt there = Names.open(name);
        if (there.isEmpty()) {
            make(name);
            there = Names.open(name);
        }
        return MappedFile.map(there.orElseThrow(), SIZE);
    }

    private void make(Path name) {
        Path temporary = name.resolveSibling(
                name.getFileName() + "-of-" + ProcessHandle.current().pid());
        int fd = Names.create(temporary).orElseThrow();
        Descriptors.truncate(fd, SIZE);
        try (MappedFile segment = MappedFile.map(fd, SIZE)) {
            segment.opaqueLong(TICKETS, FIRST); // who opens the file sees this: it is named after this
        }
        publish(temporary, name);
        Names.remove(temporary);
    }

    /** Where another has published one meanwhile, that one is used. */
    void publish(Path temporary, Path name) {
        Names.link(temporary, name);
    }

    /** D-093: the file is renamed instead of linked, and takes the place of a segment that others use. */
    @SharedObject(
            title = "Segment made under another name and renamed",
            description =
                    "rename replaces a segment that another process has made meanwhile, so that two groups use different ones.",
            bytes = 8,
            workers = 3,
            defect = "D-093")
    public static final class Renamed extends LinkedSegment {

        public Renamed(Slice slice, Path directory) {
            super(slice, directory);
        }

        @Override
        void publish(Path temporary, Path name) {
            FileNames.rename(temporary.toString(), name.toString());
        }
    }
}
