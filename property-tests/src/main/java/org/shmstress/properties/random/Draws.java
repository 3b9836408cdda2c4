package org.shmstress.properties.random;

import java.util.Collections;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;
import org.shmstress.posixmodel.PosixModel;
import org.shmstress.posixmodel.Traits;
import org.shmstress.script.Action;
import org.shmstress.script.Advice;
import org.shmstress.script.LockKind;
import org.shmstress.script.LockOwner;
import org.shmstress.script.OpenFlag;
import org.shmstress.script.OpenMode;
import org.shmstress.script.Protection;
import org.shmstress.script.Seal;
import org.shmstress.script.Stage;
import org.shmstress.script.Step;
import org.shmstress.script.Visibility;
import org.shmstress.script.Width;
import org.shmstress.segment.AccessPath;

/**
 * What random steps are drawn from: few names, handles, sizes and offsets, so that steps meet; sizes and offsets lie on and around the
 * edges of pages. The first of each kind is the most frequent one, and the simplest to shrink to.
 */
final class Draws {

    /** The smallest page of any machine: what is left out for its sake would be in order on larger ones. */
    private static final int SMALLEST_PAGE_BYTES = 4096;

    private Draws() {}

    /**
     * Leaves out what means nothing to so many workers. On JDK 17 by Unsafe more accesses end in death than anywhere else but with JNA;
     * what is left out for its sake is an error elsewhere.
     */
    static Meaningful filter(int workers) {
        return new Meaningful(
                new PosixModel(Collections.nCopies(workers, new Traits(AccessPath.UNSAFE, 17)), SMALLEST_PAGE_BYTES));
    }

    /** An action of any of so many workers; what it writes is signed by it, see {@link Signature}. */
    static Arbitrary<Step> steps(int workers, Arbitrary<Action> actions) {
        return Combinators.combine(Arbitraries.integers().between(0, workers - 1), actions)
                .as(Draws::signed)
                .withoutEdgeCases();
    }

    /** One step after the other. */
    static Arbitrary<Stage> sequential(int workers, Arbitrary<Action> actions) {
        return steps(workers, actions).map(Stage::of);
    }

    /** Two to so many workers at once, and now and then one alone. */
    static Arbitrary<Stage> overlapping(int workers, Arbitrary<Action> alone, Arbitrary<Action> together) {
        Arbitrary<Stage> groups = steps(workers, together)
                .list()
                .ofMinSize(2)
                .ofMaxSize(workers + 1)
                .map(Stages::together);
        return Arbitraries.frequencyOf(Tuple.of(2, sequential(workers, alone)), Tuple.of(3, groups))
                .withoutEdgeCases();
    }

    @SafeVarargs
    static Arbitrary<Action> of(Tuple2<Integer, Arbitrary<? extends Action>>... weighed) {
        return Arbitraries.frequencyOf(weighed);
    }

    static Tuple2<Integer, Arbitrary<? extends Action>> weigh(int weight, Arbitrary<? extends Action> actions) {
        return Tuple.of(weight, actions);
    }

    private static Step signed(int worker, Action action) {
        if (action instanceof Action.Write w) {
            long value = Signature.sign(worker, w.value());
            return new Step(worker, new Action.Write(w.mapping(), w.offset(), w.width(), value));
        } else if (action instanceof Action.Fill f) {
            long value = Signature.sign(worker, f.value()) & 0xff;
            return new Step(worker, new Action.Fill(f.mapping(), f.offset(), f.lengthBytes(), value));
        } else if (action instanceof Action.Copy c) {
            long value = Signature.sign(worker, c.value()) & 0xff;
            return new Step(worker, new Action.Copy(c.mapping(), c.offset(), c.lengthBytes(), value));
        }
        return new Step(worker, action);
    }

    static Arbitrary<String> names() {
        return Arbitraries.frequency(Tuple.of(4, "alpha"), Tuple.of(1, "beta"));
    }

    static Arbitrary<String> descriptors() {
        return Arbitraries.frequency(Tuple.of(4, "a"), Tuple.of(1, "b"));
    }

    static Arbitrary<String> mappings() {
        return Arbitraries.frequency(Tuple.of(4, "m"), Tuple.of(1, "n"));
    }

    static Arbitrary<Width> widths() {
        return Arbitraries.of(Width.BYTE, Width.SHORT, Width.INT, Width.LONG);
    }

