package org.shmstress.run;

import java.nio.file.Path;
import org.shmstress.verdict.Grade;

/**
 * How a run ended.
 *
 * @param directory the run directory, with its record complete
 * @param verdict the verdict
 * @param exitCode exit code for the command
 */
public record RunResult(Path directory, Grade verdict, int exitCode) {}
