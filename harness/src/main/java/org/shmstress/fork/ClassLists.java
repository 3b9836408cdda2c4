package org.shmstress.fork;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What several workers of one JDK have loaded, as one list. */
final class ClassLists {

    private final Set<String> classes = new LinkedHashSet<>();
    private final Set<String> callSites = new LinkedHashSet<>();

    /**
     * Adds the list that a worker wrote; one that was killed has left a part of it.
     *
     * @throws IOException if it cannot be read
     */
    void add(Path list) throws IOException {
        String text = Files.readString(list, StandardCharsets.UTF_8);
        text.substring(0, text.lastIndexOf('\n') + 1).lines().forEach(this::add);
    }

    /**
     * A line is a class, or begins with @ and tells of call sites and resolved constants. {@code source:} names where another
     * loader than the JDK's own found a class: these are a test's. Numbers serve to refer to such classes, and differ from worker to worker.
     */
    private void add(String line) {
        if (line.startsWith("@")) {
            callSites.add(line);
        } else if (!line.startsWith("#") && !line.contains(" source:")) {
            classes.add(line.replaceFirst(" id: .*", ""));
        }
    }

    boolean isEmpty() {
        return classes.isEmpty();
    }

    /** All lines, classes first. */
    List<String> lines() {
        return new ArrayList<>(
                Stream.concat(classes.stream(), callSites.stream()).toList());
    }
}
