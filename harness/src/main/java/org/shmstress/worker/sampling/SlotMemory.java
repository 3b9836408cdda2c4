package org.shmstress.worker.sampling;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.shmstress.api.spi.LiftedTest;
import org.shmstress.api.spi.SliceAccess;
import org.shmstress.api.spi.SlotWindow;
import org.shmstress.protocol.Cell;
import org.shmstress.protocol.ColumnMap;
import org.shmstress.protocol.OutcomeTask;
import org.shmstress.protocol.Setting;
import org.shmstress.protocol.SlotMap;
import org.shmstress.segment.View;
import org.shmstress.segment.WorkerMemory;
import org.shmstress.worker.sampling.Prototype.Anchor;

/** One setting made concrete: where its slots lie for this actor, and how they are reset. */
final class SlotMemory implements RoundMemory {

    /** What a slot's owner needs in order to construct states anew. */
    record Construction(LiftedTest test, WorkerMemory slices, GraphDigest graph) {}

    private final View memory;
    private final Construction construction;
    private final SliceAccess access;
    private final Object region;
    private final Prototype prototype;
    private final Setting setting;
    private final SlotWindow window;
    private final long[] cellBases;
    private final int actor;
    private final int actors;

    SlotMemory(View memory, OutcomeTask task, Setting wanted, Prototype prototype, Construction construction) {
        String resultTypes = construction.test().results();
        this.memory = memory;
        this.construction = construction;
        this.access = memory.access();
        this.region = memory.region();
        this.prototype = prototype;
        this.actor = task.actor();
        this.actors = task.actors();
        this.setting = fit(wanted, wanted.slots(), prototype.cells(), resultTypes, task);
        SlotMap map = SlotMap.of(prototype.cells(), setting);
        long slots = memory.at(task.slotsOffset());
        long results = memory.at(task.resultsOffset());
        cellBases = shifted(map.bases(), slots);
        long[] places = new long[prototype.places().size()];
        for (int p = 0; p < places.length; p++) {
            Anchor anchor = prototype.places().get(p);
            places[p] = cellBases[anchor.cell()] + anchor.delta();
        }
        ColumnMap columns = ColumnMap.of(resultTypes, setting.slots());
        int order = setting.order().get(task.actor());
        window = new SlotWindow(
                region,
                places,
                map.strideBytes(),
                shifted(columns.columns(), results),
                shifted(columns.codes(), results),
                setting.isGrouped(),
                order,
                prototype.sliceSizes(),
                prototype.states());
    }

    /** Addresses of the offsets from a base. */
    static long[] shifted(List<Long> offsets, long base) {
        return offsets.stream().mapToLong(o -> base + o).toArray();
    }

    /**
     * Halves the number of slots until they fit, and are not more than {@code most}: a Slice's size is known only here. All actors come
     * to the same number.
     */
    static Setting fit(Setting wanted, int most, List<Cell> cells, String resultTypes, OutcomeTask task) {
        Setting fitting = wanted;
        while (fitting.slots() > 1
                && (fitting.slots() > most
                        || SlotMap.of(cells, fitting).totalBytes() > task.roomBytes()
                        || ColumnMap.of(resultTypes, fitting.slots()).totalBytes() > task.resultsBytes())) {
            int slots = fitting.slots() / 2;
            int chunk = Math.min(fitting.chunk(), slots);
            List<Integer> order =
                    fitting.order().stream().map(x -> x & (slots - 1)).toList();
            fitting = new Setting(slots, chunk, fitting.layout(), fitting.strideBytes(), fitting.reset(), order);
        }
        return fitting;
    }

    @Override
    public Setting setting() {
        return setting;
    }

    @Override
    public int slots() {
        return setting.slots();
    }

    @Override
    public int chunk() {
        return setting.chunk();
    }

    @Override
    public SlotWindow window() {
        return window;
    }

    @Override
    public boolean isResetByCell() {
        return setting.reset() > 0 && !prototype.varies();
    }

    @Override
    public void resetCells() {
        for (int c = 0; c < cellBases.length; c++) {
            if ((c + setting.reset()) % actors == actor) {
                resetCell(prototype.images().get(c), cellBases[c], 0, setting.slots());
            }
        }
    }

    @Override
    public void reset(int from, int to) {
        if (prototype.varies()) {
            construct(from, to);
            return;
        }
        for (int c = 0; c < cellBases.length; c++) {
            resetCell(prototype.images().get(c), cellBases[c], from, to);
        }
    }

    /** Other processes need not know: their objects lie in the same cells, and refer to each other in the same way. */
    private void construct(int from, int to) {
        long[] addresses = new long[cellBases.length];
        for (int i = from; i < to; i++) {
            for (int c = 0; c < addresses.length; c++) {
                addresses[c] = cellBases[c] + i * window.strideBytes;
                access.fill(region, addresses[c], prototype.cells().get(c).sizeBytes(), (byte) 0);
            }
            prototype.constructAt(construction.test(), memory, addresses, construction.slices(), construction.graph());
        }
    }

    private void resetCell(byte[] image, long base, int from, int to) {
        long stride = window.strideBytes;
        long first = base + from * stride;
        if (image.length == stride && isZero(image)) {
            access.fill(region, first, (to - from) * stride, (byte) 0);
            return;
        }
        long end = base + to * stride;
        switch (image.length) {
            case 1 -> resetBytes(image[0], first, end, stride);
            case 2 -> resetShorts(buffer(image).getShort(0), first, end, stride);
            case 4 -> resetInts(buffer(image).getInt(0), first, end, stride);
            case 8 -> resetLongs(buffer(image).getLong(0), first, end, stride);
            default -> {
                for (long at = first; at < end; at += stride) {
                    access.copyFrom(region, at, image, 0, image.length);
                }
            }
        }
    }

    private static boolean isZero(byte[] image) {
        int any = 0;
        for (byte b : image) {
            any |= b;
        }
        return any == 0;
    }

    private static ByteBuffer buffer(byte[] image) {
        return ByteBuffer.wrap(image).order(ByteOrder.nativeOrder());
    }

    private void resetBytes(byte value, long first, long end, long stride) {
        for (long at = first; at < end; at += stride) {
            access.putByte(region, at, value);
        }
    }

    private void resetShorts(short value, long first, long end, long stride) {
        for (long at = first; at < end; at += stride) {
            access.putShort(region, at, value);
        }
    }

    private void resetInts(int value, long first, long end, long stride) {
        for (long at = first; at < end; at += stride) {
            access.putInt(region, at, value);
        }
    }

    private void resetLongs(long value, long first, long end, long stride) {
        for (long at = first; at < end; at += stride) {
            access.putLong(region, at, value);
        }
    }
}
