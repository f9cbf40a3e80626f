package org.leasemq.store.derby;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.leasemq.engine.SettableClock;
import org.leasemq.store.Change;
import org.leasemq.store.Messages;
import org.leasemq.store.Store;

/** A process that writes batches until it is killed, and tells of each one when it is durable. */
final class CrashingWriter {
    static final int MESSAGES = 3;

    private CrashingWriter() {}

    /** @param args the directory of the store, and the number of the first batch */
    public static void main(String[] args) {
        Store store = DerbyStore.open(
                Path.of(args[0]), DerbySettings.defaults().withSegmentBytes(1 << 20), new SettableClock(Instant.EPOCH));
        store.recover(new Messages.Recording());
        for (int batch = Integer.parseInt(args[1]); ; batch++) {
            store.write(batch(batch));
            System.out.println(batch);
        }
    }

    static List<Change> batch(int batch) {
        List<Change> changes = new ArrayList<>();
        changes.add(new Change.PutQueue(1, "orders", "after batch " + batch));
        for (int i = 0; i < MESSAGES; i++) {
            int number = batch * MESSAGES + i;
            changes.add(Messages.add(1, Messages.message(number, number % 100 == 0 ? 40_000 : 1_000)));
        }
        changes.add(Messages.answer(batch, "stored " + batch));
        return changes;
    }
}
