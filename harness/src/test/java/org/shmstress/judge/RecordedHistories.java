package org.shmstress.judge;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.shmstress.history.Call;
import org.shmstress.history.History;
import org.shmstress.history.Operation;
import org.shmstress.history.Response;
import org.shmstress.history.Value;

/** Reads the recorded histories of a register, and what is known of them. */
final class RecordedHistories {
    private static final String DIRECTORY = "histories/";

    private RecordedHistories() {}

    /** One history and whether it is linearizable. */
    record Recorded(String name, History history, boolean linearizable) {}

    static List<Recorded> all() {
        return rows("expected.tsv").stream()
                .map(row -> new Recorded(row[0], history(row[0]), row[1].equals("yes")))
                .toList();
    }

    static History history(String file) {
        List<Operation> closed = new ArrayList<>();
        Map<Integer, Operation> open = new HashMap<>();
        List<String[]> rows = rows(file);
        for (int position = 0; position < rows.size(); position++) {
            String[] row = rows.get(position);
            int process = Integer.parseInt(row[0]);
            if (row[1].equals("invoke")) {
                open.put(process, Operation.pending(process, call(row[2], row[3]), position));
            } else if (!row[1].equals("unknown")) {
                Operation begun = Objects.requireNonNull(open.remove(process));
                Response response = Response.returned(result(row));
                closed.add(new Operation(process, begun.call(), begun.invoked(), response, position));
            }
        }
        closed.addAll(open.values());
        return History.of(closed);
    }

    private static Call call(String operation, String values) {
        return switch (operation) {
            case "read" -> Call.of("read");
            case "write" -> Call.of("write", Value.parse(values));
            default -> Call.of("cas", Value.parse(values.split(" ")[0]), Value.parse(values.split(" ")[1]));
        };
    }

    private static Value result(String[] row) {
        return switch (row[2]) {
            case "read" -> Value.parse(row[3]);
            case "cas" -> Value.of(row[1].equals("ok"));
            default -> Value.NOTHING;
        };
    }

    private static List<String[]> rows(String file) {
        try (InputStream in = RecordedHistories.class.getResourceAsStream(DIRECTORY + file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .map(line -> line.split("\t"))
                    .toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
