package org.shmstress.properties.conformance.memory;

import static org.shmstress.properties.conformance.memory.Linux.PAGE;

import java.nio.ByteOrder;
import java.util.List;
import org.shmstress.properties.conformance.Area;
import org.shmstress.properties.conformance.Loop;
import org.shmstress.properties.conformance.NativeParty;
import org.shmstress.properties.conformance.Party;
import org.shmstress.properties.conformance.Pending;
import org.shmstress.properties.conformance.Row;
import org.shmstress.properties.conformance.Running;
import org.shmstress.properties.conformance.Scene;
import org.shmstress.script.Answer;
import org.shmstress.script.Instruction.Linear;
import org.shmstress.script.Task;
import org.shmstress.script.Width;

/** Rows about tearing, order and atomicity of accesses. */
final class MemoryOrder {

    private static final int LINE = 64;
    private static final int MANY = 100_000;

    /** Rounds that a writer may be ahead of its reader, so that they overlap. */
    private static final int AHEAD = 1_000;

    /** Times that a writer goes through all its rounds, until a reader has seen it in the middle of one. */
    private static final int TRIES = 20;

    /** Of arrays of ones and zeros. */
    private static final int COPIES = 2_000;

    /** As the functions of the native process lay them out: eight longs a slot. */
    private static final int SLOTS = 4_096;

    private static final int SLOT_BYTES = 64;

    private MemoryOrder() {}

    @Row("TEARING-X01")
    static void doesNotTearAlignedWords(Scene c) {
        Area here = c.a().map(c.a().create(c.name("x"), PAGE), PAGE);
        NativeParty h = c.helper();
        Area there = h.map(h.open(c.name("x")), PAGE);
        Running writing = c.a().begin(Loop.of(MANY).store(here, -1).store(here, 0));
        Pending reading = h.begin("count_torn", there, MANY);
        Area read = c.b().map(c.b().open(c.name("x")), PAGE);
        Running checking =
                c.b().begin(Loop.of(MANY).check(read, Loop.atLeast(-1)).check(read, Loop.atMost(0)));
        reading.returns(0);
        Running.all(writing, checking);
    }

    @Row("TEARING-X02")
    static void mayTearAcrossLinesButShowsNoForeignBytes(Scene c) {
        NativeParty writer = c.helper();
        NativeParty reader = c.helper();
        Area there = writer.map(writer.create(c.name("x"), PAGE), PAGE).at(LINE - 4);
        Area here = reader.map(reader.open(c.name("x")), PAGE).at(LINE - 4);
        Pending writing = writer.begin("alternate", there, MANY);
        long torn = reader.begin("count_torn", here, MANY)
                .outcome()
                .is("0 or more, less than 0 for foreign bytes", n -> n >= 0)
                .value();
        writing.returns(0);
        c.fact("torn of " + MANY, torn);
    }

    @Row("TEARING-X03")
    static void showsARecordHalfWritten(Scene c) {
        Area there = c.a().map(c.a().create(c.name("x"), PAGE), PAGE);
        NativeParty h = c.helper();
        Area here = h.map(h.open(c.name("x")), PAGE);
        long unequal = 0;
        for (int i = 0; i < TRIES && unequal == 0; i++) {
            Linear number = Loop.round((long) i * MANY + 1);
            Pending looking = h.begin("count_unequal", here, (i + 1L) * MANY);
            c.a().begin(Loop.of(MANY).store(there, number).store(there.at(8), number))
                    .completes();
            unequal = looking.outcome().succeeds().value();
        }
        c.fact("looks at a record half written", unequal);
        c.holds("it was seen half written", unequal > 0);
    }

    /** By handles of buffers everywhere, and by those of memory segments on JDKs that have them. */
    @Row("TEARING-X04")
    static void refusesMisalignedAtomicAccess(Scene c) {
        Area there = c.a().map(c.a().create(c.name("x"), PAGE), PAGE);
        c.a().putLong(there, -1);
        for (Party party : List.of(c.a(), c.b(), c.d())) {
            Answer.Figures figures = party.errand(Task.MISALIGNED, party.mapByChannel("x", PAGE));
            c.same("refused by a buffer", figures.get("tried"), figures.get("refused"));
            if (figures.get("with-segments") == 1) {
                c.same("refused by a segment", figures.get("tried"), figures.get("refused-by-segments"));
            }
        }
        c.a().hasLong(there, -1);
    }

    @Row("TEARING-X05")
    static void ordersWhatWasStoredBeforeARelease(Scene c) {
        Area there = c.a().map(c.a().create(c.name("x"), PAGE), PAGE);
        Area here = c.b().map(c.b().open(c.name("x")), PAGE);
        c.a().putLong(there.at(1024), AHEAD);
        Running reading = c.b().begin(Loop.of(MANY)
                .until(here, Loop.atLeast(Loop.round(1)))
                .check(here.at(512), Loop.atLeast(Loop.growing(3, 3)))
                .publish(here.at(1024), Loop.round(AHEAD)));
        Running writing = c.a().begin(Loop.of(MANY)
                .store(there.at(512), Loop.growing(3, 3))
                .publish(there, Loop.round(1))
                .until(there.at(1024), Loop.atLeast(Loop.round(0))));
        Running.all(writing, reading);
    }

