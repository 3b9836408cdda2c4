package org.shmstress.properties.claims;

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

    /** As scenarios, {@code claims/S06} and so on. */
    public static List<Scenario> scenarios() {
        return all().<Scenario>map(Claim::scenario).toList();
    }
}
