package org.shmstress.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.shmstress.HarnessException;
import org.shmstress.record.ShellWord;

/** Where a run leaves its files. */
public record RunDirectory(Path root) {

    /** Makes the directory; an existing one must be empty. */
    public static RunDirectory create(Path root) {
        RunDirectory directory = new RunDirectory(empty(root));
        empty(directory.workers());
        return directory;
    }

    /** The directory of a run that goes on. */
    static RunDirectory again(Path root) {
        return new RunDirectory(root);
    }

    /**
     * Makes a directory, or takes one that is empty.
     *
     * @throws HarnessException of kind USAGE if it cannot be used, with the reason
     */
    public static Path empty(Path root) {
        try {
            Files.createDirectories(root);
            try (Stream<Path> entries = Files.list(root)) {
                if (entries.findAny().isPresent()) {
                    throw new HarnessException(
                            HarnessException.Kind.USAGE,
                            "cannot write into " + root + ": it is not empty; name another with --out");
                }
            }
            return root;
        } catch (IOException e) {
            throw new HarnessException(
                    HarnessException.Kind.USAGE,
                    "cannot write into " + root + ": " + reason(e) + "; name another with --out",
                    e);
        }
    }

    private static String reason(IOException e) {
        return e instanceof java.nio.file.AccessDeniedException
                ? "permission denied"
                : e.getClass().getSimpleName() + " " + e.getMessage();
    }

    private static Path forTyping(Path file) {
        Path here = Path.of("").toAbsolutePath();
        if (file.equals(here)) {
            return Path.of(".");
        }
        return file.startsWith(here) ? here.relativize(file) : file;
    }

    /** Any path as one types it: relative to where the user is, if it is below that, and one word to a shell. */
    public static String typed(Path path) {
        return ShellWord.quoted(forTyping(path).toString());
    }

    /** Scripts that failed, one file per trial. */
    Path scripts() {
        return root.resolve("scripts");
    }

    /** Logs and crash files of the workers. */
    public Path workers() {
        return root.resolve("workers");
    }

    /** The record. */
    public Path record() {
        return root.resolve("run.jsonl");
    }
}
