package org.leasemq.jms;

import java.io.ObjectStreamException;
import java.io.Serializable;
import javax.naming.Reference;
import javax.naming.Referenceable;
import org.leasemq.jms.destination.LeaseMQDestination;
import org.leasemq.jms.destination.QueueDestination;
import org.leasemq.options.InvalidOptionException;
import org.leasemq.options.QueueSpec;

/**
 * A queue: its name, and the options with which it is created when it is not there yet. Immutable; safe for use by several
 * threads. Two are equal if their names are.
 */
public sealed class LeaseMQQueue implements QueueDestination, Serializable, Referenceable
        permits LeaseMQTemporaryQueue {
    private static final long serialVersionUID = 1L;

    private final String address;
    private final transient QueueSpec spec;

    /**
     * @param address name of the queue, with options for its creation or without:
     *     {@code orders.fifo?max-receive-count=3&dead-letter-queue=orders-dead.fifo}
     * @throws InvalidOptionException if the name is missing or none that a queue can have, or an option is wrong
     */
    public LeaseMQQueue(String address) {
        this.address = address;
        this.spec = QueueSpec.parse(address);
    }

    /** Name of the queue, without options. */
    @Override
    public final String getQueueName() {
        return spec.name();
    }

    /** Name of the queue with its options, as it was given. */
    public final String getAddress() {
        return address;
    }

    @Override
    public final String name() {
        return spec.name();
    }

    @Override
    public final QueueSpec spec() {
        return spec;
    }

    @Override
    public final Reference getReference() {
        return References.to(LeaseMQQueue.class, References.QUEUE, address);
    }

    /** What is read back is not temporary any more: it is not its connection's. */
    Object readResolve() throws ObjectStreamException {
        return new LeaseMQQueue(address);
    }

    @Override
    public final boolean equals(Object other) {
        return LeaseMQDestination.own(other) instanceof LeaseMQQueue queue
                && queue.getQueueName().equals(getQueueName());
    }

    @Override
    public final int hashCode() {
        return getQueueName().hashCode();
    }

    @Override
    public final String toString() {
        return address;
    }
}
