package org.shmstress.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.shmstress.HarnessException;
import org.shmstress.record.RecordReader;
import org.shmstress.record.RunRecord;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * The command of a run that goes on: the recorded one, with what may be asked anew.
 *
 * @param command it
 * @param seed the run's, drawn or given
 */
record Resume(RunCommand command, long seed) {

    /** What decides nothing about which trials are run. */
    private static final Set<String> ASKED_ANEW =
            Set.of("--resume", "--plain", "--junit-xml", "--expect-at-least", "--unknown", "--quarantine");

    /**
     * Reads the record for the command.
     *
     * @param given what is on the command line beside {@code --resume}
     * @throws HarnessException of kind USAGE if there is no run to be resumed, or another one is asked for
     */
    static Resume of(Path directory, ParseResult given) {
        RunRecord record = RecordReader.read(directory);
        List<String> recorded = record.run().command();
        if (recorded.isEmpty() || !recorded.get(0).equals("run")) {
            throw refused(directory, "it is no run but '" + String.join(" ", recorded) + "'");
        }
        List<String> arguments = new ArrayList<>(recorded);
        ParseResult before = parse(recorded);
        for (OptionSpec option : given.matchedOptions()) {
            if (ASKED_ANEW.contains(option.longestName())) {
                option.originalStringValues().forEach(value -> arguments.add(option.longestName() + "=" + value));
            } else {
                requireSame(directory, option, before);
            }
        }
        RunCommand command = (RunCommand) parse(arguments).commandSpec().userObject();
        return new Resume(command, record.run().seed());
    }

    private static ParseResult parse(List<String> arguments) {
        CommandLine main = Main.commandLine().setOverwrittenOptionsAllowed(true);
        return main.parseArgs(arguments.toArray(String[]::new)).subcommand();
    }

    private static void requireSame(Path directory, OptionSpec given, ParseResult before) {
        String name = given.longestName();
        List<String> then =
                before.hasMatchedOption(name) ? before.matchedOption(name).originalStringValues() : List.of();
        if (!then.equals(given.originalStringValues())) {
            throw refused(
                    directory,
                    name + " was " + (then.isEmpty() ? "not given" : String.join(" and ", then))
                            + " there; leave it out");
        }
    }

    private static HarnessException refused(Path directory, String why) {
        return new HarnessException(HarnessException.Kind.USAGE, "cannot resume the run in " + directory + ": " + why);
    }
}
