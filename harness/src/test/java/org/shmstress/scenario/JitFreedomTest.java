package org.shmstress.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.shmstress.scenario.shape.JitFreedom.DROP_A_STORE;
import static org.shmstress.scenario.shape.JitFreedom.FUSE_STORES;
import static org.shmstress.scenario.shape.JitFreedom.HOIST_A_READ;
import static org.shmstress.scenario.shape.JitFreedom.MERGE_READS;
import static org.shmstress.scenario.shape.JitFreedom.MERGE_READS_ACROSS_A_WRITE;
import static org.shmstress.scenario.shape.JitFreedom.SWAP_STORES;

import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.shmstress.lift.fixtures.Freedoms;
import org.shmstress.scenario.shape.ClassSource;
import org.shmstress.scenario.shape.JitFreedom;
import org.shmstress.scenario.shape.JitFreedoms;
import org.shmstress.scenario.shape.Names;
import org.shmstress.scenario.shape.Refusal;
import org.shmstress.scenario.shape.ShapeReader;
import org.shmstress.segment.AccessPath;

class JitFreedomTest {

    private static Set<JitFreedom> of(Class<?> test) throws Exception {
        Path classes =
                Path.of(test.getProtectionDomain().getCodeSource().getLocation().toURI());
        try (ClassSource source = ClassSource.open(classes)) {
            return JitFreedoms.of(source, ShapeReader.read(source, Names.internal(test.getName())));
        } catch (Refusal e) {
            throw new AssertionError(e.reason(), e);
        }
    }

    @Test
    void aLoopThatWaitsMayReadOnce() throws Exception {
        assertEquals(Set.of(HOIST_A_READ), of(Freedoms.Waits.class));
        assertEquals(Set.of(), of(Freedoms.WaitsWithHint.class));
    }

    @Test
    void readsOfOneFieldMayBeMergedUpToAVolatileAccess() throws Exception {
        assertEquals(Set.of(MERGE_READS), of(Freedoms.ReadsTwice.class));
        assertEquals(Set.of(MERGE_READS_ACROSS_A_WRITE), of(Freedoms.ReadsTwiceIntoResults.class));
        assertEquals(Set.of(), of(Freedoms.ReadsAcrossVolatile.class));
        assertEquals(Set.of(), of(Freedoms.ReadsInBranches.class));
    }

    @Test
    void storesMayBeSwappedDroppedOrFused() throws Exception {
        assertEquals(Set.of(SWAP_STORES), of(Freedoms.StoresTwoLongs.class));
        assertEquals(Set.of(SWAP_STORES, FUSE_STORES), of(Freedoms.StoresTwoInts.class));
        assertEquals(Set.of(DROP_A_STORE), of(Freedoms.StoresAgain.class));
    }

    @Test
    void nothingPassesAFenceAndArbitersDoNotCount() throws Exception {
        assertEquals(Set.of(), of(Freedoms.ArbiterReadsTwice.class));
        assertEquals(Set.of(), of(Freedoms.StoresAcrossFence.class));
    }

    @Test
    void whatIsLostDependsOnPathAndJdk() {
        Set<JitFreedom> all = Set.of(JitFreedom.values());
        assertEquals(
                Set.of(HOIST_A_READ, MERGE_READS_ACROSS_A_WRITE, SWAP_STORES),
                JitFreedom.lostOn(AccessPath.UNSAFE, 17, all));
        assertTrue(!JitFreedom.lostOn(AccessPath.BYTE_BUFFER, 17, all).contains(DROP_A_STORE));
        assertTrue(JitFreedom.lostOn(AccessPath.BYTE_BUFFER, 25, all).contains(DROP_A_STORE));
        assertTrue(JitFreedom.lostOn(AccessPath.FFM, 25, all).contains(MERGE_READS));
        assertEquals(Set.of(), JitFreedom.lostOn(AccessPath.UNSAFE, 25, Set.of(MERGE_READS)));
    }
}
