package org.shmstress.record;

import java.nio.file.Path;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/** How entries look on disk: the one place that configures JSON, so that writer and reader cannot drift apart. */
final class RecordFormat {
    static final String RECORD_FILE = "run.jsonl";
    static final String SUMMARY_FILE = "summary.json";

    /**
     * Strict on reading: an entry that lacks a field, or has {@code null} where a value belongs, is damaged and is reported
     * as such, instead of travelling on as a {@code null}. Fields that are not known are left out, because a writer of the
     * same schema version may add some.
     */
    static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(EnumFeature.READ_ENUMS_USING_TO_STRING)
            .disable(EnumFeature.WRITE_ENUMS_USING_TO_STRING)
            .addModule(new SimpleModule()
                    .addSerializer(Double.class, new CompactDouble(Double.class))
                    .addSerializer(double.class, new CompactDouble(double.class)))
            .build();

    private RecordFormat() {}

    static Path recordFile(Path runDirectory) {
        return runDirectory.resolve(RECORD_FILE);
    }

    /** Six decimals are a microsecond, finer than anything that a record times; whole numbers lose their {@code .0}. */
    private static final class CompactDouble extends StdSerializer<Double> {
        private static final double STEPS = 1e6;
        private static final double LARGEST = 1e9;

        CompactDouble(Class<?> type) {
            super(type);
        }

        @Override
        public void serialize(Double value, JsonGenerator out, SerializationContext context) {
            if (value == Math.rint(value) && Math.abs(value) < Long.MAX_VALUE) {
                out.writeNumber(value.longValue());
            } else if (Math.abs(value) < LARGEST) {
                out.writeNumber(Math.rint(value * STEPS) / STEPS);
            } else {
                out.writeNumber(value);
            }
        }
    }
}
