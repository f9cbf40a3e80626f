package org.leasemq.embedded;

import org.leasemq.options.ConnectionUrl.Place;
import org.leasemq.options.OptionValues;
import org.leasemq.store.Store;
import org.leasemq.store.StoreException;

/** Opens Derby databases, on disk or in memory. */
final class DerbyStores implements StoreOpener {
    @Override
    public Store open(Place place, OptionValues options) {
        throw new StoreException("no store yet", null);
    }
}
