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
        String name = command.getCommandSpec().qualifiedName();
        if (trouble instanceof HarnessException known) {
            print(command.getErr(), name + ": " + known.getMessage(), known);
            return ExitCodes.of(known.kind());
        }
        String what = "internal error, please report it with the trace that " + TRACE + "=1 shows: " + trouble;
        print(command.getErr(), name + ": " + what, trouble);
        return ExitCodes.HARNESS;
    }

    private static void print(PrintWriter err, String line, Exception trouble) {
        err.println(line.replaceAll("\\s*\\R\\s*", " "));
        if (System.getenv(TRACE) != null) {
            trouble.printStackTrace(err);
        }
        err.flush();
    }
}
