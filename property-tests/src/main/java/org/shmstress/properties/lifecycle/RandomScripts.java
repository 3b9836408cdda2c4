package org.shmstress.properties.lifecycle;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import org.shmstress.observation.Observation.Scripts;
import org.shmstress.posixmodel.PosixModel;
import org.shmstress.posixmodel.Traits;
import org.shmstress.properties.Findings;
import org.shmstress.properties.Meaningful;
import org.shmstress.properties.Merge;
import org.shmstress.properties.ScriptProperty;
import org.shmstress.scenario.Scenario;
import org.shmstress.scenario.Scenario.ScriptTest;
import org.shmstress.scenario.ScriptRunner;
import org.shmstress.script.Action;
import org.shmstress.script.Advice;
import org.shmstress.script.LockKind;
import org.shmstress.script.LockOwner;
import org.shmstress.script.OpenFlag;
import org.shmstress.script.OpenMode;
import org.shmstress.script.Protection;
import org.shmstress.script.Seal;
import org.shmstress.script.Step;
import org.shmstress.script.Visibility;
import org.shmstress.script.Width;
import org.shmstress.segment.AccessPath;

/**
 * Whatever three processes do with two names, one after the other, agrees with the reference model: create and open with any
 * flags and modes, size, allocate, stat, chmod, dup, map shared and private at any offset and protection, read, write, fill,
 * sum, protect, sync, advise, unmap whole and in part, seal, lock, close and unlink in any order. What no table thought of is
 * found here.
 *
 * <p>Few names, handles, sizes and offsets, so that steps meet; sizes and offsets lie on and around the edges of pages.
 */
public final class RandomScripts {

    private static final int WORKERS = 3;
    private static final int MAX_TRIES = 1_000_000;

    private static final List<Merge> MERGES = List.of(
            new Merge("2:", "0:"),
            new Merge("1:", "0:"),
            new Merge("2:", "1:"),
            new Merge("beta", "alpha"),
            new Merge("b", "a"),
            new Merge("n", "m"));

    /** About one in eight of them means something where it falls. */
    private static final int MAX_STEPS = 120;

    /** The smallest page of any machine: what is left out for its sake would be in order on larger ones. */
    private static final int SMALLEST_PAGE_BYTES = 4096;

    private RandomScripts() {}

    /** The scenario. */
    public static Scenario scenario() {
        return new ScriptTest(
                "lifecycle/RandomScripts",
                "Random scripts of three processes agree with the model",
                "Three processes create, open, size, map, write, read, unmap, close and unlink two names in random order;"
                        + " every answer must be one that the reference model allows. A script that disagrees is shrunk.",
                Set.of("property"),
                WORKERS,
                EnumSet.allOf(AccessPath.class),
                RandomScripts::explore);
    }

    private static Scripts explore(ScriptRunner runner, long seed, Duration budget) {
        Findings findings = new Findings();
        Sharing sharing = new Sharing();
        long start = System.nanoTime();
        property().explore(runner, seed, budget, findings, sharing::watch);
        double seconds = (System.nanoTime() - start) / 1e9;
        sharing.witness().forEach(findings::witness);
        findings.measured("scripts per second", Math.round(findings.tries() / seconds));
        return findings.observation();
    }

    /** The property by itself, for any runner. */
    public static ScriptProperty property() {
        var filter = new Meaningful(new PosixModel(
                Collections.nCopies(WORKERS, new Traits(AccessPath.BYTE_BUFFER, 17)), SMALLEST_PAGE_BYTES));
        Arbitrary<Step> steps = Combinators.combine(Arbitraries.integers().between(0, WORKERS - 1), actions())
                .as(RandomScripts::signed)
                .withoutEdgeCases();
        return new ScriptProperty(steps, filter, MERGES, MAX_STEPS, MAX_TRIES);
    }

    /** Whatever a worker writes is signed by it, see {@link Signature}. */
    private static Step signed(int worker, Action action) {
        if (action instanceof Action.Write w) {
            long value = Signature.sign(worker, w.value());
            return new Step(worker, new Action.Write(w.mapping(), w.offset(), w.width(), value));
        } else if (action instanceof Action.Fill f) {
            long value = Signature.sign(worker, f.value()) & 0xff;
            return new Step(worker, new Action.Fill(f.mapping(), f.offset(), f.lengthBytes(), value));
        }
        return new Step(worker, action);
    }

    private static Arbitrary<Action> actions() {
        return Arbitraries.frequencyOf(
                Tuple.of(67, ofWholeObjects()),
                Tuple.of(5, ofOpening()),
                Tuple.of(6, ofDescriptors()),
                Tuple.of(6, ofMappings()),
                Tuple.of(6, ofPages()));
    }

    private static Arbitrary<Action> ofWholeObjects() {
        return Arbitraries.frequencyOf(
                Tuple.of(4, Combinators.combine(names(), descriptors()).as(Action.Create::new)),
                Tuple.of(9, Combinators.combine(names(), descriptors()).as(Action.Open::new)),
                Tuple.of(1, names().map(Action.Unlink::new)),
                Tuple.of(6, Combinators.combine(descriptors(), sizes()).as(Action.Size::new)),
                Tuple.of(3, descriptors().map(Action.Stat::new)),
                Tuple.of(1, descriptors().map(Action.Close::new)),
                Tuple.of(
                        12,
                        Combinators.combine(descriptors(), lengths(), mappings())
                                .as(Action.Map::new)),
                Tuple.of(1, mappings().map(Action.Unmap::new)),
                Tuple.of(
                        12, Combinators.combine(mappings(), offsets(), widths()).as(Action.Read::new)),
                Tuple.of(
                        10,
                        Combinators.combine(mappings(), offsets(), widths(), values())
                                .as(Action.Write::new)),
                Tuple.of(
                        4,
                        Combinators.combine(mappings(), offsets(), spans(), values())
                                .as(Action.Fill::new)),
                Tuple.of(4, Combinators.combine(mappings(), offsets(), spans()).as(Action.Sum::new)));
    }

