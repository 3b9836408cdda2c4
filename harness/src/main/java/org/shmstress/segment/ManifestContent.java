package org.shmstress.segment;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A manifest as read by somebody else than its writer, who may have been killed in the middle of a line.
 *
 * @param file where it is
 * @param runId run
 * @param ownerPid owner's pid, from the file's name
 * @param owner all that identifies the owner, if the writer came so far
 * @param inodes inode by file name, of objects that were made and not removed
 */
record ManifestContent(Path file, long runId, long ownerPid, Optional<Owner> owner, Map<String, Long> inodes) {

    private static final Pattern FILE_NAME = Pattern.compile("([0-9a-f]{16})-(\\d{1,18})");
    private static final Pattern OWNER_LINE = Pattern.compile("owner (\\d{1,18}) (\\d{1,18}) (\\d{1,18}) (\\d{1,18})");
    private static final Pattern MADE_LINE = Pattern.compile("made (\\S+) (\\d{1,19})");

    /** Reads a file; empty if its name or first line is not that of a manifest. */
    static Optional<ManifestContent> read(Path file) throws IOException {
        Matcher name = FILE_NAME.matcher(file.getFileName().toString());
        if (!name.matches()) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(file, StandardCharsets.ISO_8859_1);
        if (!lines.isEmpty() && !lines.get(0).equals(Manifest.FIRST_LINE)) {
            return Optional.empty();
        }
        long runId = Long.parseUnsignedLong(name.group(1), 16);
        return Optional.of(
                new ManifestContent(file, runId, Long.parseLong(name.group(2)), owner(lines), inodes(lines)));
    }

    private static Optional<Owner> owner(List<String> lines) {
        return lines.stream()
                .map(OWNER_LINE::matcher)
                .filter(Matcher::matches)
                .findFirst()
                .map(matcher -> new Owner(
                        Long.parseLong(matcher.group(1)),
                        Long.parseLong(matcher.group(2)),
                        Long.parseLong(matcher.group(3))));
    }

    private static Map<String, Long> inodes(List<String> lines) {
        Map<String, Long> inodes = new HashMap<>();
        for (String line : lines) {
            Matcher made = MADE_LINE.matcher(line);
            if (made.matches()) {
                inodes.put(made.group(1), Long.parseLong(made.group(2)));
            } else if (line.startsWith("gone ")) {
                inodes.remove(line.substring("gone ".length()));
            }
        }
        return Map.copyOf(inodes);
    }

    /** What the name of an object stood for when it was made, if that is known. */
    Optional<Long> inode(SegmentName name) {
        return Optional.ofNullable(inodes.get(name.fileName()));
    }

    /** The owner as far as the file tells: with the start tick, or else by pid alone. */
    Owner knownOwner() {
        return owner.orElseGet(() -> Owner.byPidAlone(ownerPid));
    }
}
