package org.shmstress.properties.claims;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.shmstress.scenario.Scenario;

/** All claims that scripts can check. */
public final class Claims {

    private Claims() {}

    static Stream<Claim> all() {
        return Stream.of(
                Exchange.byLoadsAndStoresAlone(),
                Exchange.withoutTheKernel(),
                Exchange.ownAddressesOfTheSamePages(),
                Exchange.isolation(),
                Names.openedByOthers(),
                Names.createdEmpty(),
                MemoryGiven.takenWhenTouched(),
                Views.faultsBeforeItIsSized(),
                Bytes.storesBecomeVisible(),
                Views.behavesAsOrdinaryMemory(),
                Locking.partlyWritten(),
                Locking.mutexSerialises(),
                Locking.semaphoreCoordinates(),
                Views.unmappingEndsOnlyTheOwnView(),
                Names.unlinkedNameIsGone(),
                Bytes.mappingsOutliveTheName(),
                MemoryGiven.givenBackAtTheLast());
    }

    /** As scenarios: {@code claims/S01} to {@code claims/S18}, what becomes of memory without a name, and hard times. */
    public static List<Scenario> scenarios() {
        Stream<Claim> more =
                Stream.concat(Arrays.stream(UnlinkStories.values()).map(UnlinkStories::story), HardTimes.all());
        return Stream.concat(
                        Stream.of(Speed.scenario(), GroupLimit.scenario()),
                        Stream.concat(all(), more).map(Claim::scenario))
                .map(Scenario.class::cast)
                .sorted(Comparator.comparing(Scenario::id))
                .toList();
    }
}
