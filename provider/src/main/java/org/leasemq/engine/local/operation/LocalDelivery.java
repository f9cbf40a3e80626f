package org.leasemq.engine.local.operation;

import java.util.UUID;
import org.leasemq.engine.Delivery;
import org.leasemq.engine.local.order.Entry;
import org.leasemq.engine.local.order.Lease;
import org.leasemq.engine.model.Message;
import org.leasemq.engine.model.Receipt;
import org.leasemq.store.Provenance;

/** A delivery; reads its content back when it is first asked for it. Safe for use by several threads. */
final class LocalDelivery implements Delivery {
    private final Kernel kernel;
    private final Entry entry;
    private final Receipt receipt;
    private final long firstReceivedAt;
    private final String deadLetterSource;
    private final int earlierReceives;
    /** Whether somebody has moved it since it was sent. */
    private final boolean moved;

    private final boolean keeps;
    private volatile Message message;

    LocalDelivery(Kernel kernel, Lease lease) {
        this.kernel = kernel;
        this.entry = lease.entry();
        this.receipt = lease.receipt();
        this.firstReceivedAt = entry.firstReceivedAt();
        this.deadLetterSource = kernel.queues.nameOf(entry.deadLetterSource());
        this.earlierReceives = entry.earlierReceives();
        this.moved = entry.deadLetterSource() == Provenance.MOVED;
        this.keeps = true;
        this.message = entry.content().message();
    }

    private LocalDelivery(LocalDelivery other) {
        this.kernel = other.kernel;
        this.entry = other.entry;
        this.receipt = other.receipt;
        this.firstReceivedAt = other.firstReceivedAt;
        this.deadLetterSource = other.deadLetterSource;
        this.earlierReceives = other.earlierReceives;
        this.moved = other.moved;
        this.keeps = false;
    }

    @Override
    public Message message() {
        Message known = message;
        if (known == null) {
            known = kernel.contents.load(entry.content(), receipt.sequenceNumber());
            message = keeps ? known : null;
        }
        return known;
    }

    @Override
    public boolean hasContent() {
        return message != null;
    }

    @Override
    public UUID id() {
        return MessageIds.of(message(), moved, receipt.sequenceNumber());
    }

    @Override
    public long size() {
        return entry.content().size();
    }

    @Override
    public Delivery withoutContent() {
        return new LocalDelivery(this);
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
    public int earlierReceives() {
        return earlierReceives;
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
