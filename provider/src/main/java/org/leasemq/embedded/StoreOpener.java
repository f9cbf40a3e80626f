package org.leasemq.embedded;

import org.leasemq.annotation.VisibleTo;
import org.leasemq.annotation.VisibleTo.Audience;
import org.leasemq.engine.TimeSource;
import org.leasemq.options.ConnectionUrl.Place;
import org.leasemq.options.OptionValues;
import org.leasemq.store.Store;
import org.leasemq.store.StoreException;

/** Opens the store of a place. Safe for use by several threads. */
@VisibleTo(Audience.FACES)
@FunctionalInterface
public interface StoreOpener {

    /**
     * Opens it.
     *
     * @param place where it is; a directory is given by its real path
     * @param options the options of the engine
     * @param clock the only source of time
     * @return for the caller to close
     * @throws StoreException if it cannot be opened
     */
    Store open(Place place, OptionValues options, TimeSource clock);

    /**
     * Lets go of what stores share, which nobody else needs. Called when none of its stores is open; others may be opened
     * afterwards.
     *
     * @throws StoreException if that is not possible
     */
    default void release() {}
}
