package org.leasemq.samples.benchmark;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Expects the messages in the order of their numbers. */
final class InOrder implements MessageListener {
    private static final long PATIENCE_MINUTES = 10;

    private final int messages;
    private final Runnable atFirst;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile String wrong;
    private volatile int next; // written by the listener's thread alone

    /**
     * Expects the numbers 0 to {@code messages - 1}.
     *
     * @param atFirst what to do when the first one arrives
     */
    InOrder(int messages, Runnable atFirst) {
        this.messages = messages;
        this.atFirst = atFirst;
    }

    @Override
    public void onMessage(Message message) {
        try {
            arrived(message.getIntProperty(Sender.NUMBER));
        } catch (JMSException e) {
            throw new IllegalStateException("A message arrived without the properties it was sent with", e);
        }
    }

    void arrived(int number) {
        int expected = next;
        if (number != expected && wrong == null) {
            wrong = "Message number " + number + " arrived where number " + expected + " was due";
        }
        if (expected == 0) {
            atFirst.run();
        }
        next = expected + 1;
        if (expected + 1 == messages || wrong != null) {
            ended.countDown();
        }
    }

    /**
     * Waits for the last message.
     *
     * @throws IllegalStateException if a message came out of order or twice, or some did not come within ten minutes
     */
    void awaitAll() throws InterruptedException {
        boolean all = ended.await(PATIENCE_MINUTES, TimeUnit.MINUTES);
        if (wrong != null) {
            throw new IllegalStateException(wrong);
        }
        if (!all) {
            throw new IllegalStateException(
                    "Only " + next + " of " + messages + " messages arrived within " + PATIENCE_MINUTES + " minutes");
        }
    }
}
