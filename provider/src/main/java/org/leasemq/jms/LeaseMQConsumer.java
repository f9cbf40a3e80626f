package org.leasemq.jms;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageListener;
import java.time.Duration;
import org.leasemq.jms.delivery.Fetcher;
import org.leasemq.jms.destination.Source;
import org.leasemq.jms.error.JmsErrors;
import org.leasemq.jms.session.Live;
import org.leasemq.jms.session.SessionCore;

/** Receives from one queue or subscription. For the one thread that uses its session; {@link #close} may come from any. */
sealed class LeaseMQConsumer implements MessageConsumer permits LeaseMQReceiver, LeaseMQSubscriber {
    private final SessionCore session;
    private final Live<Fetcher> fetcher;

    LeaseMQConsumer(SessionCore session, Fetcher fetcher) {
        this.session = session;
        this.fetcher = new Live<>("The consumer", fetcher);
    }

    private Fetcher fetcher() throws JMSException {
        session.checkOpen();
        return fetcher.get();
    }

    final Source source() throws JMSException {
        return fetcher().source();
    }

    @Override
    public final String getMessageSelector() throws JMSException {
        return source().selector();
    }

    @Override
    public final MessageListener getMessageListener() throws JMSException {
        return fetcher().listener();
    }

    @Override
    public final void setMessageListener(MessageListener listener) throws JMSException {
        session.connection().refuseInServer("MessageConsumer.setMessageListener");
        Fetcher open = fetcher();
        if (listener != null) {
            session.listen();
        }
        open.setListener(listener);
    }

    @Override
    public final Message receive() throws JMSException {
        return receiveWithin(null);
    }

    @Override
    public final Message receive(long timeout) throws JMSException {
        return receiveWithin(timeout(timeout));
    }

    /** A timeout in milliseconds, 0 for ever, as a duration, null for ever. */
    static Duration timeout(long timeout) throws JMSException {
        if (timeout < 0) {
            throw JmsErrors.failure(
                    "A timeout of " + timeout + " ms is not possible: give 0 to wait for ever, or more.",
                    "LEASEMQ-INVALID-TIMEOUT",
                    null);
        }
        return timeout == 0 ? null : Duration.ofMillis(timeout);
    }

    @Override
    public final Message receiveNoWait() throws JMSException {
        return receiveWithin(Duration.ZERO);
    }

    private Message receiveWithin(Duration timeout) throws JMSException {
        return session.receive(listenerless(), timeout);
    }

    /** The body of the next message, or null when the time is over; null waits for ever. */
    <T> T receiveBody(Class<T> type, Duration timeout) throws JMSException {
        return session.receiveBody(listenerless(), type, timeout);
    }

    private Fetcher listenerless() throws JMSException {
        Fetcher open = fetcher();
        if (open.listener() != null) {
            throw JmsErrors.illegalState("The consumer has a message listener: it cannot be asked to receive as well.");
        }
        return open;
    }

    @Override
    public final void close() {
        Fetcher open = fetcher.close();
        if (open != null) {
            open.close();
            session.closeSource(open.source());
        }
    }
}
