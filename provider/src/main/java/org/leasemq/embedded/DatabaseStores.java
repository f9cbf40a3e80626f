package org.leasemq.embedded;

import org.leasemq.annotation.VisibleTo;
import org.leasemq.annotation.VisibleTo.Audience;
import org.leasemq.engine.TimeSource;
import org.leasemq.options.ConnectionUrl.SharedDatabase;
import org.leasemq.options.OptionValues;
import org.leasemq.store.Store;
import org.leasemq.store.StoreException;

/**
 * Opens stores in the database of a server. Found as a service by the class loader of this library, which need not have one.
 * Safe for use by several threads.
 */
@VisibleTo(Audience.FACES)
public interface DatabaseStores {

    /**
     * Opens a store.
     *
     * @param place where it is
     * @param options the options of the engine
     * @param clock the only source of time
     * @return for the caller to close
     * @throws StoreException if it cannot be opened
     */
    Store open(SharedDatabase place, OptionValues options, TimeSource clock);
}
