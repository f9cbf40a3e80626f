package org.leasemq.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.leasemq.store.Messages.add;
import static org.leasemq.store.Messages.message;

import java.util.List;
import org.junit.jupiter.api.Test;

class FakeStoreTest extends DurableStoreExercise {
    private final Disk disk = new Disk();

    @Override
    protected Store open() {
        return new FakeStore(disk, clock);
    }

    @Test
    void aRefusedWriteLeavesNothingBehind() {
        disk.refuseWrites(true);
        assertThrows(StoreException.class, () -> store.write(List.of(add(1, message(1, 1)))));
        disk.refuseWrites(false);
        store.write(List.of(add(1, message(2, 1))));
        assertEquals(1, disk.size());
    }

    @Test
    void aFullDiskHasNoRoomUntilItIsEmptied() {
        disk.beFull(true);
        assertThrows(StoreFullException.class, () -> store.checkRoom(1));
        disk.beFull(false);
        store.checkRoom(1);
    }

    @Test
    void aStoreOfBeforeTheCrashCannotWriteAnyMore() {
        Store crashed = store;
        reopen();
        assertThrows(StoreException.class, () -> crashed.write(List.of(add(1, message(1, 1)))));
    }
}
