package org.shmstress.weave;

import java.nio.file.Path;
import java.util.List;

/**
 * An object whose shared accesses are steps.
 *
 * @param jar holds its woven classes; all else is where it was
 * @param steps name of each step, by number
 */
public record Woven(Path jar, List<String> steps) {}
