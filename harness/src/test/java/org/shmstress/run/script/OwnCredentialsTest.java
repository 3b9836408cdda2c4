package org.shmstress.run.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.shmstress.posixmodel.Credentials;

class OwnCredentialsTest {

    @Test
    void theCapabilityCountsAndNotTheUser() {
        assertEquals(
                new Credentials(true, 022),
                OwnCredentials.of(List.of("Name:\tjava", "Umask:\t0022", "Uid:\t1000", "CapEff:\t0000000000000002")));
        assertEquals(
                new Credentials(false, 077),
                OwnCredentials.of(List.of("Umask:\t0077", "Uid:\t0", "CapEff:\t000001fffffffffd")));
    }

    @Test
    void thisProcessHasSome() {
        assertNotNull(OwnCredentials.read());
    }
}