    static Arbitrary<Long> sizes() {
        return Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.of(4096L, 8192L)),
                Tuple.of(2, Arbitraries.of(0L, 1L, 100L, 4095L, 4097L, 6000L, 12288L, -1L)));
    }

    static Arbitrary<Long> lengths() {
        return Arbitraries.frequencyOf(
                Tuple.of(4, Arbitraries.of(4096L, 8192L)), Tuple.of(1, Arbitraries.of(1L, 5000L, 12288L, 0L)));
    }

    /** Where bytes are accessed. */
    static Arbitrary<Long> offsets() {
        return Arbitraries.frequencyOf(
                Tuple.of(2, Arbitraries.of(0L, 4088L)),
                Tuple.of(3, Arbitraries.of(1L, 8L, 96L, 99L, 4090L, 4095L, 4096L, 5996L, 8184L, 8191L)));
    }

    /** Where ranges of pages begin. */
    static Arbitrary<Long> starts() {
        return Arbitraries.frequency(Tuple.of(4, 0L), Tuple.of(4, 4096L), Tuple.of(1, 8192L), Tuple.of(1, 100L));
    }

    static Arbitrary<Long> spans() {
        return Arbitraries.of(1L, 16L, 0L, 100L, 4000L, 4096L, 8192L);
    }

    static Arbitrary<Long> values() {
        return Arbitraries.of(0x0101010101010101L, 0x0102030405060708L, 0x0f0f0f0f0f0f0f0fL, 0L);
    }

    static Arbitrary<Integer> modes() {
        return Arbitraries.of(0600, 0400, 0644, 0);
    }

    static Arbitrary<Action.Create> create() {
        return Combinators.combine(names(), descriptors()).as(Action.Create::new);
    }

    static Arbitrary<Action.Open> open() {
        return Combinators.combine(names(), descriptors()).as(Action.Open::new);
    }

    static Arbitrary<Action.ShmOpen> shmOpen(OpenFlag... flags) {
        return Combinators.combine(
                        names(),
                        Arbitraries.of(OpenMode.values()),
                        Arbitraries.of(flags).set().ofMaxSize(flags.length),
                        modes(),
                        descriptors())
                .as(Action.ShmOpen::new);
    }

    static Arbitrary<Action.Unlink> unlink() {
        return names().map(Action.Unlink::new);
    }

    static Arbitrary<Action.Memfd> memfd() {
        return Combinators.combine(Arbitraries.of(true, false), descriptors()).as(Action.Memfd::new);
    }

    static Arbitrary<Action.Take> take(int workers) {
        return Combinators.combine(Arbitraries.integers().between(0, workers - 1), descriptors(), descriptors())
                .as(Action.Take::new);
    }

    static Arbitrary<Action.Size> size() {
        return Combinators.combine(descriptors(), sizes()).as(Action.Size::new);
    }

    static Arbitrary<Action.Allocate> allocate() {
        return Combinators.combine(descriptors(), offsets(), spans()).as(Action.Allocate::new);
    }

    static Arbitrary<Action.Stat> stat() {
        return descriptors().map(Action.Stat::new);
    }

    static Arbitrary<Action.Chmod> chmod() {
        return Combinators.combine(descriptors(), modes()).as(Action.Chmod::new);
    }

    static Arbitrary<Action.Mode> mode() {
        return descriptors().map(Action.Mode::new);
    }

    static Arbitrary<Action.Dup> dup() {
        return Combinators.combine(descriptors(), descriptors()).as(Action.Dup::new);
    }

    static Arbitrary<Action.Close> close() {
        return descriptors().map(Action.Close::new);
    }

    static Arbitrary<Action.AddSeals> seal(Seal... seals) {
        return Combinators.combine(
                        descriptors(), Arbitraries.of(seals).set().ofMinSize(1).ofMaxSize(2))
                .as(Action.AddSeals::new);
    }

    static Arbitrary<Action.Seals> seals() {
        return descriptors().map(Action.Seals::new);
    }

    static Arbitrary<Action.Lock> lock() {
        return Combinators.combine(descriptors(), Arbitraries.of(LockOwner.values()), Arbitraries.of(LockKind.values()))
                .as(Action.Lock::new);
    }

    static Arbitrary<Action.Map> map() {
        return Combinators.combine(descriptors(), lengths(), mappings()).as(Action.Map::new);
    }

    static Arbitrary<Action.Mmap> mmap() {
        return Combinators.combine(
                        descriptors(),
                        starts(),
                        lengths(),
                        Arbitraries.of(Protection.READ_WRITE, Protection.READ, Protection.READ_WRITE, Protection.NONE),
                        Arbitraries.of(Visibility.values()),
                        mappings())
                .as(Action.Mmap::new);
    }

    static Arbitrary<Action.Unmap> unmap() {
        return mappings().map(Action.Unmap::new);
    }

    static Arbitrary<Action.UnmapPart> unmapPart() {
        return Combinators.combine(mappings(), starts(), lengths()).as(Action.UnmapPart::new);
    }

    static Arbitrary<Action.Protect> protect() {
        return Combinators.combine(mappings(), starts(), lengths(), Arbitraries.of(Protection.values()))
                .as(Action.Protect::new);
    }

    static Arbitrary<Action.Sync> sync() {
        return Combinators.combine(mappings(), starts(), lengths()).as(Action.Sync::new);
    }

    static Arbitrary<Action.Advise> advise() {
        return Combinators.combine(mappings(), starts(), lengths(), Arbitraries.of(Advice.values()))
                .as(Action.Advise::new);
    }

    static Arbitrary<Action.Read> read() {
        return Combinators.combine(mappings(), offsets(), widths()).as(Action.Read::new);
    }

    static Arbitrary<Action.Write> write() {
        return Combinators.combine(mappings(), offsets(), widths(), values()).as(Action.Write::new);
    }

    static Arbitrary<Action.Fill> fill() {
        return Combinators.combine(mappings(), offsets(), spans(), values()).as(Action.Fill::new);
    }

    static Arbitrary<Action.Copy> copy() {
        return Combinators.combine(mappings(), offsets(), spans(), values()).as(Action.Copy::new);
    }

    static Arbitrary<Action.Sum> sum() {
        return Combinators.combine(mappings(), offsets(), spans()).as(Action.Sum::new);
    }
}
