package org.shmstress.fork;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/**
 * The class archive of the command's own JVM, as {@link ClassArchive} is for workers. The launcher keeps it in the distribution, one
 * per JDK, and gives it to every command; a build sweeps it away. Where it is missing, the launcher has a run note the classes
 * that it loads, and the run makes it once it has told everything that the user waits for.
 *
 * @param file where the archive is to be
 * @param classes the list, which the JVM is still writing
 */
public record CommandArchive(Path file, Path classes) {

    /** What the launcher sets: the file of the archive that is to be made. */
    static final String FILE = "shmstress.archive";

    /** What the launcher sets: the list of classes that this JVM writes. */
    static final String CLASSES = "shmstress.classes";

    /** The archive that the launcher asked for, if it did. */
    public static Optional<CommandArchive> askedFor() {
        return path(FILE).flatMap(file -> path(CLASSES).map(classes -> new CommandArchive(file, classes)));
    }

    private static Optional<Path> path(String property) {
        return Optional.ofNullable(System.getProperty(property)).map(Path::of);
    }

    /**
     * Makes it of what this JVM has loaded so far, and puts it in place by one rename.
     *
     * @return what went wrong, in words: no command fails for it
     */
    public Optional<String> make() {
        Path list = file.resolveSibling(classes.getFileName() + ".clean");
        Path draft = file.resolveSibling(classes.getFileName() + ".draft");
        try {
            try {
                ClassLists loaded = new ClassLists();
                loaded.add(classes);
                Files.write(list, loaded.lines());
                ClassArchive.dump(
                        Path.of(System.getProperty("java.home"), "bin", "java"),
                        Runtime.version().feature(),
                        List.of("-XX:+UseSerialGC"),
                        list,
                        draft,
                        System.getProperty("java.class.path"));
                Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(list);
                Files.deleteIfExists(draft);
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of("commands start slower than they could: no class archive: " + e.getMessage());
        }
    }

    /** Removes the list. */
    public void forget() {
        try {
            Files.deleteIfExists(classes);
        } catch (IOException e) {
            // It lies in the distribution, which the next build sweeps.
        }
    }
}
