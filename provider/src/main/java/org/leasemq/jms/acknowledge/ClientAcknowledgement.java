package org.leasemq.jms.acknowledge;

import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.leasemq.annotation.GuardedBy;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.Outcome;
import org.leasemq.engine.model.Receipt;
import org.leasemq.jms.error.JmsErrors;
import org.leasemq.log.Logs;

/** CLIENT_ACKNOWLEDGE: leases are kept until a message is acknowledged, which acknowledges all the session has consumed. */
final class ClientAcknowledgement extends Acknowledgement {
    private static final System.Logger LOG = Logs.of(ClientAcknowledgement.class);

    @GuardedBy("this")
    private final List<Leased> consumed = new ArrayList<>();

    ClientAcknowledgement(Leasing leasing) {
        super(leasing);
    }

    @Override
    public int mode() {
        return Session.CLIENT_ACKNOWLEDGE;
    }

    @Override
    public synchronized void received(Leased lease) {
        consumed.add(lease);
    }

    /** It counts as consumed: {@code recover()} brings it back. */
    @Override
    public void notConverted(Leased lease) {
        received(lease);
    }

    @Override
    public synchronized void delivering(Leased lease) {
        consumed.add(lease);
    }

    @Override
    public void listened(Leased lease) {
        // kept until acknowledged
    }

    @Override
    public void threw(Leased lease) {
        // the specification goes on with the next message; this one is delivered again after recover() or close()
    }

    @Override
    public void recover() {
        leasing.release(taken());
    }

    @Override
    public synchronized List<Leased> held() {
        return List.copyOf(consumed);
    }

    @Override
    public void acknowledge() throws JMSException {
        List<Leased> leases = Leased.last(taken());
        List<EngineException> refusals = new ArrayList<>();
        for (Map.Entry<String, List<Receipt>> entry : Leased.byQueue(leases).entrySet()) {
            refusals.addAll(delete(entry.getKey(), entry.getValue()));
        }
        if (!refusals.isEmpty()) {
            leasing.releaseIfPossible(leases);
            throw JmsErrors.failure(
                    refusals.size() + " of " + leases.size()
                            + " messages could not be acknowledged and are delivered again. "
                            + refusals.get(0).getMessage(),
                    "LEASEMQ-NOT-ACKNOWLEDGED",
                    refusals.get(0));
        }
    }

    private List<EngineException> delete(String queue, List<Receipt> receipts) {
        List<EngineException> refusals = new ArrayList<>();
        try {
            for (Outcome<Receipt> outcome :
                    leasing.engine().delete(queue, receipts).await()) {
                if (outcome instanceof Outcome.Refused<Receipt> refused) {
                    refusals.add(refused.error());
                }
            }
        } catch (EngineException.NoSuchQueue e) {
            LOG.log(Level.DEBUG, "The messages went with their queue: nothing is left to acknowledge", e);
        } catch (EngineException e) {
            receipts.forEach(receipt -> refusals.add(e));
        }
        return refusals;
    }

    private synchronized List<Leased> taken() {
        List<Leased> leases = List.copyOf(consumed);
        consumed.clear();
        return leases;
    }
}
