package org.leasemq.sqs.cli.transfer;

import org.leasemq.sqs.transfer.ExportedMessage;
import org.leasemq.sqs.transfer.Imported;

/** Sends what was exported. */
interface Importer {
    /**
     * Sends a message as it was. Refuses, with words, what cannot be sent without changing it.
     *
     * @param queue where to; null for where the message was
     * @param deduplicationId of a message that has one
     */
    Imported send(String queue, ExportedMessage message, String deduplicationId);
}
