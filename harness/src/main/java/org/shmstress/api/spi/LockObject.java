package org.shmstress.api.spi;

/** What a lifted constructor makes instead of a {@code new Object()} that a state has to lock. */
public final class LockObject implements Monitored {

    private final SlotCell word = StatePlacement.allocate(Long.BYTES, Long.BYTES);

    @Override
    public void $enter() {
        SharedMonitor.enter(CellAccess.ACCESS, word.region, word.address());
    }

    @Override
    public void $exit() {
        SharedMonitor.exit(CellAccess.ACCESS, word.region, word.address());
    }

    @Override
    public boolean $holds() {
        return SharedMonitor.holds(CellAccess.ACCESS, word.region, word.address());
    }
}
