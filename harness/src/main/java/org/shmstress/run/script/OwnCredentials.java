package org.shmstress.run.script;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.shmstress.HarnessException;
import org.shmstress.posixmodel.Credentials;

/** As whom this process acts, and hence its workers, who inherit it: proc_pid_status(5). */
final class OwnCredentials {

    private static final Path STATUS = Path.of("/proc/self/status");

    /** CAP_DAC_OVERRIDE (capabilities(7)). */
    private static final long OVERRIDES_PERMISSIONS = 1L << 1;

    private OwnCredentials() {}

    static Credentials read() {
        try {
            return of(Files.readAllLines(STATUS));
        } catch (IOException e) {
            throw new HarnessException("cannot tell this process's privileges from " + STATUS + ": mount /proc", e);
        }
    }

    static Credentials of(List<String> status) {
        long capabilities = Long.parseUnsignedLong(field(status, "CapEff"), 16);
        return new Credentials(
                (capabilities & OVERRIDES_PERMISSIONS) != 0, Integer.parseInt(field(status, "Umask"), 8));
    }

    private static String field(List<String> status, String name) {
        return status.stream()
                .filter(line -> line.startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1).trim())
                .findFirst()
                .orElseThrow(() -> new HarnessException(STATUS + " has no line " + name));
    }
}
