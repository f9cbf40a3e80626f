package org.leasemq.store.derby;

import org.leasemq.store.Store;
import org.leasemq.store.StoreExercise;

class DerbyStoreInMemoryTest extends StoreExercise {
    @Override
    protected Store open() {
        return DerbyStore.openInMemory("exercise", DerbySettings.defaults().withSegmentBytes(64 << 10), clock);
    }
}
