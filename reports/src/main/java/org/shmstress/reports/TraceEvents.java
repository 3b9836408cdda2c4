package org.shmstress.reports;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.shmstress.record.Entry.ReferenceMeasured;
import org.shmstress.record.Entry.TrialFinished;
import org.shmstress.record.Entry.WorkerLife;
import org.shmstress.record.RunRecord;
import org.shmstress.reports.model.Lives;
import org.shmstress.verdict.Grade;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes the timeline of a run in the public trace-event format, which public trace viewers open. Times are microseconds after the run's
 * start. Process 0 is the run itself, with a complete event per trial, which has its grade unless it passed; every worker JVM is a process
 * with its life on one thread, named by its JDK, and its trials on another, named by their ids.
 *
 * @see <a href="https://docs.google.com/document/d/1CvAClvFfyA5R-PhYUmn5OOQtYMH4h6I0nSsKchNAySU">Trace Event Format</a>
 */
final class TraceEvents {

    private static final double MICROS = 1e6;
    private static final long RUN = 0;
    private static final int LIFE = 0;
    private static final int TRIALS = 1;

    private final RunRecord record;
    private final Lives lives;
    private final JsonGenerator out;
    private final Map<WorkerLife, Long> processes = new HashMap<>();
    private final Set<Long> taken = new HashSet<>();

    private TraceEvents(RunRecord record, JsonGenerator out) {
        this.record = record;
        this.lives = Lives.of(record);
        this.out = out;
    }

    /** Writes all events of a run. */
    static void write(Path file, RunRecord record) throws IOException {
        try (OutputStream bytes = Files.newOutputStream(file);
                JsonGenerator out = JsonMapper.builder().build().createGenerator(bytes)) {
            new TraceEvents(record, out).writeAll();
        }
    }

    private void writeAll() {
        out.writeStartObject();
        out.writeName("displayTimeUnit");
        out.writeString("ms");
        out.writeName("traceEvents");
        out.writeStartArray();
        event(
                "process_name",
                "M",
                RUN,
                LIFE,
                0,
                Map.of("args", Map.of("name", "shmstress run " + record.run().runId())));
        lives.byStart().forEach(this::life);
        record.trials().values().forEach(trials -> trials.forEach(this::trial));
        record.references().forEach(this::reference);
        out.writeEndArray();
        out.writeEndObject();
    }

    /** Process ids come again in a long run; the later process then gets an id that no process of Linux has. */
    private long process(WorkerLife life) {
        long id = life.pid();
        while (!taken.add(id)) {
            id += 1L << 32;
        }
        processes.put(life, id);
        return id;
    }

    private void life(WorkerLife life) {
        long process = process(life);
        event(
                "JDK " + life.jdk() + ", " + life.jit() + ", " + life.accessPath(),
                "X",
                process,
                LIFE,
                life.fromSeconds(),
                Map.of("dur", micros(life.toSeconds() - life.fromSeconds())));
        if (!life.exit().startsWith("left")) {
            Map<String, Object> log = life.log().isEmpty() ? Map.of() : Map.of("args", Map.of("log", life.log()));
            event(life.exit(), "i", process, LIFE, life.toSeconds(), log);
        }
    }

    private void trial(TrialFinished trial) {
        double begin = trial.atSeconds() - trial.seconds();
        Map<String, Object> more = Map.of("dur", micros(trial.seconds()), "args", details(trial));
        event(trial.scenario(), "X", RUN, TRIALS, begin, more);
        Map<String, Object> less = Map.of("dur", micros(trial.seconds()));
        for (WorkerLife life : lives.in(trial)) {
            event(trial.trial(), "X", processes.getOrDefault(life, life.pid()), TRIALS, begin, less);
        }
    }

    private static Map<String, Object> details(TrialFinished trial) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("trial", trial.trial());
        if (trial.grade() != Grade.PASSED) {
            details.put("grade", trial.grade().name());
            details.put("reason", trial.reason());
        }
        return details;
    }

    private void reference(ReferenceMeasured measured) {
        event(
                "reference loop, ns",
                "C",
                RUN,
                LIFE,
                measured.atSeconds(),
                Map.of("args", Map.of(measured.loop(), measured.nanos())));
    }

    private void event(String name, String phase, long process, int thread, double seconds, Map<String, Object> more) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("name", name);
        event.put("ph", phase);
        event.put("pid", process);
        event.put("tid", thread);
        event.put("ts", micros(seconds));
        for (String key : List.of("dur", "args")) {
            if (more.containsKey(key)) {
                event.put(key, more.get(key));
            }
        }
        out.writePOJO(event);
    }

    private static long micros(double seconds) {
        return Math.round(seconds * MICROS);
    }
}
