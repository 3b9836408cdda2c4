package org.shmstress.segment;

import java.nio.file.Path;
import java.util.List;
import org.shmstress.HarnessException;

/**
 * Creates a segment of more bytes than /dev/shm has, told that there is room, as when somebody else fills it in between.
 * Argument: directory for the manifest. Says what came of it.
 */
public final class FullFileSystemMain {

    private FullFileSystemMain() {}

    public static void main(String[] arguments) {
        Scratch scratch = new Scratch(Path.of(arguments[0]));
        LeakAudit audit = LeakAudit.before(scratch.runId);
        Room believed = new Room(List.of(new Room.Bound("room as it was", Long.MAX_VALUE)));
        Layout layout = Layout.of(2, 0, 1 << 20, 0);
        try (Segment segment = Segment.create(scratch.nextName(), layout, scratch.manifest, believed)) {
            System.out.println("created " + segment.name());
        } catch (HarnessException e) {
            System.out.println(e.kind() + " " + e.getMessage() + " leaks=" + audit.after());
        }
    }
}
