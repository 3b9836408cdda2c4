package org.shmstress.cli;

import java.io.PrintWriter;
import java.util.Set;
import java.util.function.Supplier;
import org.shmstress.fork.CommandArchive;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The root of the {@code shmstress} command. */
@Command(
        name = "shmstress",
        description = {
            "Finds out whether shared memory between JVM processes really works on this machine: forks several JVMs,"
                    + " maps one segment into all of them, makes them race and die, and judges what was seen."
        },
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n",
        optionListHeading = "%nOptions:%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:passed",
            "1:defects found",
            "2:the command line cannot be used",
            "3:inconclusive: something ran but proves nothing",
            "4:nothing ran, or less than expected",
            "70:the harness could not do its work",
            "75:no room at the moment (/dev/shm, memory, processes): try again later",
            "130:interrupted"
        },
        footer = {"", "Begin with 'shmstress run'; 'shmstress COMMAND --help' explains one command."},
        subcommands = {
            RunCommand.class,
            ListCommand.class,
            ExplainCommand.class,
            RepeatCommand.class,
            ReportCommand.class,
            CompareCommand.class,
            HistoryCommand.class,
            CalibrateCommand.class,
            BenchCommand.class,
            DoctorCommand.class,
            CleanCommand.class
        },
        versionProvider = Version.class)
public final class Main implements Runnable {
    private static final Set<Integer> WITH_VERDICT = Set.of(0, 1, 3);

    @Spec
    private CommandSpec spec;

    private Main() {}

    /** Runs the command and ends the JVM with its exit code. */
    public static void main(String[] args) {
        System.exit(run(Main::commandLine, new PrintWriter(System.err, true), args));
    }

    /** picocli hands on only exceptions; with an error that leaves {@code main} the JVM would end with 1, which says that defects were found. */
    static int run(Supplier<CommandLine> command, PrintWriter err, String... args) {
        try {
            int exitCode = command.get().execute(args);
            CommandArchive.askedFor().ifPresent(archive -> settle(archive, exitCode));
            return exitCode;
        } catch (RuntimeException | Error trouble) {
            return Complaint.aboutError(trouble, err);
        }
    }

    /** Only what came to a verdict has loaded what commands load. */
    private static void settle(CommandArchive archive, int exitCode) {
        if (WITH_VERDICT.contains(exitCode)) {
            archive.make().ifPresent(complaint -> System.err.println("shmstress: " + complaint));
        }
        archive.forget();
    }

    static CommandLine commandLine() {
        CommandLine root = new CommandLine(new Main());
        addHelp(root);
        return root.setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(Complaint::aboutUsage)
                .setExecutionExceptionHandler(Complaint::aboutFailure);
    }

    private static void addHelp(CommandLine command) {
        command.getCommandSpec().mixinStandardHelpOptions(true);
        command.getSubcommands().values().forEach(Main::addHelp);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }
}
