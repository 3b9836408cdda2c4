package org.shmstress.properties.claims;

import java.util.List;
import java.util.stream.Stream;
import org.shmstress.scenario.Scenario;

/** All claims that scripts can check. */
public final class Claims {

    private Claims() {}

    static Stream<Claim> all() {
        return Stream.of(
                Names.openedByOthers(),
                Names.createdEmpty(),
                MemoryGiven.takenWhenTouched(),
                Bytes.storesBecomeVisible(),
                Names.unlinkedNameIsGone(),
                Bytes.mappingsOutliveTheName(),
                MemoryGiven.givenBackAtTheLast());
    }

    /** As scenarios, {@code claims/S06} and so on. */
    public static List<Scenario> scenarios() {
        return all().<Scenario>map(Claim::scenario).toList();
    }
}
