package org.leasemq.jms;

import jakarta.jms.JMSException;
import java.util.List;
import org.leasemq.engine.Completion;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.Outcome;
import org.leasemq.engine.model.Sent;
import org.leasemq.engine.model.UnitOfWork;
import org.leasemq.jms.destination.LeaseMQDestination;
import org.leasemq.jms.error.JmsErrors;

/**
 * What a session's acknowledgement mode means: when leases end, and how. Chosen once, when the session is created. The hooks
 * are called by the one thread that uses the session, or its listener thread.
 */
abstract sealed class Acknowledgement
        permits AutoAcknowledgement, GatheringAcknowledgement, ClientAcknowledgement, Transaction, GlobalTransaction {
    final Leasing leasing;

    Acknowledgement(Leasing leasing) {
        this.leasing = leasing;
    }

    /** Whether threads that use the session at the same time are told, since each would end what the other does. */
    boolean isForOneThread() {
        return false;
    }

    /** The mode, as {@link jakarta.jms.Session} numbers it. */
    abstract int mode();

    /** A {@code receive} is about to return this message. */
    abstract void received(Leased lease) throws JMSException;

    /** The body of this message was to be received, but cannot be had: it is of another type than wanted, or cannot be read. */
    void notConverted(Leased lease) throws JMSException {
        leasing.giveBack(List.of(lease));
    }

    /** A listener is about to get this message, unless it is refused; then it is still to be given back. */
    abstract void delivering(Leased lease) throws JMSException;

    /** The listener has returned. */
    abstract void listened(Leased lease) throws JMSException;

    /** The listener has thrown. */
    abstract void threw(Leased lease);

    /** {@link jakarta.jms.Session#recover}. */
    abstract void recover() throws JMSException;

    /** What the application has got, and neither acknowledged nor given up, outside of transaction branches. */
    abstract List<Leased> held();

    /** There is nothing to deliver at the moment. */
    void idle() {}

    /** {@link jakarta.jms.Message#acknowledge}. */
    void acknowledge() throws JMSException {}

    /**
     * Sends a message, or keeps it for the commit.
     *
     * @param in what the call that sends it began in; null for no transaction branch
     */
    Sent send(Enlistment in, LeaseMQDestination to, UnitOfWork.Send send) throws JMSException {
        return leasing.send(to, send);
    }

    /** As {@link #send}, without waiting for the outcome. */
    SendOutcome sendAsync(Enlistment in, LeaseMQDestination to, UnitOfWork.Send send) throws JMSException {
        try {
            Completion<List<Outcome<Sent>>> completion = leasing.sendAsync(to, send);
            return () -> outcome(completion);
        } catch (JMSException refusal) {
            return () -> {
                throw refusal;
            };
        }
    }

    private static Sent outcome(Completion<List<Outcome<Sent>>> completion) throws JMSException {
        try {
            return completion.await().get(0).get();
        } catch (EngineException e) {
            throw JmsErrors.of(e);
        }
    }

    /** {@link jakarta.jms.Session#commit}. */
    void commit() throws JMSException {
        throw JmsErrors.illegalState("The session is not transacted: there is nothing to commit.");
    }

    /** {@link jakarta.jms.Session#rollback}. */
    void rollback() throws JMSException {
        throw JmsErrors.illegalState("The session is not transacted: there is nothing to roll back.");
    }
}
