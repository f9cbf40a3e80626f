package org.leasemq.jms;

import jakarta.jms.CompletionListener;
import jakarta.jms.DeliveryMode;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageFormatException;
import jakarta.jms.MessageProducer;
import org.leasemq.engine.model.EngineException;
import org.leasemq.jms.acknowledge.Acknowledgement;
import org.leasemq.jms.acknowledge.Enlistment;
import org.leasemq.jms.delivery.SoleUse;
import org.leasemq.jms.destination.LeaseMQDestination;
import org.leasemq.jms.error.JmsErrors;
import org.leasemq.jms.message.ForeignMessages;
import org.leasemq.jms.message.LeaseMQMessage;
import org.leasemq.jms.message.Outgoing;
import org.leasemq.jms.session.ConnectionServices;
import org.leasemq.jms.session.Live;
import org.leasemq.jms.session.SessionCore;

/** Sends to one destination, or to any if it was created for none. For the one thread that uses its session. */
sealed class LeaseMQProducer implements MessageProducer permits LeaseMQSender, LeaseMQPublisher {
    private final Live<SessionCore> session;
    private final Acknowledgement acknowledgement;
    /** Null when each send names its destination. */
    private final LeaseMQDestination destination;

    /** A call of the simplified API that sends by this producer. */
    private record Call(Enlistment in) {}

    /** What has begun and is about to be sent; else null. */
    private Call begun;

    private LeaseMQDestination usedLast;
    private boolean messageIdDisabled;
    private boolean timestampDisabled;
    private int deliveryMode = Message.DEFAULT_DELIVERY_MODE;
    private int priority = Message.DEFAULT_PRIORITY;
    private long timeToLive = Message.DEFAULT_TIME_TO_LIVE;
    private long deliveryDelay = Message.DEFAULT_DELIVERY_DELAY;

    LeaseMQProducer(SessionCore session, LeaseMQDestination destination) {
        this.session = new Live<>("The producer", session);
        this.acknowledgement = session.acknowledgement();
        this.destination = destination;
    }

    private SessionCore session() throws JMSException {
        SessionCore open = session.get();
        open.checkOpen();
        return open;
    }

    // --------------------------------------------------------------------------------------------- sending

    @Override
    public final void send(Message message) throws JMSException {
        send(message, deliveryMode, priority, timeToLive);
    }

    @Override
    public final void send(Message message, int mode, int level, long life) throws JMSException {
        Enlistment in = enlistment();
        send(in, identified(), message, mode, level, life);
    }

    @Override
    public final void send(Destination to, Message message) throws JMSException {
        Enlistment in = enlistment();
        send(in, named(to), message, deliveryMode, priority, timeToLive);
    }

    /** As {@link #send(Destination, Message)}, in what the call began in; by that method, at which who traces programs looks. */
    final void send(Enlistment in, Destination to, Message message) throws JMSException {
        begun = new Call(in);
        try {
            send(to, message);
        } finally {
            begun = null;
        }
    }

    @Override
    public final void send(Destination to, Message message, int mode, int level, long life) throws JMSException {
        Enlistment in = enlistment();
        send(in, named(to), message, mode, level, life);
    }

    @Override
    public final void send(Message message, CompletionListener listener) throws JMSException {
        send(message, deliveryMode, priority, timeToLive, listener);
    }

    @Override
    public final void send(Message message, int mode, int level, long life, CompletionListener listener)
            throws JMSException {
        requireListener(listener);
        Enlistment in = enlistment();
        send(in, identified(), message, mode, level, life, listener);
    }

    @Override
    public final void send(Destination to, Message message, CompletionListener listener) throws JMSException {
        requireListener(listener);
        Enlistment in = enlistment();
        send(in, named(to), message, deliveryMode, priority, timeToLive, listener);
    }

    /** As {@link #send(Destination, Message, CompletionListener)}, in what the call began in; by that method, likewise. */
    final void send(Enlistment in, Destination to, Message message, CompletionListener listener) throws JMSException {
        begun = new Call(in);
        try {
            send(to, message, listener);
        } finally {
            begun = null;
        }
    }

    @Override
    public final void send(Destination to, Message message, int mode, int level, long life, CompletionListener listener)
            throws JMSException {
        requireListener(listener);
        Enlistment in = enlistment();
        send(in, named(to), message, mode, level, life, listener);
    }

    private void send(Enlistment in, LeaseMQDestination to, Message message, int mode, int level, long life)
            throws JMSException {
        LeaseMQMessage own = prepared(to, message, mode, level, life);
        SessionCore open = session();
        var content = encoded(open, to, own, life);
        SoleUse use = open.soleUse();
        use.enter("send");
        try {
            Outgoing.tell(own, message, content, acknowledgement.send(in, to, content));
        } finally {
            use.leave();
        }
    }

