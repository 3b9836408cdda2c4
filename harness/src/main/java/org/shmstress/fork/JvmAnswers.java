package org.shmstress.fork;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.shmstress.HarnessException;
import org.shmstress.segment.CacheDirectory;

/**
 * What JDKs have told of themselves, kept in files so that not every command has to start each of them. An answer counts as long
 * as launcher, JVM, class library and release file are what they were when it was given. A file that is stale, damaged or cannot be
 * read is as good as none; where none can be written, none is.
 *
 * @param directory where they are kept, whether or not it is there; empty for nowhere
 */
record JvmAnswers(Optional<Path> directory) {

    private static final int LINES = 6;

    /** Present or not: a JDK has its JVM in one of several places, and may have been unpacked without a release file. */
    private static final List<String> TELLING =
            List.of("bin/java", "release", "lib/modules", "lib/server/libjvm.so", "lib/jvm.cfg");

    /**
     * One JDK's answers.
     *
     * @param specification {@code java.specification.version}
     * @param version {@code java.runtime.version}
     * @param vendor {@code java.vendor}
     * @param stressFlags those of {@link JitFlags#STRESS} that it has
     */
    record Answer(String specification, String version, String vendor, List<String> stressFlags) {}

    /** In the user's cache; nowhere, where there is none. */
    static JvmAnswers ofThisUser() {
        try {
            return new JvmAnswers(Optional.of(CacheDirectory.of("jdks")));
        } catch (HarnessException unwritable) {
            return new JvmAnswers(Optional.empty());
        }
    }

    /**
     * What is known of the JDK, if it is unchanged.
     *
     * @param home its home directory, with symbolic links resolved
     */
    Optional<Answer> find(Path home) {
        if (directory.isEmpty()) {
            return Optional.empty();
        }
        try {
            List<String> lines = Files.readAllLines(file(directory.get(), home));
            if (lines.size() != LINES || !lines.get(LINES - 1).equals(Fingerprint.of(lines.subList(0, LINES - 1)))) {
                return Optional.empty();
            }
            return lines.get(0).equals(state(home))
                    ? Optional.of(new Answer(lines.get(1), lines.get(2), lines.get(3), flags(lines.get(4))))
                    : Optional.empty();
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    /** Keeps what the JDK told, if that can be. */
    void keep(Path home, Answer answer) {
        if (directory.isEmpty()) {
            return;
        }
        try {
            Files.createDirectories(directory.get());
            Path draft = Files.createTempFile(directory.get(), "jdk-", ".draft");
            try {
                Files.write(draft, lines(home, answer));
                Files.move(
                        draft,
                        file(directory.get(), home),
                        StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(draft);
            }
        } catch (IOException unwritable) {
            // The next command asks again.
        }
    }

    private static List<String> lines(Path home, Answer answer) throws IOException {
        List<String> lines = new ArrayList<>(List.of(
                state(home),
                answer.specification(),
                answer.version(),
                answer.vendor(),
                String.join(" ", answer.stressFlags())));
        lines.add(Fingerprint.of(lines));
        return lines;
    }

    private static List<String> flags(String line) {
        return line.isEmpty() ? List.of() : List.of(line.split(" "));
    }

    private static Path file(Path directory, Path home) {
        return directory.resolve(Fingerprint.of(List.of(home.toString())) + ".jdk");
    }

    private static String state(Path home) throws IOException {
        List<String> facts = new ArrayList<>(JitFlags.STRESS);
        facts.add(home.toString());
        for (String name : TELLING) {
            Path file = home.resolve(name);
            facts.add(name + " " + (Files.exists(file) ? Fingerprint.stamp(file) : "absent"));
        }
        return Fingerprint.of(facts);
    }
}
