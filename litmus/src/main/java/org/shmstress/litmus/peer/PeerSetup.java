package org.shmstress.litmus.peer;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.openjdk.jcstress.Options;
import org.openjdk.jcstress.infra.TestInfo;
import org.openjdk.jcstress.infra.runners.ForkedTestConfig;
import org.openjdk.jcstress.infra.runners.TestConfig;
import org.openjdk.jcstress.infra.runners.TestList;
import org.openjdk.jcstress.os.CPUMap;
import org.openjdk.jcstress.os.OSSupport;
import org.openjdk.jcstress.os.Scheduler;
import org.openjdk.jcstress.os.SchedulingClass;
import org.openjdk.jcstress.os.topology.Topology;
import org.openjdk.jcstress.vm.CompileMode;
import org.openjdk.jcstress.vm.VMSupport;

/**
 * Lets stock jcstress decide how a fork is started, and writes it down: the options that it probes for, where actors are
 * pinned, strides, compiler directives. Once for all forks, since probing takes seconds.
 *
 * <p>Arguments: a directory, then options of stock jcstress. Written there: {@code command}, one argument a line, and for each
 * test {@code NAME.config} and {@code NAME.directives}.
 */
public final class PeerSetup {
    private final Path directory;
    private final Options options;
    private final Scheduler scheduler;

    private PeerSetup(Path directory, Options options) throws IOException {
        this.directory = directory;
        this.options = options;
        OSSupport.init();
        VMSupport.initFlags(options);
        this.scheduler = new Scheduler(Topology.get(), options.getCPUCount());
    }

    /** Entry point. */
    public static void main(String[] args) throws Exception {
        Options options = new Options(Arrays.copyOfRange(args, 1, args.length));
        if (!options.parse()) {
            System.exit(2);
        }
        PeerSetup setup = new PeerSetup(Path.of(args[0]), options);
        for (String test : TestList.tests()) {
            setup.write(TestList.getInfo(test));
        }
        setup.writeCommand();
    }

    private void writeCommand() throws IOException {
        List<String> command = new ArrayList<>(VMSupport.getJavaInvokeLine());
        command.addAll(OSSupport.getJavaInvokeArguments());
        Files.write(directory.resolve("command"), command);
    }

    private void write(TestInfo info) throws IOException {
        TestConfig config = config(info);
        try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(file(info, ".directives")))) {
            config.generateDirectives(out, options.verbosity());
        }
        try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(file(info, ".config")))) {
            new ForkedTestConfig(config).write(out);
        }
    }

    /** Unified: one compilation for both actors, which ends in C2. */
    private TestConfig config(TestInfo info) throws IOException {
        SchedulingClass pinning =
                scheduler.scheduleClasses(info.threads(), options.getCPUCount(), options.affinityMode()).stream()
                        .findFirst()
                        .orElseThrow(
                                () -> new IOException("jcstress cannot schedule " + info.threads() + " actors here"));
        TestConfig config = new TestConfig(options, info, 0, List.of(), CompileMode.UNIFIED, pinning);
        CPUMap cpus = scheduler.tryAcquire(pinning);
        config.setCPUMap(cpus);
        scheduler.release(cpus);
        return config;
    }

    private Path file(TestInfo info, String suffix) {
        return directory.resolve(info.binaryName() + suffix);
    }
}