    private void send(
            Enlistment in,
            LeaseMQDestination to,
            Message message,
            int mode,
            int level,
            long life,
            CompletionListener listener)
            throws JMSException {
        LeaseMQMessage own = prepared(to, message, mode, level, life);
        SessionCore open = session();
        var content = encoded(open, to, own, life);
        open.connection().refuseInServer("An asynchronous send");
        SoleUse use = open.soleUse();
        use.enter("send");
        try {
            open.asyncSends()
                    .send(in, to, content, message, sent -> Outgoing.tell(own, message, content, sent), listener);
        } finally {
            use.leave();
        }
    }

    private static void requireListener(CompletionListener listener) {
        if (listener == null) {
            throw new IllegalArgumentException("The completion listener is null. Give one, or send without it.");
        }
    }

    /** What a call that sends begins in, whatever happens while its message is prepared; null for no transaction branch. */
    final Enlistment enlistment() throws JMSException {
        Call call = begun;
        begun = null;
        return call == null ? session().leasing().enlistment() : call.in;
    }

    private LeaseMQDestination identified() throws JMSException {
        session();
        if (destination == null) {
            throw new UnsupportedOperationException(
                    "The producer was created for no destination in particular: say with each message where to send"
                            + " it.");
        }
        return destination;
    }

    private LeaseMQDestination named(Destination to) throws JMSException {
        SessionCore open = session();
        if (destination != null) {
            throw new UnsupportedOperationException("The producer was created for '" + destination.name()
                    + "' and sends nowhere else. Create one for no destination.");
        }
        if (to != usedLast || usedLast == null) {
            usedLast = open.resolvedToSend(to);
        }
        return usedLast;
    }

    private LeaseMQMessage prepared(LeaseMQDestination to, Message message, int mode, int level, long life)
            throws JMSException {
        if (message == null) {
            throw new MessageFormatException("There is no message to send: it is null.", "LEASEMQ-NO-MESSAGE");
        }
        checkMode(mode);
        checkPriority(level);
        checkTimeToLive(life);
        SessionCore open = session();
        LeaseMQMessage own = message instanceof LeaseMQMessage known
                ? known
                : ForeignMessages.copy(message, open.connection().destinations());
        own.setJMSDestination(to);
        own.setJMSDeliveryMode(mode);
        own.setJMSPriority(level);
        return own;
    }

    private org.leasemq.engine.model.Message encoded(
            SessionCore open, LeaseMQDestination to, LeaseMQMessage own, long life) throws JMSException {
        ConnectionServices connection = open.connection();
        try {
            return Outgoing.encode(own, connection.destinations(), to, connection.origin(), deliveryDelay, life);
        } catch (EngineException e) {
            throw JmsErrors.of(e);
        }
    }

    // -------------------------------------------------------------------------------------------- settings

    @Override
    public final Destination getDestination() throws JMSException {
        session();
        return destination;
    }

    /** A hint that is not followed: messages always have an id, which costs nothing. */
    @Override
    public final void setDisableMessageID(boolean value) throws JMSException {
        session();
        messageIdDisabled = value;
    }

    @Override
    public final boolean getDisableMessageID() throws JMSException {
        session();
        return messageIdDisabled;
    }

    /** A hint that is not followed: messages always have a timestamp, which costs nothing. */
    @Override
    public final void setDisableMessageTimestamp(boolean value) throws JMSException {
        session();
        timestampDisabled = value;
    }

    @Override
    public final boolean getDisableMessageTimestamp() throws JMSException {
        session();
        return timestampDisabled;
    }

    @Override
    public final void setDeliveryMode(int value) throws JMSException {
        session();
        checkMode(value);
        deliveryMode = value;
    }

    @Override
    public final int getDeliveryMode() throws JMSException {
        session();
        return deliveryMode;
    }

    @Override
    public final void setPriority(int value) throws JMSException {
        session();
        checkPriority(value);
        priority = value;
    }

    @Override
    public final int getPriority() throws JMSException {
        session();
        return priority;
    }

    @Override
    public final void setTimeToLive(long value) throws JMSException {
        session();
        checkTimeToLive(value);
        timeToLive = value;
    }

    @Override
    public final long getTimeToLive() throws JMSException {
        session();
        return timeToLive;
    }

    @Override
    public final void setDeliveryDelay(long value) throws JMSException {
        session();
        if (value < 0) {
            throw invalid("A delivery delay of " + value + " ms is not possible: give 0 or more.");
        }
        deliveryDelay = value;
    }

    @Override
    public final long getDeliveryDelay() throws JMSException {
        session();
        return deliveryDelay;
    }

    @Override
    public final void close() throws JMSException {
        SessionCore open = session.peek();
        if (open != null) {
            open.delivery().refuseInCompletion("MessageProducer.close");
            open.asyncSends().awaitAll();
            session.close();
        }
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
