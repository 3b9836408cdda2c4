package org.shmstress.properties.conformance.files;

import org.shmstress.properties.conformance.NativeParty;
import org.shmstress.properties.conformance.Scene;

/** A native process that gave up root for good and acts as somebody without any privilege. */
final class OtherUser {

    /** As whom nobody owns anything, on every distribution. */
    static final int NOBODY = 65_534;

    /** A second one. */
    static final int SOMEBODY = 65_533;

    private OtherUser() {}

    static NativeParty nobody(Scene c) {
        return as(c, NOBODY);
    }

    static NativeParty as(Scene c, int user) {
        NativeParty party = c.helper();
        party.call("setgroups", 0, 0).returns(0);
        party.call("setresgid", user, user, user).returns(0);
        party.call("setresuid", user, user, user).returns(0);
        return party;
    }
}
