package org.shmstress.run;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.shmstress.fork.IdleBound;
import org.shmstress.fork.WorkerHost;
import org.shmstress.fork.WorkerLife;
import org.shmstress.fork.WorkerPool;
import org.shmstress.lift.Lifter;
import org.shmstress.record.Entry;
import org.shmstress.run.script.ScriptTrials;
import org.shmstress.segment.CacheDirectory;
import org.shmstress.segment.Leak;
import org.shmstress.segment.LeakAudit;
import org.shmstress.segment.Leftovers;
import org.shmstress.segment.Manifest;
import org.shmstress.segment.SegmentName;
import org.shmstress.segment.TrialAudit;
import org.shmstress.weave.Weaver;

/** What the trials of a run share: the worker pool, the manifest of segments, and the audit that nothing stays behind. */
final class Workplace implements AutoCloseable {

    private final Preparation prepared;
    private final LeakAudit audit;
    private final TrialAudit trialAudit;
    private final Manifest manifest;
    private final WorkerPool pool;
    private final ScriptTrials scripts;
    private final AtomicLong segments = new AtomicLong();
    private final Lifter lifter = new Lifter(CacheDirectory.of("lifted"));
    private final Weaver weaver = new Weaver(CacheDirectory.of("woven"));
    private boolean closed;

    private Workplace(Preparation prepared, LeakAudit audit, Manifest manifest, WorkerPool pool) {
        this.prepared = prepared;
        this.audit = audit;
        this.trialAudit = new TrialAudit(prepared.runNumber());
        this.manifest = manifest;
        this.pool = pool;
        this.scripts = new ScriptTrials(pool, prepared.runNumber());
    }

    /** Clears what dead runs left, and opens a pool without workers. */
    static Workplace open(Preparation prepared, Archive archive) {
        Leftovers.ofThisMachine().remove(false).failures().forEach(archive::warn);
        LeakAudit audit = LeakAudit.before(prepared.runNumber());
        Manifest manifest = Manifest.open(prepared.runNumber());
        WorkerHost host = WorkerHost.of(
                prepared.directory().workers(), WorkerHost.tag(SegmentName.runText(prepared.runNumber())));
        WorkerPool pool = new WorkerPool(
                host,
                IdleBound.ofThisMachine(),
                life -> archive.write(line(life, archive)),
                Optional.of(CacheDirectory.of("archives")));
        return new Workplace(prepared, audit, manifest, pool);
    }

    private static Entry line(WorkerLife life, Archive archive) {
        return new Entry.WorkerLife(
                life.pid(),
                life.spec().jvm().feature(),
                life.spec().jit().text(),
                life.spec().path().label(),
                archive.seconds(life.startedNanos()),
                archive.seconds(life.endedNanos()),
                life.exit().describe(),
                life.log());
    }

    WorkerPool pool() {
        return pool;
    }

    ScriptTrials scripts() {
        return scripts;
    }

    Lifter lifter() {
        return lifter;
    }

    Weaver weaver() {
        return weaver;
    }

    Manifest manifest() {
        return manifest;
    }

    long runNumber() {
        return prepared.runNumber();
    }

    /** A name that no segment of this run has had. */
    SegmentName nextName() {
        return SegmentName.of(prepared.runNumber(), segments.incrementAndGet());
    }

    /** Performs trials of all kinds. */
    TrialPerformer performer() {
        return new KindPerformer(this, prepared.machine());
    }

    /** The same, and has locks that failed show how. */
    TrialPerformer showingPerformer(Interruption interruption) {
        return new RecordedAgain(
                performer(),
                (trial, lock) -> HistoryTrial.perform(this, prepared.machine(), trial, lock),
                interruption);
    }

    /** What the trial that ended just now left behind. */
    List<Leak> leaksOfTrial() {
        return trialAudit.afterTrial(pool.sinceLastAsked().and(scripts.kept()));
    }

    /** Ends all workers, orderly where they are idle. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            try {
                scripts.close();
            } finally {
                pool.close();
                manifest.close();
            }
        }
    }

    /** Makes the next run's workers start faster; asked once everything is closed. What went wrong, in words. */
    List<String> makeArchives() {
        return pool.makeArchives();
    }

    /** What the run left behind, in words; asked once everything is closed. */
    List<String> leaks() {
        return audit.after();
    }
}
