package org.leasemq.embedded;

import java.time.InstantSource;
import org.leasemq.options.ConnectionUrl.Directory;
import org.leasemq.options.ConnectionUrl.Memory;
import org.leasemq.options.ConnectionUrl.Place;
import org.leasemq.options.OptionValues;
import org.leasemq.options.Options;
import org.leasemq.store.Store;
import org.leasemq.store.derby.DerbyEngine;
import org.leasemq.store.derby.DerbySettings;
import org.leasemq.store.derby.DerbyStore;

/** Opens Derby databases, on disk or in memory. */
public final class DerbyStores implements StoreOpener {

    @Override
    public Store open(Place place, OptionValues options, InstantSource clock) {
        if (place instanceof Directory directory) {
            return DerbyStore.open(directory.path(), settings(options), clock);
        }
        return DerbyStore.openInMemory(((Memory) place).name(), clock);
    }

    /** Derby's engine, if it is of no use to others: then no store in Derby may be open, whoever opened it. */
    @Override
    public void release() {
        DerbyEngine.release();
    }

    private static DerbySettings settings(OptionValues options) {
        Long reserve = options.get(Options.DISK_RESERVE);
        return DerbySettings.defaults()
                .withCreate(options.get(Options.CREATE))
                .withReserveBytes(reserve == null ? DerbySettings.RESERVE_BY_DISK : reserve);
    }
}
