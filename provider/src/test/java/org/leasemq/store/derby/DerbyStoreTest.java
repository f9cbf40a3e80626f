package org.leasemq.store.derby;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.leasemq.store.DurableStoreExercise;
import org.leasemq.store.Store;

class DerbyStoreTest extends DurableStoreExercise {
    @TempDir
    Path directory;

    @Override
    protected Store open() {
        return DerbyStore.open(
                directory.resolve("store"), DerbySettings.defaults().withSegmentBytes(64 << 10), clock);
    }
}
