package org.leasemq.jms.acknowledge;

import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.util.List;
import org.leasemq.engine.Completion;
import org.leasemq.engine.model.Message;
import org.leasemq.engine.model.Outcome;
import org.leasemq.engine.model.Sent;
import org.leasemq.jms.destination.LeaseMQDestination;
import org.leasemq.jms.error.JmsErrors;

/**
 * What a session's acknowledgement mode means: when leases end, and how. Chosen once, when the session is created. The hooks
 * are called by the one thread that uses the session, or its listener thread.
 */
public abstract sealed class Acknowledgement
        permits AutoAcknowledgement, GatheringAcknowledgement, ClientAcknowledgement, Transaction, GlobalTransaction {
    final Leasing leasing;

    Acknowledgement(Leasing leasing) {
        this.leasing = leasing;
    }

    /**
     * That of a session by itself.
     *
     * @param mode as {@link Session} numbers it
     * @param blocking whether what acknowledges waits until it is durable
     */
    public static Acknowledgement of(int mode, Leasing leasing, boolean blocking) {
        return switch (mode) {
            case Session.SESSION_TRANSACTED -> new Transaction(leasing);
            case Session.CLIENT_ACKNOWLEDGE -> new ClientAcknowledgement(leasing);
            case Session.DUPS_OK_ACKNOWLEDGE -> new GatheringAcknowledgement(leasing, blocking);
            default -> new AutoAcknowledgement(leasing, blocking);
        };
    }

    /**
     * That of a session whose work belongs to the transaction branch of the moment.
     *
     * @param modeWithoutBranch the mode that it shows while there is none
     * @param blocking as in {@link #of}
     */
    public static Acknowledgement inBranches(int modeWithoutBranch, Leasing leasing, boolean blocking) {
        return new GlobalTransaction(leasing, new AutoAcknowledgement(leasing, blocking), modeWithoutBranch);
    }

    /** Whether threads that use the session at the same time are told, since each would end what the other does. */
    public boolean isForOneThread() {
        return false;
    }

    /** The mode, as {@link jakarta.jms.Session} numbers it. */
    public abstract int mode();

    /** A {@code receive} is about to return this message. */
    public abstract void received(Leased lease) throws JMSException;

    /** The body of this message was to be received, but cannot be had: it is of another type than wanted, or cannot be read. */
    public void notConverted(Leased lease) throws JMSException {
        leasing.giveBack(List.of(lease));
    }

    /** A listener is about to get this message, unless it is refused; then it is still to be given back. */
    public abstract void delivering(Leased lease) throws JMSException;

    /** The listener has returned. */
    public abstract void listened(Leased lease) throws JMSException;

    /** The listener has thrown. */
    public abstract void threw(Leased lease);

    /** {@link jakarta.jms.Session#recover}. */
    public abstract void recover() throws JMSException;

    /** What the application has got, and neither acknowledged nor given up, outside of transaction branches. */
    public abstract List<Leased> held();

    /** There is nothing to deliver at the moment. */
    public void idle() {}

    /** {@link jakarta.jms.Message#acknowledge}. */
    public void acknowledge() throws JMSException {}

    /**
     * Sends a message, or keeps it for the commit.
     *
     * @param in what the call that sends it began in; null for no transaction branch
     */
    public Sent send(Enlistment in, LeaseMQDestination to, Message message) throws JMSException {
        return leasing.send(to, message);
    }

    /** As {@link #send}, without waiting for the outcome. */
    public SendOutcome sendAsync(Enlistment in, LeaseMQDestination to, Message message) throws JMSException {
        try {
            Completion<List<Outcome<Sent>>> completion = leasing.sendAsync(to, message);
            return () -> leasing.outcome(to, message, completion);
        } catch (JMSException refusal) {
            return () -> {
                throw refusal;
            };
        }
    }

    /** {@link jakarta.jms.Session#commit}. */
    public void commit() throws JMSException {
        throw JmsErrors.illegalState("The session is not transacted: there is nothing to commit.");
    }

    /** {@link jakarta.jms.Session#rollback}. */
    public void rollback() throws JMSException {
        throw JmsErrors.illegalState("The session is not transacted: there is nothing to roll back.");
    }
}
