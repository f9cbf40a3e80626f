package org.leasemq.store.derby;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.leasemq.log.Logs;
import org.leasemq.store.StoreException;
import org.leasemq.store.StoreFullException;
import org.leasemq.store.derby.database.DerbyDatabase;
import org.leasemq.store.derby.failure.Failures;
import org.leasemq.store.derby.files.DiskSpace;
import org.leasemq.store.derby.files.Ground;
import org.leasemq.store.derby.files.Mark;
import org.leasemq.store.derby.files.StoreDirectory;
import org.leasemq.store.derby.schema.Schema;

/** Finds or creates the database of a store, and refuses what is not one. */
final class Opening {
    private static final System.Logger LOG = Logs.of(Opening.class);
    private static final String ANOTHER_DERBY = "XSDB6";
    private static final String NO_SUCH_DATABASE = "XJ004";

    private Opening() {}

    static DerbyStore inDirectory(Path directory, DerbySettings settings, InstantSource clock) {
        Path absolute = directory.toAbsolutePath().normalize();
        StoreDirectory home = StoreDirectory.claim(absolute, settings.create());
        try {
            DiskSpace space = new DiskSpace(absolute, settings.reserveBytes());
            Mark mark = Mark.in(absolute);
            if (home.hasDatabase()) {
                mark.requireWhole(mark.acknowledged());
            } else {
                space.checkNew();
                create(home, clock);
            }
            DerbyDatabase database = DerbyDatabase.in(home.database());
            Ground ground = home.ground();
            return store(
                    database,
                    absolute.toString(),
                    new Surroundings(
                            settings,
                            clock,
                            space::check,
                            mark,
                            ground,
                            () -> {
                                try {
                                    mark.close();
                                    if (!home.lost()) { // what Derby writes then is for who has it
                                        database.shutDown();
                                    }
                                } finally {
                                    home.close();
                                }
                            },
                            false),
                    space::isFull);
        } catch (RuntimeException | Error e) {
            home.abandon();
            throw e;
        }
    }

    static DerbyStore inMemory(String name, DerbySettings settings, InstantSource clock) {
        if (!name.matches("[A-Za-z0-9._-]+")) {
            throw new StoreException("A store in memory cannot be named '" + name
                    + "'. Use letters, digits, dots, dashes and underscores.");
        }
        DerbyDatabase database = new DerbyDatabase("memory:" + name);
        String where = "memory under the name " + name;
        refuseExisting(database, where);
        try (Connection connection = database.boot(true)) {
            Schema.create(connection, UUID.randomUUID(), clock);
        } catch (SQLException e) {
            throw failed(where, e);
        }
        return store(
                database,
                where,
                new Surroundings(settings, clock, bytes -> {}, Mark.NONE, Ground.NONE, database::drop, true),
                () -> false);
    }

    private static void refuseExisting(DerbyDatabase database, String where) {
        try (Connection existing = database.boot(false)) {
            existing.rollback();
            throw new StoreException(
                    "There is a store in " + where + " in this process already, which can be opened once."
                            + " Close it first, or choose another name.");
        } catch (SQLException e) {
            if (!Failures.hasState(e, NO_SUCH_DATABASE)) {
                throw failed(where, e);
            }
        }
    }

    private static void create(StoreDirectory home, InstantSource clock) {
        try {
            DerbyDatabase database = DerbyDatabase.in(home.unfinished());
            try (Connection connection = database.boot(true)) {
                Schema.create(connection, UUID.randomUUID(), clock);
            } finally {
                database.shutDown();
            }
            home.finish();
        } catch (SQLException e) {
            throw Failures.translate(
                    "The store in " + home.directory() + " could not be created",
                    "What was made of it is removed at the next attempt.",
                    e);
        } catch (IOException e) {
            throw Failures.translate(
                    "The store in " + home.directory() + " could not be created",
                    "What was made of it is removed at the next attempt.",
                    e);
        }
    }

    private static DerbyStore store(
            DerbyDatabase database, String where, Surroundings surroundings, BooleanSupplier full) {
        try {
            boolean opened = false;
            try {
                Connection connection = database.boot(false);
                if (connection.isReadOnly()) {
                    throw readOnly(where, full.getAsBoolean());
                }
                UUID identity = Schema.open(connection, where, surroundings.mark());
                DerbyStore store =
                        new DerbyStore(where, identity, database, new Boot(database, connection), surroundings);
                opened = true;
                return store;
            } finally {
                if (!opened) {
                    giveUp(database);
                }
            }
        } catch (SQLException e) {
            throw failed(where, e);
        } catch (StoreException e) {
            throw e;
        } catch (RuntimeException e) {
            throw failed(where, new SQLException("Derby failed unexpectedly: " + e, e));
        }
    }

    /** Derby goes on without writing when it cannot write the file by which it claims a database, and does not say why. */
    private static StoreException readOnly(String where, boolean full) {
        String what = "The store in " + where + " could not be opened: ";
        return full
                ? new StoreFullException(what + "the disk is full. Nothing was changed. Free space on the disk.")
                : new StoreException(what + "this process has no right to write the files of its database. Give its"
                        + " user the rights to read and write the directory and everything in it.");
    }

    /** Shuts down what could not be opened, with all its connections. */
    private static void giveUp(DerbyDatabase database) {
        try {
            database.shutDown();
        } catch (SQLException | RuntimeException e) {
            LOG.log(System.Logger.Level.DEBUG, "A database that could not be opened could not be shut down either", e);
        }
    }

    private static StoreException failed(String where, SQLException e) {
        if (Failures.hasState(e, ANOTHER_DERBY)) {
            return new StoreException(
                    "The database in " + where + " is in use by another process, or by another copy of"
                            + " Derby in this one. Close it there, or end that process, and try again.",
                    e);
        }
        return Failures.unreadable("The store in " + where + " could not be opened", e);
    }
}
