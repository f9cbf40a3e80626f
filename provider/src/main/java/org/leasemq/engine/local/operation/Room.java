package org.leasemq.engine.local.operation;

import java.util.List;
import org.leasemq.engine.ReceiveRequest;
import org.leasemq.engine.local.memory.Footprint;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.Message;
import org.leasemq.store.StoreException;
import org.leasemq.store.StoreFullException;

/** Whether what somebody wants to send has room on the disk. Asked without the lock: the store may ask the operating system. */
public final class Room {
    private static final long LARGEST_WORK = 512L << 20;
    /** Of one receive, as a rule. */
    private static final int MOST_LEASES = 10;

    private final Kernel kernel;
    /** Bytes of message content that one operation may send: it is copied on its way to the disk. */
    private final long largestWork;

    public Room(Kernel kernel) {
        this.kernel = kernel;
        this.largestWork = Math.min(LARGEST_WORK, kernel.settings.memory().limit() / 4);
    }

    public void check(List<Message> messages) {
        kernel.checkOpen();
        long bytes = 0;
        for (Message message : messages) {
            bytes += message.persistent() ? message.size() : 0;
        }
        if (bytes > largestWork) {
            throw new EngineException.InvalidMessage("A unit of work with " + bytes
                    + " bytes of messages, which is more than " + largestWork
                    + ". Commit more often, or give the process more memory.");
        }
        if (bytes != 0) {
            checkDisk(bytes);
        }
    }

    /** Leases take memory, too, on top of what waits in the queues. */
    public void checkLeases(ReceiveRequest request) {
        kernel.checkOpen();
        if (!kernel.memory.hasRoomToHold((long) Math.min(MOST_LEASES, request.max()) * Footprint.LEASE)) {
            throw kernel.memory.noRoom(
                    false,
                    "No room for more leases of messages in queue '" + request.queue() + "'",
                    "Delete or give back what has been received, or give the process more memory.");
        }
    }

    /** @param bytes what is to be stored; 0 to find out only whether the store is there */
    public void checkDisk(long bytes) {
        try {
            kernel.store.checkRoom(bytes);
        } catch (StoreFullException e) {
            kernel.lock.run(kernel.space::lookNow);
            throw new EngineException.NoRoom(e.getMessage(), e);
        } catch (StoreException e) {
            throw new EngineException.StoreFailed(e.getMessage(), e);
        }
    }
}
