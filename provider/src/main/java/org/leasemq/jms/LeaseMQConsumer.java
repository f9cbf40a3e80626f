package org.leasemq.jms;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageListener;
import java.time.Duration;
import org.leasemq.jms.error.JmsErrors;

/** Receives from one queue or subscription. For the one thread that uses its session; {@link #close} may come from any. */
sealed class LeaseMQConsumer implements MessageConsumer permits LeaseMQReceiver, LeaseMQSubscriber {
    private final SessionCore session;
    private final Live<Line> line;

    LeaseMQConsumer(SessionCore session, Line line) {
        this.session = session;
        this.line = new Live<>("The consumer", line);
    }

    private Line line() throws JMSException {
        session.checkOpen();
        return line.get();
    }

    final Source source() throws JMSException {
        return line().source();
    }

    @Override
    public final String getMessageSelector() throws JMSException {
        return source().selector();
    }

    @Override
    public final MessageListener getMessageListener() throws JMSException {
        return line().listener();
    }

    @Override
    public final void setMessageListener(MessageListener listener) throws JMSException {
        session.connection().refuseInServer("MessageConsumer.setMessageListener");
        Line open = line();
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
        return session.receive(receivingLine(), timeout);
    }

    /** The body of the next message, or null when the time is over; null waits for ever. */
    <T> T receiveBody(Class<T> type, Duration timeout) throws JMSException {
        return session.receiveBody(receivingLine(), type, timeout);
    }

    private Line receivingLine() throws JMSException {
        Line open = line();
        if (open.listener() != null) {
            throw JmsErrors.illegalState("The consumer has a message listener: it cannot be asked to receive as well.");
        }
        return open;
    }

    @Override
    public final void close() {
        Line open = line.close();
        if (open != null) {
            open.close();
            session.closeSource(open.source());
        }
    }
}
