package org.shmstress.cli;

import java.io.PrintWriter;
import org.shmstress.HarnessException;
import org.shmstress.verdict.ExitCodes;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * How trouble is told to a user: one line on standard error and an exit code. A stack trace helps only those who change this
 * product; they ask for it with the environment variable {@value #TRACE}.
 */
final class Complaint {
    static final String TRACE = "SHMSTRESS_TRACE";

    private Complaint() {}

    static int aboutUsage(ParameterException trouble, String[] args) {
        CommandLine command = trouble.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        String hint = " (see '" + name + " --help')";
        print(command.getErr(), name + ": " + trouble.getMessage() + hint, trouble);
        return ExitCodes.USAGE;
    }

    static int aboutFailure(Exception trouble, CommandLine command, ParseResult parsed) {
        print(command.getErr(), command.getCommandSpec().qualifiedName() + ": " + words(trouble), trouble);
        return trouble instanceof HarnessException known ? ExitCodes.of(known.kind()) : ExitCodes.HARNESS;
    }

    /** What went wrong, in words. */
    private static String words(Throwable trouble) {
        if (trouble instanceof HarnessException known) {
            return String.valueOf(known.getMessage());
        }
        return trouble instanceof OutOfMemoryError
                ? "out of memory (" + trouble.getMessage() + "); SHMSTRESS_JAVA_OPTS=-Xmx4g gives a larger heap"
                : "internal error, please report it with the trace that " + TRACE + "=1 shows: " + trouble;
    }

    /** Trouble after which the command goes on. */
    static void aside(Throwable trouble, PrintWriter err) {
        print(err, "shmstress: " + words(trouble), trouble);
    }

    /** What ended the command from within, maybe for want of the very memory that words need. */
    static int aboutError(Throwable trouble, PrintWriter err) {
        try {
            aside(trouble, err);
        } catch (Error again) {
            return ExitCodes.HARNESS; // which says it, too
        }
        return ExitCodes.HARNESS;
    }

    private static void print(PrintWriter err, String line, Throwable trouble) {
        err.println(line.replaceAll("\\s*\\R\\s*", " "));
        if (System.getenv(TRACE) != null) {
            trouble.printStackTrace(err);
        }
        err.flush();
    }
}
