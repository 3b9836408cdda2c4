package org.shmstress.properties.conformance;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.shmstress.HarnessException;

/** The table {@code posix-assertions.tsv}. */
final class Promises {

    private static final String TABLE = "posix-assertions.tsv";

    private Promises() {}

    /** All rows by id, in the order of the table. */
    static Map<String, Promise> all() {
        List<String> lines = lines();
        List<String> header = List.of(lines.get(0).split("\t", -1));
        Map<String, Promise> all = new LinkedHashMap<>();
        for (String line : lines.subList(1, lines.size())) {
            List<String> cells = List.of(line.split("\t", -1));
            Promise promise = new Promise(
                    cells.get(header.indexOf("id")),
                    cells.get(header.indexOf("interface")),
                    cells.get(header.indexOf("assertion")),
                    cells.get(header.indexOf("cross_process")).startsWith("yes"),
                    cells.get(header.indexOf("how")),
                    cells.get(header.indexOf("source")),
                    Integer.parseInt(cells.get(header.indexOf("tier"))));
            if (all.put(promise.id(), promise) != null) {
                throw new HarnessException(TABLE + " has two rows " + promise.id());
            }
        }
        return all;
    }

    private static List<String> lines() {
        try (InputStream in = Promises.class.getResourceAsStream(TABLE)) {
            byte[] bytes = Objects.requireNonNull(in, TABLE).readAllBytes();
            return new ArrayList<>(
                    new String(bytes, StandardCharsets.UTF_8).lines().toList());
        } catch (IOException e) {
            throw new HarnessException("cannot read " + TABLE, e);
        }
    }
}
