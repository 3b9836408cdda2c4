package org.shmstress.segment;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds workers of this user whose owner is gone, by the {@link RunTag} on their command line. */
final class OrphanScan {

    private final Path proc;

    OrphanScan(Path proc) {
        this.proc = proc;
    }

    List<Leftover.Worker> find(List<String> failures) {
        try {
            long user = UserId.own();
            List<Leftover.Worker> orphans = new ArrayList<>();
            for (Path process : Listing.of(proc)) {
                if (process.getFileName().toString().matches("[0-9]{1,18}")) {
                    orphan(process, user).ifPresent(orphans::add);
                }
            }
            return orphans;
        } catch (IOException e) {
            failures.add("cannot look for orphaned workers in " + proc + ": " + e);
            return List.of();
        }
    }

    private static Optional<Leftover.Worker> orphan(Path process, long user) {
        try {
            if (UserId.ownerOf(process) != user) {
                return Optional.empty();
            }
            String pid = process.getFileName().toString();
            return tag(process).filter(tag -> isOrphan(tag, pid)).flatMap(tag -> worker(process, tag));
        } catch (IOException e) {
            return Optional.empty(); // it ended while it was looked at
        }
    }

    private static boolean isOrphan(RunTag tag, String pid) {
        long here = Incarnation.pidNamespace("self");
        boolean sameNumbers = Incarnation.pidNamespace(pid) == here;
        return sameNumbers && new Owner(tag.owner().pid(), tag.owner().startTicks(), here).isGone();
    }

    private static Optional<Leftover.Worker> worker(Path process, RunTag tag) {
        long pid = Long.parseLong(process.getFileName().toString());
        return Incarnation.of(pid).map(worker -> new Leftover.Worker(worker, tag.run(), Incarnation.isStopped(pid)));
    }

    /** The tag of a process, if it is a worker. */
    static Optional<RunTag> tag(Path process) throws IOException {
        String commandLine = Files.readString(process.resolve("cmdline"), StandardCharsets.ISO_8859_1);
        Stream<String> arguments = Arrays.stream(commandLine.split("\0"));
        return arguments.map(RunTag::parse).flatMap(Optional::stream).findFirst();
    }
}
