package org.leasemq.ra;

import jakarta.resource.spi.BootstrapContext;
import java.lang.System.Logger.Level;
import org.leasemq.embedded.EmbeddedEngines;
import org.leasemq.engine.model.EngineException;
import org.leasemq.log.Logs;

/**
 * The engines of all adapters that come from one archive: a server may start several, for example for factories that are defined
 * by annotations, and they share the engine of a place. They last as long as the archive's class loader, and are empty while no
 * adapter runs.
 */
final class AdapterEngines {
    static final ServerThreads THREADS = new ServerThreads();
    static final EmbeddedEngines ENGINES = EmbeddedEngines.ofServer(THREADS);

    private AdapterEngines() {}

    /** An adapter starts. */
    static void start(BootstrapContext server) {
        synchronized (THREADS) {
            THREADS.add(server);
        }
    }

    /**
     * An adapter stops, and its beans have. Nobody waits for servers that are away, unless there are other adapters which may.
     */
    static void stopping() {
        synchronized (THREADS) {
            if (THREADS.isOnly()) {
                ENGINES.closeUnreachable();
            }
        }
    }

    /**
     * An adapter has stopped. After the last one nothing keeps the server from dropping the archive's classes, and no directory is
     * in use, even if connections have been left open.
     */
    static void stop(BootstrapContext server) {
        synchronized (THREADS) {
            THREADS.remove(server);
            if (!THREADS.isEmpty()) {
                return;
            }
            try {
                ENGINES.closeAll();
                ENGINES.release();
            } catch (EngineException e) {
                Logs.of(AdapterEngines.class)
                        .log(Level.WARNING, "The adapter has stopped, but not in good order: " + e.getMessage(), e);
            }
        }
    }
}
