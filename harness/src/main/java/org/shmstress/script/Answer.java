package org.shmstress.script;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a worker answered to an action. */
public sealed interface Answer {

    /** The answer in its text form. */
    default String text() {
        return AnswerText.write(this);
    }

    /** Reads the text form. */
    static Answer parse(String text) {
        return AnswerText.read(text);
    }

    /** The call succeeded and has no value. */
    record Ok() implements Answer {}

    /** Bytes read, or a checksum. */
    record Value(long value) implements Answer {}

    /** Increments counted by the worker itself. */
    record Count(long increments) implements Answer {}

    /** Bytes free in the file system of shared-memory objects. */
    record FreeBytes(long bytes) implements Answer {}

    /**
     * What an errand found, by name, in the order in which it tells it.
     *
     * @param values names are words without {@code =}
     */
    record Figures(Map<String, Long> values) implements Answer {
        public Figures {
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        }

        /** One of them; 0 if there is none of that name. */
        public long get(String name) {
            return values.getOrDefault(name, 0L);
        }
    }

    /**
     * What {@code fstat} says.
     *
     * @param sizeBytes {@code st_size}
     * @param identity {@code st_ino} from a worker; in a trace the number of the object, counted by creation in the script
     * @param links {@code st_nlink}
     */
    record Status(long sizeBytes, long identity, long links) implements Answer {}

    /** The call failed with this errno. */
    record Failed(String errno) implements Answer {}

    /**
     * What a function of the C library returned.
     *
     * @param value as it was returned; -1 says that most calls failed
     * @param errno the error's name if the call failed by setting it, else empty
     */
    record Returned(long value, String errno) implements Answer {}

    /** The access raised a signal, which a handler took: its number and {@code si_code}. */
    record Signalled(int signal, int code) implements Answer {}

    /**
     * How far a loop came.
     *
     * @param rounds how many it completed
     * @param last what each instruction last found or returned; 0 if it never ran
     * @param surprise index of the instruction that found what it was not to find, and so ended the loop; -1 if none did
     */
    record Looped(long rounds, List<Long> last, int surprise) implements Answer {
        public Looped {
            last = List.copyOf(last);
        }
    }

    /** The access threw. */
    record Threw(String exception) implements Answer {}

    /** The worker died. */
    record Died(String how) implements Answer {}

    /** Nothing was done, because the result would be undefined or the handle does not exist. */
    record NotRun(String reason) implements Answer {}
}
