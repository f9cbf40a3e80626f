package org.leasemq.embedded;

import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.leasemq.annotation.VisibleTo;
import org.leasemq.annotation.VisibleTo.Audience;
import org.leasemq.engine.TimeSource;
import org.leasemq.options.ConnectionUrl.Place;
import org.leasemq.options.ConnectionUrl.SharedDatabase;
import org.leasemq.options.OptionValues;
import org.leasemq.store.Store;
import org.leasemq.store.StoreException;

/** Opens whatever store a URL names. */
@VisibleTo(Audience.FACES)
public final class UsualStores implements StoreOpener {
    private final DerbyStores derby = new DerbyStores();

    @Override
    public Store open(Place place, OptionValues options, TimeSource clock) {
        return place instanceof SharedDatabase database
                ? inDatabase(database).open(database, options, clock)
                : derby.open(place, options, clock);
    }

    private static DatabaseStores inDatabase(SharedDatabase place) {
        try {
            return ServiceLoader.load(DatabaseStores.class, DatabaseStores.class.getClassLoader())
                    .findFirst()
                    .orElseThrow(() -> new StoreException(place + " cannot be opened, since leasemq-postgresql is not"
                            + " where LeaseMQ is. Add it, and the driver that it brings, to the class path."));
        } catch (ServiceConfigurationError e) {
            throw new StoreException(place + " cannot be opened, since leasemq-postgresql does not work here: " + e, e);
        }
    }

    @Override
    public void release() {
        derby.release();
    }
}
