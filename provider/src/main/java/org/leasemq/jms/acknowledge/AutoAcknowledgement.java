package org.leasemq.jms.acknowledge;

import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.lang.System.Logger.Level;
import java.util.List;
import org.leasemq.engine.Completion;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.Outcome;
import org.leasemq.engine.model.Receipt;
import org.leasemq.jms.error.JmsErrors;
import org.leasemq.log.Logs;

/** AUTO_ACKNOWLEDGE: a message is deleted when {@code receive} or the listener returns. */
final class AutoAcknowledgement extends Acknowledgement {
    private static final System.Logger LOG = Logs.of(AutoAcknowledgement.class);

    private final boolean blocking;
    private Leased current;

    AutoAcknowledgement(Leasing leasing, boolean blocking) {
        super(leasing);
        this.blocking = blocking;
    }

    @Override
    public int mode() {
        return Session.AUTO_ACKNOWLEDGE;
    }

    @Override
    public void received(Leased lease) throws JMSException {
        delete(lease);
    }

    @Override
    public void delivering(Leased lease) {
        current = lease;
    }

    @Override
    public void listened(Leased lease) throws JMSException {
        if (current == lease) {
            current = null;
            delete(lease);
        }
    }

    @Override
    public void threw(Leased lease) {
        if (current == lease) {
            current = null;
            leasing.release(List.of(lease));
        }
    }

    @Override
    public void recover() {
        Leased unacknowledged = current;
        if (unacknowledged != null) {
            current = null;
            leasing.release(List.of(unacknowledged));
        }
    }

    @Override
    public List<Leased> held() {
        Leased unacknowledged = current;
        return unacknowledged == null ? List.of() : List.of(unacknowledged);
    }

    private void delete(Leased lease) throws JMSException {
        try {
            Completion<List<Outcome<Receipt>>> deletion = leasing.delete(lease);
            if (blocking) {
                deletion.await().get(0).get();
            } else {
                deletion.background();
            }
        } catch (EngineException.NoSuchQueue e) { // of a topic's consumer that closed itself, for example
            LOG.log(Level.DEBUG, "The message went with its queue: nothing is left to acknowledge", e);
        } catch (EngineException e) {
            leasing.releaseIfPossible(List.of(lease));
            throw JmsErrors.of(e);
        }
    }
}
