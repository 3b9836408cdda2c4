package org.shmstress.segment;

import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;

/** Segments for tests: each test has a run of its own, so that tests cannot disturb each other or a real run. */
final class Scratch {

    final long runId = ThreadLocalRandom.current().nextLong();
    final Manifest manifest;
    private int created;

    Scratch(Path directory) {
        manifest = Manifest.openIn(directory, runId);
    }

    SegmentName nextName() {
        return SegmentName.of(runId, created++);
    }

    Segment create(Layout layout) {
        return Segment.create(nextName(), layout, manifest);
    }

    Segment create() {
        return create(Layout.of(2, 4_096, 65_536, 8_192));
    }

    Mapping attach(Segment segment, AccessPath path) {
        return Mapping.attach(segment.path(), segment.sizeBytes(), segment.inode(), runId, path);
    }
}
