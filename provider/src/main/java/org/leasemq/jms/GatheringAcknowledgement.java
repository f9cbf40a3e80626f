package org.leasemq.jms;

import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
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
        gather(lease);
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
            if (gather(lease) >= ENOUGH) {
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
        try {
            delete();
        } catch (JMSException e) {
            LOG.log(Level.DEBUG, "Messages that were not acknowledged are delivered again", e);
        }
    }

    private synchronized int gather(Leased lease) {
        gathered.add(lease);
        return gathered.size();
    }

    /** A session that is being closed takes them at the same time as its listener thread, but each is given to one only. */
    private synchronized List<Leased> taken() {
        List<Leased> leases = List.copyOf(gathered);
        gathered.clear();
        return leases;
    }

    /** Deletes what has been gathered. What one queue refuses is given back, and does not hold up the others. */
    private void delete() throws JMSException {
        List<Deletion> deletions = new ArrayList<>(1);
        EngineException refusal = null;
        for (List<Leased> leases : byQueue(taken())) {
            try {
                deletions.add(new Deletion(leases, submit(leases)));
            } catch (EngineException e) {
                refusal = e;
                leasing.release(leases);
            }
        }
        for (Deletion deletion : deletions) {
            EngineException failure = finish(deletion);
            refusal = failure == null ? refusal : failure;
        }
        if (refusal != null) {
            throw JmsErrors.of(refusal);
        }
    }

    private static Collection<List<Leased>> byQueue(List<Leased> leases) {
        return leases.stream()
                .collect(Collectors.groupingBy(Leased::queue, LinkedHashMap::new, Collectors.toList()))
                .values();
    }

    private Completion<List<Outcome<Receipt>>> submit(List<Leased> leases) {
        return leasing.engine().delete(leases.get(0).queue(), Leased.receipts(leases));
    }

    /** Waits if the session does; why something could not be deleted, or null. */
    private EngineException finish(Deletion deletion) {
        if (!blocking) {
            deletion.outcomes.background();
            return null;
        }
        try {
            deletion.outcomes.await().forEach(Outcome::get);
            return null;
        } catch (EngineException e) {
            leasing.release(deletion.leases);
            return e;
        }
    }

    private record Deletion(List<Leased> leases, Completion<List<Outcome<Receipt>>> outcomes) {}
}
