package org.leasemq.store.derby.database;

import java.lang.System.Logger.Level;
import java.net.URL;
import java.security.CodeSource;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;
import org.apache.derby.iapi.jdbc.AutoloadedDriver;
import org.apache.derby.iapi.jdbc.InternalDriver;
import org.apache.derby.iapi.jdbc.JDBCBoot;
import org.apache.derby.iapi.services.context.ContextManager;
import org.apache.derby.iapi.services.context.ContextService;
import org.apache.derby.shared.common.error.StandardException;
import org.leasemq.log.Logs;
import org.leasemq.store.StoreException;
import org.leasemq.store.derby.failure.Failures;

/** Derby itself, which all its databases in this JVM share. Thread-safe. */
public final class DerbyEngine {
    private static final System.Logger LOG = Logs.of(DerbyEngine.class);

    /** Held while Derby or one of its databases is booted, or Derby is shut down. */
    static final Object BOOTING = new Object();

    /** Empties a context in good order. */
    private static final StandardException END = StandardException.closeException();

    private static final String SHUT_DOWN = "XJ015";

    private DerbyEngine() {}

    /** Starts it if it is not running, and says so if it is not the one that this library is built with. */
    static void boot() {
        JDBCBoot.boot();
        version().check(origin(AutoloadedDriver.class).orElse("an unknown place"));
    }

    /** Of the engine that is running. */
    static DerbyVersion version() {
        InternalDriver driver = InternalDriver.activeDriver();
        return new DerbyVersion(driver.getMajorVersion(), driver.getMinorVersion());
    }

    /** Shuts it down if it came in one jar with this library, and no application has it for databases of its own. */
    public static void release() {
        if (isOwn()) {
            try (Uninterrupted uninterrupted = new Uninterrupted()) {
                shutDown();
            } catch (SQLException e) {
                throw new StoreException(
                        "Derby could not be shut down: " + e.getMessage() + ". Its classes stay in memory.", e);
            }
        }
    }

    /**
     * Derby remembers in each thread the connection that it used last there. Makes it forget, for threads may live longer than
     * Derby. Nothing happens in a thread that is at work for a connection.
     */
    static void leaveThread() {
        if (InternalDriver.activeDriver() == null) {
            return;
        }
        try {
            ContextService contexts = ContextService.getFactory();
            ContextManager nobody = contexts.newContextManager();
            nobody.cleanupOnError(END, false);
            contexts.setCurrentContextManager(nobody);
            contexts.resetCurrentContextManager(nobody); // the thread has what is empty, and so nothing
        } catch (RuntimeException e) {
            LOG.log(Level.DEBUG, "Derby is being shut down by somebody else", e);
        }
    }

    private static boolean isOwn() {
        Optional<String> origin = origin(DerbyEngine.class);
        return origin.isPresent() && origin.equals(origin(AutoloadedDriver.class));
    }

    private static Optional<String> origin(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        return Optional.ofNullable(source).map(CodeSource::getLocation).map(URL::toExternalForm);
    }

    private static void shutDown() throws SQLException {
        synchronized (BOOTING) {
            if (InternalDriver.activeDriver() == null) {
                return;
            }
            try {
                new AutoloadedDriver().connect("jdbc:derby:;shutdown=true", new Properties());
            } catch (SQLException e) {
                if (!Failures.hasState(e, SHUT_DOWN)) {
                    throw e;
                }
            }
        }
    }
}
