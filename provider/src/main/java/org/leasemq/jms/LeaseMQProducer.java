package org.leasemq.jms;

import jakarta.jms.CompletionListener;
import jakarta.jms.DeliveryMode;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageFormatException;
import jakarta.jms.Queue;
import jakarta.jms.QueueSender;
import org.leasemq.engine.NewMessage;
import org.leasemq.engine.Sent;

/** Sends to one queue, or to any if it was created for none. For the one thread that uses its session. */
final class LeaseMQProducer implements QueueSender {
    private final Live<SessionCore> session;
    /** Null when each send names its queue. */
    private final LeaseMQQueue destination;

    private LeaseMQQueue usedLast;
    private boolean messageIdDisabled;
    private boolean timestampDisabled;
    private int deliveryMode = Message.DEFAULT_DELIVERY_MODE;
    private int priority = Message.DEFAULT_PRIORITY;
    private long timeToLive = Message.DEFAULT_TIME_TO_LIVE;
    private long deliveryDelay = Message.DEFAULT_DELIVERY_DELAY;

    LeaseMQProducer(SessionCore session, LeaseMQQueue destination) {
        this.session = new Live<>("The producer", session);
        this.destination = destination;
    }

    private SessionCore session() throws JMSException {
        SessionCore open = session.get();
        open.checkOpen();
        return open;
    }

    // --------------------------------------------------------------------------------------------- sending

    @Override
    public void send(Message message) throws JMSException {
        send(identified(), message, deliveryMode, priority, timeToLive);
    }

    @Override
    public void send(Message message, int mode, int level, long life) throws JMSException {
        send(identified(), message, mode, level, life);
    }

    @Override
    public void send(Destination to, Message message) throws JMSException {
        send(named(to), message, deliveryMode, priority, timeToLive);
    }

    @Override
    public void send(Destination to, Message message, int mode, int level, long life) throws JMSException {
        send(named(to), message, mode, level, life);
    }

    @Override
    public void send(Queue to, Message message) throws JMSException {
        send((Destination) to, message);
    }

    @Override
    public void send(Queue to, Message message, int mode, int level, long life) throws JMSException {
        send((Destination) to, message, mode, level, life);
    }

    @Override
    public void send(Message message, CompletionListener listener) throws JMSException {
        refuseAsynchronous();
    }

    @Override
    public void send(Message message, int mode, int level, long life, CompletionListener listener) throws JMSException {
        refuseAsynchronous();
    }

    @Override
    public void send(Destination to, Message message, CompletionListener listener) throws JMSException {
        refuseAsynchronous();
    }

    @Override
    public void send(Destination to, Message message, int mode, int level, long life, CompletionListener listener)
            throws JMSException {
        refuseAsynchronous();
    }

    private void refuseAsynchronous() throws JMSException {
        session();
        throw JmsErrors.unsupported("Asynchronous sends");
    }

    private LeaseMQQueue identified() throws JMSException {
        session();
        if (destination == null) {
            throw new UnsupportedOperationException(
                    "The producer was created for no queue in particular: say with each message where to send it.");
        }
        return destination;
    }

    private LeaseMQQueue named(Destination to) throws JMSException {
        SessionCore open = session();
        if (destination != null) {
            throw new UnsupportedOperationException("The producer was created for queue '" + destination.getQueueName()
                    + "' and sends nowhere else. Create one for no queue.");
        }
        if (to != usedLast || usedLast == null) {
            LeaseMQQueue queue = LeaseMQDestination.queue(to);
            open.connection().queues().resolve(queue);
            usedLast = queue;
        }
        return usedLast;
    }

    private void send(LeaseMQQueue queue, Message message, int mode, int level, long life) throws JMSException {
        if (message == null) {
            throw new MessageFormatException("There is no message to send: it is null.", "LEASEMQ-NO-MESSAGE");
        }
        checkMode(mode);
        checkPriority(level);
        checkTimeToLive(life);
        LeaseMQMessage own = message instanceof LeaseMQMessage known ? known : ForeignMessages.copy(message);
        own.setJMSDestination(queue);
        own.setJMSDeliveryMode(mode);
        own.setJMSPriority(level);
        NewMessage content = Outgoing.encode(own, queue.getQueueName(), deliveryDelay, life);
        Sent sent = session().acknowledgement().send(queue.getQueueName(), content);
        own.setId(sent.id());
        own.setJMSTimestamp(sent.sentAt());
        own.setJMSDeliveryTime(sent.visibleAt());
        own.setJMSExpiration(life == 0 ? 0 : sent.sentAt() + life);
        if (own != message) {
            ForeignMessages.writeBack(own, message);
        }
    }

    // -------------------------------------------------------------------------------------------- settings

    @Override
    public Queue getQueue() throws JMSException {
        session();
        return destination;
    }

    @Override
    public Destination getDestination() throws JMSException {
        session();
        return destination;
    }

    /** A hint that is not followed: messages always have an id, which costs nothing. */
    @Override
    public void setDisableMessageID(boolean value) throws JMSException {
        session();
        messageIdDisabled = value;
    }

    @Override
    public boolean getDisableMessageID() throws JMSException {
        session();
        return messageIdDisabled;
    }

    /** A hint that is not followed: messages always have a timestamp, which costs nothing. */
    @Override
    public void setDisableMessageTimestamp(boolean value) throws JMSException {
        session();
        timestampDisabled = value;
    }

    @Override
    public boolean getDisableMessageTimestamp() throws JMSException {
        session();
        return timestampDisabled;
    }

    @Override
    public void setDeliveryMode(int value) throws JMSException {
        session();
        checkMode(value);
        deliveryMode = value;
    }

    @Override
    public int getDeliveryMode() throws JMSException {
        session();
        return deliveryMode;
    }

    @Override
    public void setPriority(int value) throws JMSException {
        session();
        checkPriority(value);
        priority = value;
    }

    @Override
    public int getPriority() throws JMSException {
        session();
        return priority;
    }

    @Override
    public void setTimeToLive(long value) throws JMSException {
        session();
        checkTimeToLive(value);
        timeToLive = value;
    }

    @Override
    public long getTimeToLive() throws JMSException {
        session();
        return timeToLive;
    }

    @Override
    public void setDeliveryDelay(long value) throws JMSException {
        session();
        if (value < 0) {
            throw invalid("A delivery delay of " + value + " ms is not possible: give 0 or more.");
        }
        deliveryDelay = value;
    }

    @Override
    public long getDeliveryDelay() throws JMSException {
        session();
        return deliveryDelay;
    }

    @Override
    public void close() {
        session.close();
    }

    private static void checkMode(int mode) throws JMSException {
        if (mode != DeliveryMode.PERSISTENT && mode != DeliveryMode.NON_PERSISTENT) {
            throw invalid("Delivery mode " + mode + " is neither PERSISTENT (2) nor NON_PERSISTENT (1).");
        }
    }

    private static void checkPriority(int level) throws JMSException {
        if (level < 0 || level > 9) {
            throw invalid("Priority " + level + " is not between 0 and 9.");
        }
    }

    private static void checkTimeToLive(long life) throws JMSException {
        if (life < 0) {
            throw invalid("A time to live of " + life + " ms is not possible: give 0 for ever, or more.");
        }
    }

    private static JMSException invalid(String message) {
        return new JMSException(message, "LEASEMQ-INVALID-VALUE");
    }
}
