package org.leasemq.samples.benchmark;

/** One line of the table: who sends, who receives, and how many messages make one measurement. */
enum Row {
    SEND_1("send, 1 producer", 1, 0, 1, 0, 10_000),
    SEND_8("send, 8 producers", 8, 0, 1, 0, 24_000),
    SEND_BATCH("send, transactions of 100", 1, 0, 100, 0, 100_000),
    PUBLISH_4("publish, 4 subscriptions", 1, 0, 1, 4, 10_000),
    RECEIVE_1("receive, 1 consumer", 0, 1, 1, 0, 100_000),
    RECEIVE_8("receive, 8 consumers", 0, 8, 1, 0, 100_000),
    BOTH_1("send and receive, 1:1", 1, 1, 1, 0, 10_000),
    BOTH_4("send and receive, 4:4", 4, 4, 1, 0, 20_000);

    private final String label;
    private final int producers;
    private final int consumers;
    private final int batch;
    private final int subscriptions;
    private final int messages;

    Row(String label, int producers, int consumers, int batch, int subscriptions, int messages) {
        this.label = label;
        this.producers = producers;
        this.consumers = consumers;
        this.batch = batch;
        this.subscriptions = subscriptions;
        this.messages = messages;
    }

    String label() {
        return label;
    }

    /** Sessions that send while it is measured; none in a receive row, whose queue is filled before. */
    int producers() {
        return producers;
    }

    /** Sessions that receive while it is measured; none in a send row, whose queue is emptied afterwards. */
    int consumers() {
        return consumers;
    }

    /** Messages per transaction; 1 for sessions that are not transacted. */
    int batch() {
        return batch;
    }

    /** Durable subscriptions that each get every message; 0 for a queue. */
    int subscriptions() {
        return subscriptions;
    }

    /** Messages of one measurement if the user does not say. */
    int messages() {
        return messages;
    }
}
