package org.shmstress.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.shmstress.cli.doctor.Doctor;
import org.shmstress.cli.doctor.Finding;
import org.shmstress.cli.doctor.Finding.Level;
import org.shmstress.verdict.ExitCodes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** {@code shmstress doctor}. */
@Command(
        name = "doctor",
        description = {
            "Tell whether this machine can run it: JDKs, CPUs, /dev/shm, limits, leftovers.",
            "",
            "Ends with 0 when a run can work (notes are no hindrance), 75 when there is no room now, 70 when it cannot work."
        },
        optionListHeading = "%nOptions:%n")
final class DoctorCommand implements Callable<Integer> {
    private static final int SCHEMA_VERSION = 1;

    @Option(names = "--json", description = "Tell it as JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    /** What {@code --json} prints. */
    private record Examination(int schemaVersion, Level worst, int exitCode, List<Finding> findings) {}

    @Override
    public Integer call() {
        List<Finding> findings = Doctor.examine();
        Level worst = Finding.worst(findings);
        PrintWriter out = spec.commandLine().getOut();
        out.print(json ? asJson(findings, worst) : asText(findings, worst));
        out.flush();
        return exitCode(worst);
    }

    static int exitCode(Level worst) {
        return switch (worst) {
            case GOOD, NOTE -> ExitCodes.PASSED;
            case NO_ROOM -> ExitCodes.TRY_LATER;
            case UNUSABLE -> ExitCodes.HARNESS;
        };
    }

    static String asJson(List<Finding> findings, Level worst) {
        Examination all = new Examination(SCHEMA_VERSION, worst, exitCode(worst), findings);
        return JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(all) + "\n";
    }

    static String asText(List<Finding> findings, Level worst) {
        int width = findings.stream().mapToInt(f -> f.topic().length()).max().orElse(0);
        StringBuilder text = new StringBuilder();
        for (Finding finding : findings) {
            text.append(String.format(
                    "%s %-" + Math.max(1, width) + "s  %s%n", mark(finding), finding.topic(), finding.fact()));
            if (!finding.advice().isEmpty()) {
                text.append(" ".repeat(width + 6)).append(finding.advice()).append(System.lineSeparator());
            }
        }
        return text.append(System.lineSeparator())
                .append(closing(worst))
                .append(System.lineSeparator())
                .toString();
    }

    private static String mark(Finding finding) {
        return switch (finding.level()) {
            case GOOD -> "ok";
            case NOTE -> " -";
            case NO_ROOM, UNUSABLE -> "!!";
        };
    }

    private static String closing(Level worst) {
        return switch (worst) {
            case GOOD -> "This machine can run it.";
            case NOTE -> "This machine can run it; mind the notes (-).";
            case NO_ROOM -> "This machine has no room for it at the moment (!!).";
            case UNUSABLE -> "This machine cannot run it as it is (!!).";
        };
    }
}
