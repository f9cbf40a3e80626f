package org.leasemq.engine.local;

import org.leasemq.engine.Delivery;
import org.leasemq.engine.Message;
import org.leasemq.engine.Receipt;

/** A delivery; reads its content back when it is first asked for it. Safe for use by several threads. */
final class LocalDelivery implements Delivery {
    private final Kernel kernel;
    private final Entry entry;
    private final Receipt receipt;
    private final long firstReceivedAt;
    private final String deadLetterSource;
    private volatile Message message;

    LocalDelivery(Kernel kernel, Lease lease) {
        this.kernel = kernel;
        this.entry = lease.entry;
        this.receipt = lease.receipt();
        this.firstReceivedAt = entry.firstReceivedAt;
        QueueState source = entry.deadLetterSource == 0 ? null : kernel.queuesByNumber.get(entry.deadLetterSource);
        this.deadLetterSource = source == null ? null : source.name;
        this.message = entry.content.message;
    }

    @Override
    public Message message() {
        Message known = message;
        if (known == null) {
            known = kernel.contents.load(entry);
            message = known;
        }
        return known;
    }

    @Override
    public Receipt receipt() {
        return receipt;
    }

    @Override
    public int receiveCount() {
        return receipt.receiveCount();
    }

    @Override
    public long firstReceivedAt() {
        return firstReceivedAt;
    }

    @Override
    public long sequenceNumber() {
        return receipt.sequenceNumber();
    }

    @Override
    public String deadLetterSource() {
        return deadLetterSource;
    }
}
