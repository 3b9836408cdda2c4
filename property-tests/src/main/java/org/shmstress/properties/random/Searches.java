package org.shmstress.properties.random;

import java.util.List;
import java.util.stream.Stream;
import org.shmstress.scenario.Scenario;

/** All properties. */
public final class Searches {

    /** Budgets end a search, not this. */
    static final int MAX_TRIES = 1_000_000;

    private Searches() {}

    /** One after the other, by what they are about. */
    public static Stream<Search> all() {
        return Stream.concat(
                Stream.of(
                        RandomScripts.search(),
                        NamesSearch.search(),
                        MappingsSearch.search(),
                        TruncationSearch.search(),
                        ProtectionsSearch.search(),
                        ContentsSearch.search(),
                        SealsSearch.search(),
                        PassingSearch.search()),
                ConcurrentSearches.all());
    }

    /** As scenarios. */
    public static List<Scenario> scenarios() {
        return all().<Scenario>map(Search::scenario).toList();
    }
}
