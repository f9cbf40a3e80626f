package org.leasemq.jms;

import jakarta.jms.JMSConsumer;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import java.time.Duration;
import org.leasemq.jms.error.RuntimeErrors;

/** A consumer of the simplified API. For the one thread that uses its context; {@link #close} may come from any. */
final class LeaseMQJMSConsumer implements JMSConsumer {
    private final LeaseMQConsumer consumer;

    LeaseMQJMSConsumer(LeaseMQConsumer consumer) {
        this.consumer = consumer;
    }

    @Override
    public String getMessageSelector() {
        return RuntimeErrors.get(consumer::getMessageSelector);
    }

    @Override
    public MessageListener getMessageListener() {
        return RuntimeErrors.get(consumer::getMessageListener);
    }

    @Override
    public void setMessageListener(MessageListener listener) {
        RuntimeErrors.run(() -> consumer.setMessageListener(listener));
    }

    @Override
    public Message receive() {
        return RuntimeErrors.get(consumer::receive);
    }

    @Override
    public Message receive(long timeout) {
        return RuntimeErrors.get(() -> consumer.receive(timeout));
    }

    @Override
    public Message receiveNoWait() {
        return RuntimeErrors.get(consumer::receiveNoWait);
    }

    @Override
    public <T> T receiveBody(Class<T> type) {
        return RuntimeErrors.get(() -> consumer.receiveBody(type, null));
    }

    @Override
    public <T> T receiveBody(Class<T> type, long timeout) {
        return RuntimeErrors.get(() -> consumer.receiveBody(type, LeaseMQConsumer.timeout(timeout)));
    }

    @Override
    public <T> T receiveBodyNoWait(Class<T> type) {
        return RuntimeErrors.get(() -> consumer.receiveBody(type, Duration.ZERO));
    }

    @Override
    public void close() {
        RuntimeErrors.run(consumer::close);
    }
}
