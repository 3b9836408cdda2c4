package org.shmstress.tests.libraries;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.shmstress.api.Fault;
import org.shmstress.api.Initialise;
import org.shmstress.api.Operation;
import org.shmstress.api.SharedObject;
import org.shmstress.api.Slice;
import org.sqlite.BusyHandler;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteDataSource;

/**
 * A counter in an SQLite database in WAL mode, whose index of the log lies in memory that all processes map (the {@code -shm} file).
 *
 * <p>What can go wrong: a transaction that was committed is lost, one that was not is seen, or a process killed in the middle of one
 * leaves the others waiting (sqlite.org/wal.html, "The WAL-Index").
 */
@SharedObject(
        title = "SQLite: counter in a database in WAL mode, processes killed",
        description =
                "Processes increment a counter by transactions. The log's index is shared memory; a killed process's"
                        + " transaction is there in whole or not at all, and the others go on.",
        bytes = 8,
        faults = Fault.KILL)
public final class SqliteCounter implements AutoCloseable {

    private static final int BUSY_MILLIS = 60_000;

    private final Connection connection;

    public SqliteCounter(Slice unused, Path directory) throws SQLException {
        // The native library is unpacked there; it vanishes with the directory, however its process ends.
        System.setProperty("org.sqlite.tmpdir", directory.toString());
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(BUSY_MILLIS);
        config.setJournalMode(JournalMode.WAL);
        config.setSynchronous(SynchronousMode.NORMAL);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + directory.resolve("counter.db"));
        this.connection = source.getConnection();
        BusyHandler.setHandler(connection, new AtOnce());
    }

    /** SQLite's own handler sleeps up to 100 ms, far longer than a transaction lasts. */
    private static final class AtOnce extends BusyHandler {
        @Override
        protected int callback(int attempts) {
            Thread.onSpinWait();
            return 1;
        }
    }

    /** Makes the table. */
    @Initialise
    public void create() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("create table counter (value integer not null)");
            statement.executeUpdate("insert into counter values (0)");
        }
    }

    /** Adds one in a transaction and returns the new value. */
    @Operation(weight = 2)
    public long increment() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            // Not by setAutoCommit(false): the driver begins the next transaction right after a commit, and keeps the
            // others out.
            statement.execute("begin immediate");
            statement.executeUpdate("update counter set value = value + 1");
            long value = read(statement);
            statement.execute("commit");
            return value;
        }
    }

    /** The value, read in a transaction of its own. */
    @Operation
    public long get() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return read(statement);
        }
    }

    private static long read(Statement statement) throws SQLException {
        try (ResultSet result = statement.executeQuery("select value from counter")) {
            return result.getLong(1);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    /** A plain variable. */
    public static final class Model {
        private long value;

        public long increment() throws SQLException {
            return ++value;
        }

        public long get() throws SQLException {
            return value;
        }
    }
}
