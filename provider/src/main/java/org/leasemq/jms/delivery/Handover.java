package org.leasemq.jms.delivery;

import jakarta.jms.JMSException;
import jakarta.jms.MessageListener;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.leasemq.engine.model.EngineException;
import org.leasemq.jms.acknowledge.Acknowledgement;
import org.leasemq.jms.acknowledge.Leased;
import org.leasemq.jms.acknowledge.Leasing;
import org.leasemq.jms.error.JmsErrors;
import org.leasemq.jms.message.Incoming;
import org.leasemq.jms.message.LeaseMQMessage;
import org.leasemq.log.Logs;

/** Hands leased messages to the application, as its session's mode says. */
public final class Handover {
    private static final System.Logger LOG = Logs.of(Handover.class);
    private static final Duration UNREADABLE_FOR = Duration.ofSeconds(1);

    private final DeliveryMonitor<Fetcher, Leased> monitor;
    private final SoleUse soleUse;
    private final Leasing leasing;
    private final Acknowledgement acknowledgement;
    private final Incoming incoming;
    private final LeaseMQMessage.Acknowledgeable acknowledgeable;
    private final Consumer<JMSException> errors;
    private final ListenerNotices notices;

    /**
     * @param acknowledgeable acknowledges for the messages
     * @param errors is told what goes wrong where the application was not calling
     * @param notices is told of listeners that throw
     */
    public Handover(
            DeliveryMonitor<Fetcher, Leased> monitor,
            SoleUse soleUse,
            Leasing leasing,
            Acknowledgement acknowledgement,
            Incoming incoming,
            LeaseMQMessage.Acknowledgeable acknowledgeable,
            Consumer<JMSException> errors,
            ListenerNotices notices) {
        this.monitor = monitor;
        this.soleUse = soleUse;
        this.leasing = leasing;
        this.acknowledgement = acknowledgement;
        this.incoming = incoming;
        this.acknowledgeable = acknowledgeable;
        this.errors = errors;
        this.notices = notices;
    }

    /** Reads a message; one that cannot be read, whatever it is, goes back for a while. It counts only where the message is at fault. */
    public LeaseMQMessage read(Leased lease) throws JMSException {
        try {
            return incoming.decode(lease.delivery(), lease.source(), acknowledgeable);
        } catch (EngineException.StoreFailed e) {
            leasing.giveBack(lease, UNREADABLE_FOR);
            throw JmsErrors.of(e);
        } catch (StackOverflowError e) {
            leasing.giveBack(lease, UNREADABLE_FOR);
            throw e;
        } catch (JMSException | Error e) {
            leasing.hide(List.of(lease), UNREADABLE_FOR);
            throw e;
        } catch (RuntimeException e) {
            leasing.hide(List.of(lease), UNREADABLE_FOR);
            throw JmsErrors.of(e);
        }
    }

    /** Hands a message to a listener that counts as running. */
    void toListener(MessageListener listener, Leased lease) {
        JMSException failure = null;
        try {
            failure = failureOf(listener, lease, Level.WARNING);
        } finally {
            monitor.leaveListener();
        }
        tell(failure); // who is told may close the connection, which waits for listeners
    }

    /** Hands a message to a bean, whose exceptions the server may report. */
    public void toBean(MessageListener bean, Leased lease) {
        tell(failureOf(bean, lease, Level.DEBUG));
    }

    /** Hands a message over; what went wrong apart from the listener, or null. */
    private JMSException failureOf(MessageListener listener, Leased lease, Level exceptions) {
        try {
            hand(read(lease), listener, lease, exceptions);
            return null;
        } catch (JMSException e) {
            return e;
        } catch (RuntimeException e) {
            return JmsErrors.of(e);
        }
    }

    private void tell(JMSException failure) {
        if (failure != null) {
            errors.accept(failure);
        }
    }

    private void hand(LeaseMQMessage message, MessageListener listener, Leased lease, Level exceptions)
            throws JMSException {
        boolean entered = soleUse.tryToEnter();
        boolean handed = false;
        try {
            acknowledgement.delivering(lease);
            handed = true;
            listener.onMessage(message);
        } catch (Throwable e) { // whatever it is, the session goes on
            if (!handed) {
                leasing.giveBack(List.of(lease));
                throw e;
            }
            try {
                acknowledgement.threw(lease);
            } finally {
                report(exceptions, lease.queue(), message, e);
            }
            return;
        } finally {
            if (entered) {
                soleUse.leave();
            }
        }
        acknowledgement.listened(lease);
    }

    private void report(Level level, String queue, LeaseMQMessage message, Throwable thrown) {
        if (level == Level.WARNING || LOG.isLoggable(level)) {
            String text = "The listener for '" + queue + "' threw an exception on message " + message.getJMSMessageID()
                    + ", which is delivered again if the session's mode says so";
            if (level == Level.WARNING) {
                notices.threw(text, thrown);
            } else {
                LOG.log(level, text, thrown);
            }
        }
    }

    /** Nothing comes any more, since the engine refused to be asked. */
    void failed(JMSException failure) {
        if (!JmsErrors.isEngineClosed(failure)) {
            errors.accept(failure);
        }
    }
}
