package org.leasemq.ra;

import org.leasemq.embedded.EmbeddedEngines;

/**
 * The engines of all adapters that come from one archive: a server may start several, for example for factories that are defined
 * by annotations, and they share the engine of a place. They last as long as the archive's class loader, and are empty while no
 * adapter runs.
 */
final class AdapterEngines {
    static final ServerThreads THREADS = new ServerThreads();
    static final EmbeddedEngines ENGINES = EmbeddedEngines.ofServer(THREADS);

    private AdapterEngines() {}
}
