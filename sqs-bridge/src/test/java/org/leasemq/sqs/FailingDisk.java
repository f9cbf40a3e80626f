package org.leasemq.sqs;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.leasemq.embedded.DerbyStores;
import org.leasemq.embedded.StoreOpener;
import org.leasemq.engine.TimeSource;
import org.leasemq.options.ConnectionUrl.Place;
import org.leasemq.options.OptionValues;
import org.leasemq.store.Change;
import org.leasemq.store.ForwardingStore;
import org.leasemq.store.Locations;
import org.leasemq.store.Store;
import org.leasemq.store.StoreException;

/** Opens stores on a disk that can be told to take nothing, or to give nothing, or to wait. */
public final class FailingDisk implements StoreOpener {
    private volatile boolean refusesWrites;
    private final AtomicInteger reads = new AtomicInteger(Integer.MAX_VALUE);

    private final Semaphore waiting = new Semaphore(0);
    private volatile CountDownLatch gate = new CountDownLatch(0);

    /** Whoever writes waits from now on. */
    public void hold() {
        gate = new CountDownLatch(1);
    }

    /** Waits until somebody waits to write. */
    public void awaitWrite() throws InterruptedException {
        waiting.acquire();
    }

    public void letGo() {
        gate.countDown();
    }

    private void pass() {
        CountDownLatch closed = gate;
        if (closed.getCount() > 0) {
            waiting.release();
            try {
                closed.await();
            } catch (InterruptedException e) {
                throw new StoreException("Interrupted", e);
            }
        }
    }

    public void refuseWrites(boolean value) {
        refusesWrites = value;
    }

    /** How often something can be read from now on. */
    public void allowReads(int times) {
        reads.set(times);
    }

    @Override
    public Store open(Place place, OptionValues options, TimeSource clock) {
        return new Disk(new DerbyStores().open(place, options, clock));
    }

    private final class Disk extends ForwardingStore {
        Disk(Store store) {
            super(store);
        }

        @Override
        public Locations write(List<? extends Change> changes) {
            pass();
            if (refusesWrites) {
                throw new StoreException("The disk \"d\" takes nothing");
            }
            return super.write(changes);
        }

        @Override
        public List<Change.Storing> read(long location) {
            if (reads.getAndDecrement() <= 0) {
                throw new StoreException("The disk \"d\" gives nothing");
            }
            return super.read(location);
        }
    }
}
