package org.leasemq.engine.wire;

import java.util.UUID;
import java.util.function.Function;
import org.leasemq.engine.Delivery;
import org.leasemq.engine.model.Message;
import org.leasemq.engine.model.Receipt;

/**
 * A delivery that was told by an engine elsewhere, with its message or without.
 *
 * @param content null if it has to be read back
 * @param reader reads it back; null as long as nobody knows the engine that told it
 */
public record ToldDelivery(
        UUID id,
        Receipt receipt,
        int receiveCount,
        int earlierReceives,
        long firstReceivedAt,
        String deadLetterSource,
        long size,
        Message content,
        Function<Receipt, Message> reader)
        implements Delivery {

    /** The same, which can be read back. */
    public ToldDelivery with(Function<Receipt, Message> value) {
        return new ToldDelivery(
                id, receipt, receiveCount, earlierReceives, firstReceivedAt, deadLetterSource, size, content, value);
    }

    @Override
    public Message message() {
        return content != null ? content : reader.apply(receipt);
    }

    @Override
    public boolean hasContent() {
        return content != null;
    }

    @Override
    public Delivery withoutContent() {
        return new ToldDelivery(
                id, receipt, receiveCount, earlierReceives, firstReceivedAt, deadLetterSource, size, null, reader);
    }

    @Override
    public long sequenceNumber() {
        return receipt.sequenceNumber();
    }
}