    private static Arbitrary<Action> ofOpening() {
        return Arbitraries.frequencyOf(
                Tuple.of(
                        4,
                        Combinators.combine(
                                        names(),
                                        Arbitraries.of(OpenMode.values()),
                                        Arbitraries.of(OpenFlag.values()).set().ofMaxSize(3),
                                        modes(),
                                        descriptors())
                                .as(Action.ShmOpen::new)),
                Tuple.of(
                        1,
                        Combinators.combine(Arbitraries.of(true, false), descriptors())
                                .as(Action.Memfd::new)));
    }

    private static Arbitrary<Action> ofDescriptors() {
        return Arbitraries.frequencyOf(
                Tuple.of(
                        2,
                        Combinators.combine(descriptors(), offsets(), spans()).as(Action.Allocate::new)),
                Tuple.of(1, Combinators.combine(descriptors(), modes()).as(Action.Chmod::new)),
                Tuple.of(1, descriptors().map(Action.Mode::new)),
                Tuple.of(2, Combinators.combine(descriptors(), descriptors()).as(Action.Dup::new)),
                Tuple.of(
                        2,
                        Combinators.combine(
                                        descriptors(),
                                        Arbitraries.of(Seal.values())
                                                .set()
                                                .ofMinSize(1)
                                                .ofMaxSize(2))
                                .as(Action.AddSeals::new)),
                Tuple.of(1, descriptors().map(Action.Seals::new)),
                Tuple.of(
                        3,
                        Combinators.combine(
                                        descriptors(),
                                        Arbitraries.of(LockOwner.values()),
                                        Arbitraries.of(LockKind.values()))
                                .as(Action.Lock::new)));
    }

    private static Arbitrary<Action> ofMappings() {
        Arbitrary<Long> starts =
                Arbitraries.frequency(Tuple.of(4, 0L), Tuple.of(3, 4096L), Tuple.of(1, 8192L), Tuple.of(1, 100L));
        return Combinators.combine(
                        descriptors(),
                        starts,
                        lengths(),
                        Arbitraries.of(Protection.READ_WRITE, Protection.READ, Protection.READ_WRITE, Protection.NONE),
                        Arbitraries.of(Visibility.values()),
                        mappings())
                .as(Action.Mmap::new);
    }

    private static Arbitrary<Action> ofPages() {
        Arbitrary<Long> starts = Arbitraries.frequency(Tuple.of(4, 0L), Tuple.of(4, 4096L), Tuple.of(1, 100L));
        return Arbitraries.frequencyOf(
                Tuple.of(1, Combinators.combine(mappings(), starts, lengths()).as(Action.UnmapPart::new)),
                Tuple.of(
                        2,
                        Combinators.combine(mappings(), starts, lengths(), Arbitraries.of(Protection.values()))
                                .as(Action.Protect::new)),
                Tuple.of(1, Combinators.combine(mappings(), starts, lengths()).as(Action.Sync::new)),
                Tuple.of(
                        2,
                        Combinators.combine(mappings(), starts, lengths(), Arbitraries.of(Advice.values()))
                                .as(Action.Advise::new)));
    }

    private static Arbitrary<Integer> modes() {
        return Arbitraries.of(0600, 0400, 0644, 0);
    }

    private static Arbitrary<String> names() {
        return Arbitraries.frequency(Tuple.of(4, "alpha"), Tuple.of(1, "beta"));
    }

    private static Arbitrary<String> descriptors() {
        return Arbitraries.frequency(Tuple.of(4, "a"), Tuple.of(1, "b"));
    }

    private static Arbitrary<String> mappings() {
        return Arbitraries.frequency(Tuple.of(4, "m"), Tuple.of(1, "n"));
    }

    private static Arbitrary<Width> widths() {
        return Arbitraries.of(Width.BYTE, Width.SHORT, Width.INT, Width.LONG);
    }

    private static Arbitrary<Long> sizes() {
        return Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.of(4096L, 8192L)),
                Tuple.of(2, Arbitraries.of(0L, 1L, 100L, 4095L, 4097L, 6000L, 12288L, -1L)));
    }

    private static Arbitrary<Long> lengths() {
        return Arbitraries.frequencyOf(
                Tuple.of(4, Arbitraries.of(4096L, 8192L)), Tuple.of(1, Arbitraries.of(1L, 5000L, 12288L, 0L)));
    }

    private static Arbitrary<Long> offsets() {
        return Arbitraries.frequencyOf(
                Tuple.of(2, Arbitraries.of(0L, 4088L)),
                Tuple.of(3, Arbitraries.of(1L, 8L, 96L, 99L, 4090L, 4095L, 4096L, 5996L, 8184L, 8191L)));
    }

    private static Arbitrary<Long> spans() {
        return Arbitraries.of(1L, 16L, 0L, 100L, 4000L, 4096L, 8192L);
    }

    private static Arbitrary<Long> values() {
        return Arbitraries.of(0x0101010101010101L, 0x0102030405060708L, 0x0f0f0f0f0f0f0f0fL, 0L);
    }
}
