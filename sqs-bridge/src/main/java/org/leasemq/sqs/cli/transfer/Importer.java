package org.leasemq.sqs.cli.transfer;

/** Sends what was exported. */
interface Importer {
    /**
     * Sends a message as it was. Refuses, with words, what cannot be sent without changing it.
     *
     * @param queue where to; null for where the message was
     * @param deduplicationId of a message that has one
     */
    Result send(String queue, ExportedMessage message, String deduplicationId);

    /** What became of a message. */
    enum Result {
        SENT("messages"),
        SENT_ANEW("of them were older than their queue keeps messages, and count as sent now"),
        EXPIRED("had expired and were left out"),
        DUPLICATE("were left out, since their queue has had messages with their deduplication ids just now");

        /** For people, after how many. */
        final String words;

        Result(String words) {
            this.words = words;
        }
    }
}
