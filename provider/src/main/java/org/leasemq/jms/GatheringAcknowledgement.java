package org.leasemq.jms;

import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.leasemq.engine.Completion;
import org.leasemq.engine.EngineException;
import org.leasemq.engine.Outcome;
import org.leasemq.engine.Receipt;

/** DUPS_OK_ACKNOWLEDGE: as AUTO_ACKNOWLEDGE, with the deletes of a busy listener gathered. */
final class GatheringAcknowledgement extends Acknowledgement {
    private static final System.Logger LOG = System.getLogger(GatheringAcknowledgement.class.getName());
    private static final int ENOUGH = 32;

    private final boolean blocking;
    private final List<Leased> gathered = new ArrayList<>();
    private Leased current;

    GatheringAcknowledgement(Leasing leasing, boolean blocking) {
        super(leasing);
        this.blocking = blocking;
    }

    @Override
    int mode() {
        return Session.DUPS_OK_ACKNOWLEDGE;
    }

    @Override
    void received(Leased lease) throws JMSException {
        gathered.add(lease);
        delete();
    }

    @Override
    void delivering(Leased lease) {
        current = lease;
    }

    @Override
    void listened(Leased lease) throws JMSException {
        if (current == lease) {
            current = null;
            gathered.add(lease);
            if (gathered.size() >= ENOUGH) {
                delete();
            }
        }
    }

    @Override
    void threw(Leased lease) {
        if (current == lease) {
            recover();
        }
    }

    @Override
    void recover() {
        Leased unacknowledged = current;
        if (unacknowledged != null) {
            current = null;
            leasing.release(List.of(unacknowledged));
        }
    }

    @Override
    void idle() {
        if (gathered.isEmpty()) {
            return;
        }
        try {
            delete();
        } catch (JMSException e) {
            LOG.log(Level.DEBUG, "Messages that were not acknowledged are delivered again", e);
        }
    }

    private void delete() throws JMSException {
        try {
            List<Completion<List<Outcome<Receipt>>>> deletions = submit();
            if (!blocking) {
                deletions.forEach(Completion::background);
                return;
            }
            deletions.forEach(deletion -> deletion.await().forEach(Outcome::get));
        } catch (EngineException e) {
            throw JmsErrors.of(e);
        }
    }

    private List<Completion<List<Outcome<Receipt>>>> submit() {
        List<Completion<List<Outcome<Receipt>>>> deletions = new ArrayList<>(1);
        for (Map.Entry<String, List<Receipt>> entry : Leased.byQueue(gathered).entrySet()) {
            deletions.add(leasing.engine().delete(entry.getKey(), entry.getValue()));
        }
        gathered.clear();
        return deletions;
    }
}
