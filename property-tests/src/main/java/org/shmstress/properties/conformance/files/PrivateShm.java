package org.shmstress.properties.conformance.files;

import static org.shmstress.properties.conformance.files.FileConstants.CLONE_NEWNS;
import static org.shmstress.properties.conformance.files.FileConstants.CLONE_NEWUSER;
import static org.shmstress.properties.conformance.files.FileConstants.MS_REC_PRIVATE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.shmstress.HarnessException;
import org.shmstress.properties.conformance.Capability;
import org.shmstress.properties.conformance.NativeParty;
import org.shmstress.properties.conformance.Party;
import org.shmstress.properties.conformance.Scene;

/**
 * A native process, and what it forks, with a {@code /dev/shm} of its own: nobody else changes what is free there, and it can be full
 * without harm to anybody. Needs {@link Capability#MOUNT}.
 */
public final class PrivateShm {

    static final String DIRECTORY = "/dev/shm";

    private static final long BUFFER = 61_000;
    private static final int FREE_BLOCKS = 24;
    private static final int BLOCK_BYTES = 8;

    private PrivateShm() {}

    /**
     * Starts one.
     *
     * @param options of the tmpfs, e.g. {@code size=1m}
     */
    public static NativeParty of(Scene c, String options) {
        NativeParty party = c.helper();
        if (c.has(Capability.ROOT)) {
            party.call("unshare", CLONE_NEWNS).returns(0);
        } else {
            unshareAsUser(party);
        }
        party.call("mount", "none", "/", 0, MS_REC_PRIVATE, 0).returns(0);
        party.call("mount", "none", DIRECTORY, "tmpfs", 0, options).returns(0);
        return party;
    }

    /** user_namespaces(7): its maker's id becomes root in it. */
    private static void unshareAsUser(NativeParty party) {
        long user = party.call("geteuid").value();
        long group = party.call("getegid").value();
        party.call("unshare", CLONE_NEWNS | CLONE_NEWUSER).returns(0);
        Path process = Path.of("/proc", Long.toString(party.pid()));
        try {
            Files.writeString(process.resolve("uid_map"), "0 " + user + " 1");
            Files.writeString(process.resolve("setgroups"), "deny");
            Files.writeString(process.resolve("gid_map"), "0 " + group + " 1");
        } catch (IOException e) {
            throw new HarnessException("cannot map the user into its namespace", e);
        }
    }

    /** Bytes that are free in the party's {@code /dev/shm}: statfs(2). */
    public static long free(Party party) {
        party.call("statfs", DIRECTORY, party.scratch(BUFFER)).returns(0);
        return party.getLong(party.scratch(BUFFER + FREE_BLOCKS)) * party.getLong(party.scratch(BUFFER + BLOCK_BYTES));
    }
}
