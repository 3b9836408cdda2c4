package org.shmstress.properties.conformance;

import org.shmstress.script.Action;
import org.shmstress.script.Step;

/**
 * A call that is to be made by a party at the same instant as others.
 *
 * @param party who makes it
 * @param call the call
 */
public record Deed(Party party, Action.Call call) {

    Step step() {
        return new Step(party.worker(), call);
    }
}
