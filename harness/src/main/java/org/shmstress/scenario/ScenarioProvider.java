package org.shmstress.scenario;

import java.util.List;

/** By which a module adds its scenarios; found with {@link java.util.ServiceLoader}. */
public interface ScenarioProvider {

    /** The scenarios of this module, in the order in which they are to be listed. */
    List<Scenario> scenarios();
}