    @Row("TEARING-X06")
    static void buffersStoresUnlessFenced(Scene c) {
        c.fact("both read zero, with release and acquire, of " + SLOTS, bothZero(c, "plain", 0));
        c.same("both read zero, fenced", 0L, bothZero(c, "fenced", 1));
    }

    /** Two processes store to one word each and load the other's; how often both loads find nothing. */
    private static long bothZero(Scene c, String object, int fenced) {
        int bytes = (SLOTS + 1) * SLOT_BYTES;
        NativeParty one = c.helper();
        NativeParty other = c.helper();
        Area there = one.map(one.create(c.name(object), bytes), bytes);
        Area here = other.map(other.open(c.name(object)), bytes);
        Pending first = one.begin("buffer_stores", there, 0, SLOTS, fenced);
        Pending second = other.begin("buffer_stores", here, 1, SLOTS, fenced);
        first.returns(SLOTS);
        second.returns(SLOTS);
        return one.call("count_both_zero", there, SLOTS).value();
    }

    @Row("TEARING-X07")
    static void losesNoAtomicUpdate(Scene c) {
        Area one = c.a().map(c.a().create(c.name("x"), PAGE), PAGE);
        Area two = c.b().map(c.b().open(c.name("x")), PAGE);
        Area three = c.d().map(c.d().open(c.name("x")), PAGE);
        Running.all(
                c.a().begin(Loop.of(MANY).add(one, 1).increment(one.at(LINE))),
                c.b().begin(Loop.of(MANY).add(two, 1).increment(two.at(LINE))),
                c.d().begin(Loop.of(MANY).add(three, 1).increment(three.at(LINE))));
        c.a().hasLong(one, 3L * MANY);
        c.fact("control: left of " + 3 * MANY + " plain increments", c.a().getLong(one.at(LINE)));
    }

    @Row("TEARING-X08")
    static void doesNotNoticeAValueThatCameBack(Scene c) {
        Area there = c.a().map(c.a().create(c.name("x"), PAGE), PAGE);
        NativeParty h = c.helper();
        Area here = h.map(h.open(c.name("x")), PAGE);
        c.a().putLong(there, 1);
        h.hasLong(here, 1);
        c.a().putLong(there, 2);
        c.a().putLong(there, 1);
        h.call("compare_and_set", here, 1, 3).returns(1);
        c.a().hasLong(there, 3);
        h.call("compare_and_set", here, 1, 4).returns(0);
        c.a().hasLong(there, 3);
    }

    @Row("TEARING-X09")
    static void copiesInNoOrderButNothingForeign(Scene c) {
        int bytes = 16 * PAGE;
        c.a().create(c.name("x"), bytes);
        Area stop = c.a().map(c.a().create(c.name("stop"), PAGE), PAGE);
        NativeParty h = c.helper();
        Area here = h.map(h.open(c.name("x")), bytes);
        Pending looking = h.begin("count_mixed", here, bytes / Long.BYTES, h.map(h.open(c.name("stop")), PAGE));
        Answer.Figures copying = c.a().errand(Task.COPIES, c.a().mapByChannel("x", bytes), COPIES);
        c.same("copies", (long) COPIES, copying.get("copies"));
        c.a().putLong(stop, 1);
        long mixed = looking.outcome()
                .is("0 or more, less than 0 for foreign bytes", n -> n >= 0)
                .value();
        c.fact(copying.get("of-segments") == 1 ? "passes in a copy of segments" : "passes in a copy of buffers", mixed);
    }

    @Row("TEARING-X10")
    static void keepsValuesAndTheOrderOfTheirBytes(Scene c) {
        Area there = c.a().map(c.a().create(c.name("x"), PAGE), PAGE);
        NativeParty h = c.helper();
        Area here = h.map(h.open(c.name("x")), PAGE);
        boolean little = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
        for (Width width : Width.values()) {
            long value = width.keep(0x8877665544332211L);
            c.a().put(there, width, value);
            c.same(width + " as a whole", value, h.get(here, width));
            long first = little ? 0x11 : value >>> 8 * (width.bytes() - 1) & 0xff;
            c.same("first byte of " + width, first, h.get(here, Width.BYTE));
        }
        long notANumber = Double.doubleToRawLongBits(Double.NaN) | 0xdead;
        c.a().putLong(there, notANumber);
        h.hasLong(here, notANumber);
        c.a().putInt(there, Float.floatToRawIntBits(-0.0f));
        h.has(here, Float.floatToRawIntBits(-0.0f));
    }
}
