package org.leasemq.engine;

import java.util.UUID;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.Message;
import org.leasemq.engine.model.Receipt;

/**
 * A leased message. Its content may have to be read from disk, so {@link #message()} should be called by the thread that
 * uses it.
 */
public interface Delivery {

    /**
     * The message.
     *
     * @throws EngineException.LeaseEnded if the lease has ended and the message is gone
     * @throws EngineException.StoreFailed if its content cannot be read; the lease stays, and a later call may work
     */
    Message message();

    /** Whether the content is here, so that {@link #message()} reads nothing. */
    boolean hasContent();

    /** Its id, which is another than when it was sent if it was moved to another queue by {@link LeaseEngine#redrive}. */
    UUID id();

    /** Bytes of memory that its content takes, about, known without reading it. */
    long size();

    /** The same without its content, to be kept for later: {@link #message()} reads that back each time. */
    Delivery withoutContent();

    /** Names this lease. */
    Receipt receipt();

    /** How often the message has been delivered in this queue, 1 the first time. */
    int receiveCount();

    /** How often it was delivered in others before it was dead-lettered; 0 if that was not why it came here. */
    int earlierReceives();

    /** When it was delivered first, in milliseconds since the epoch. */
    long firstReceivedAt();

    /** Its sequence number in the queue. */
    long sequenceNumber();

    /** Name of the queue it was dead-lettered from, or null. */
    String deadLetterSource();
}
