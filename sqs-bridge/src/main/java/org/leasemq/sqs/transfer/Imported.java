package org.leasemq.sqs.transfer;

/** What became of a message of a file. */
public enum Imported {
    SENT("messages"),
    SENT_ANEW("of them were older than their queue keeps messages, and count as sent now"),
    EXPIRED("had expired and were left out"),
    DUPLICATE("were left out, since their queue has had messages with their deduplication ids just now");

    private final String words;

    Imported(String words) {
        this.words = words;
    }

    /** For people, after how many. */
    public String words() {
        return words;
    }
}
