package org.shmstress.segment;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds shared-memory objects, named semaphores, and directories beside them, of this user that have a name of ours and whose owner is gone. */
final class SharedObjectScan {

    private final Path directory;

    SharedObjectScan(Path directory) {
        this.directory = directory;
    }

    List<Leftover.SharedObject> find(List<ManifestContent> manifests, List<String> failures) {
        List<Leftover.SharedObject> found = new ArrayList<>();
        try {
            for (Path file : Listing.of(directory)) {
                named(file).ifPresent(name -> {
                    try {
                        leftover(file, name, manifests).ifPresent(found::add);
                    } catch (NoSuchFileException e) {
                        // its owner has just removed it
                    } catch (IOException e) {
                        failures.add("cannot look at " + file + ": " + e);
                    }
                });
            }
        } catch (IOException e) {
            failures.add("cannot look for shared memory in " + directory + ": " + e);
        }
        return found;
    }

    private static Optional<SegmentName> named(Path file) {
        String name = file.getFileName().toString();
        return SegmentName.parse(
                name.startsWith(SegmentName.SEMAPHORE_PREFIX)
                        ? name.substring(SegmentName.SEMAPHORE_PREFIX.length())
                        : name);
    }

    private static Optional<Leftover.SharedObject> leftover(
            Path file, SegmentName name, List<ManifestContent> manifests) throws IOException {
        boolean directory = PrivateDirectory.isOne(name) && Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS);
        if (!directory && !Files.isRegularFile(file) || UserId.ownerOf(file) != UserId.own()) {
            return Optional.empty();
        }
        long inode = UserId.inodeOf(file);
        Optional<ManifestContent> manifest = manifests.stream()
                .filter(each -> each.runId() == name.runId() && each.ownerPid() == name.ownerPid())
                .findFirst();
        Optional<Long> made = manifest.flatMap(each -> each.inode(name));
        boolean another = made.isPresent() && made.get() != inode;
        if (another || !owner(file, name, manifest).isGone()) {
            return Optional.empty();
        }
        return Optional.of(new Leftover.SharedObject(name, file.getFileName().toString(), inode, Files.size(file)));
    }

    /** Best known owner: by manifest, else by header, else by the pid in the name. */
    private static Owner owner(Path file, SegmentName name, Optional<ManifestContent> manifest) throws IOException {
        Optional<Owner> listed = manifest.flatMap(ManifestContent::owner);
        return listed.isPresent() ? listed.get() : headerOwner(file).orElseGet(() -> Owner.byPidAlone(name.ownerPid()));
    }

    /** Reads by file and not by mapping: a read of a hole allocates nothing, and a file cut short cannot kill the reader. */
    private static Optional<Owner> headerOwner(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        ByteBuffer header = ByteBuffer.allocate(Header.BYTES).order(ByteOrder.nativeOrder());
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            int read = channel.read(header, 0);
            header.limit(Math.max(0, read));
        }
        return Header.ownerIn(header);
    }

    /** Removes a name, if it still stands for what was found. */
    void unlink(Leftover.SharedObject object) throws IOException {
        Path file = directory.resolve(object.fileName());
        try {
            if (UserId.inodeOf(file) == object.inode() && UserId.ownerOf(file) == UserId.own()) {
                PrivateDirectory.removeTree(file);
                Files.deleteIfExists(file);
            }
        } catch (NoSuchFileException e) {
            // somebody else cleaned at the same time, which is as good
        }
    }
}
