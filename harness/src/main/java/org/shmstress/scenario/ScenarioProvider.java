package org.shmstress.scenario;

import java.util.List;

/** By which a module adds its scenarios; found with {@link java.util.ServiceLoader}. */
public interface ScenarioProvider {

    /**
     * The scenarios of this module, in the order in which they are to be listed.
     *
     * @param selection what is asked for; what it {@linkplain Selection#mayTake may not take} can be left out, to save finding it out
     */
    List<Scenario> scenarios(Selection selection);
}
