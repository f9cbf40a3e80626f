package org.leasemq.embedded;

import org.leasemq.annotation.VisibleTo;
import org.leasemq.annotation.VisibleTo.Audience;
import org.leasemq.engine.TimeSource;
import org.leasemq.options.ConnectionUrl.Directory;
import org.leasemq.options.ConnectionUrl.Memory;
import org.leasemq.options.ConnectionUrl.Place;
import org.leasemq.options.OptionValues;
import org.leasemq.options.Options;
import org.leasemq.store.Store;
import org.leasemq.store.derby.DerbySettings;
import org.leasemq.store.derby.DerbyStore;

/** Opens Derby databases, on disk or in memory. */
@VisibleTo(Audience.FACES)
public final class DerbyStores implements StoreOpener {
    private static final int PARTS = 32;
    private static final long SMALLEST_PART = 256 << 10;

    @Override
    public Store open(Place place, OptionValues options, TimeSource clock) {
        if (place instanceof Directory directory) {
            return DerbyStore.open(directory.path(), settings(options), clock);
        }
        return DerbyStore.openInMemory(((Memory) place).name(), settingsInMemory(options), clock);
    }

    /** Derby's engine, if it is of no use to others: then no store in Derby may be open, whoever opened it. */
    @Override
    public void release() {
        DerbyStore.releaseDerby();
    }

    /** What is dead leaves the heap part by part, so that parts are small where the heap is. */
    private static DerbySettings settingsInMemory(OptionValues options) {
        DerbySettings usual = DerbySettings.defaults();
        long part = HeapLimits.account(options).limit() / PARTS;
        return usual.withSegmentBytes((int) Math.min(usual.segmentBytes(), Math.max(SMALLEST_PART, part)));
    }

    private static DerbySettings settings(OptionValues options) {
        Long reserve = options.get(Options.DISK_RESERVE);
        return DerbySettings.defaults()
                .withCreate(options.get(Options.CREATE))
                .withReserveBytes(reserve == null ? DerbySettings.RESERVE_BY_DISK : reserve);
    }
}
