package org.shmstress.cli.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.shmstress.fork.WorkerCommand;
import org.shmstress.plan.Jvm;
import org.shmstress.segment.AccessPath;
import org.shmstress.segment.Layout;
import org.shmstress.segment.Manifest;
import org.shmstress.segment.Segment;
import org.shmstress.segment.SegmentName;
import org.shmstress.worker.operations.CostMain;

/** JVMs as workers are, in which {@code CostMain} and its like measure what workers' own doings cost, and the segments for it. */
final class CostJvm implements AutoCloseable {

    private final Jvm jvm;
    private final Path distribution;
    private final Child child;
    private final long run = RandomGenerator.getDefault().nextLong();
    private final Manifest manifest = Manifest.open(run);
    private long segments;

    CostJvm(Jvm jvm, Path distribution, Child child) {
        this.jvm = jvm;
        this.distribution = distribution;
        this.child = child;
    }

    Segment segment(Layout layout) {
        return Segment.create(SegmentName.of(run, ++segments), layout, manifest);
    }

    /** A JVM on that segment. */
    Child.Dialogue on(String name, Segment segment, AccessPath path, List<String> more) {
        List<String> arguments = new ArrayList<>(whereabouts(segment));
        arguments.add(path.name());
        arguments.addAll(more);
        return start(name, arguments);
    }

    /** What a program must know to attach it. */
    List<String> whereabouts(Segment segment) {
        return List.of(
                segment.path().toString(),
                Long.toString(segment.sizeBytes()),
                Long.toString(segment.inode()),
                Long.toString(run));
    }

    Child.Dialogue start(String name, List<String> arguments) {
        return start(name, CostMain.class, arguments);
    }

    Child.Dialogue start(String name, Class<?> main, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(jvm.java().toString()));
        command.addAll(WorkerCommand.flags(jvm));
        command.addAll(List.of("-cp", distribution.resolve("workers") + "/*", main.getName()));
        command.addAll(arguments);
        return child.converse(name, command);
    }

    @Override
    public void close() {
        manifest.close();
    }
}
