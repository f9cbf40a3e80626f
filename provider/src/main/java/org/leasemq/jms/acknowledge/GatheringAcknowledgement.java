package org.leasemq.jms.acknowledge;

import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import org.leasemq.engine.Completion;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.Outcome;
import org.leasemq.engine.model.Receipt;
import org.leasemq.jms.error.JmsErrors;
import org.leasemq.log.Logs;

/** DUPS_OK_ACKNOWLEDGE: as AUTO_ACKNOWLEDGE, with the deletes of a busy listener gathered. */
final class GatheringAcknowledgement extends Acknowledgement {
    private static final System.Logger LOG = Logs.of(GatheringAcknowledgement.class);
    private static final int ENOUGH = 32;

    private final boolean blocking;
    private final List<Leased> gathered = new ArrayList<>();
    private Leased current;

    GatheringAcknowledgement(Leasing leasing, boolean blocking) {
        super(leasing);
        this.blocking = blocking;
    }

    @Override
    public int mode() {
        return Session.DUPS_OK_ACKNOWLEDGE;
    }

    @Override
    public void received(Leased lease) throws JMSException {
        gather(lease);
        delete();
    }

    @Override
    public void delivering(Leased lease) {
        current = lease;
    }

    @Override
    public void listened(Leased lease) throws JMSException {
        if (current == lease) {
            current = null;
            if (gather(lease) >= ENOUGH) {
                delete();
            }
        }
    }

    @Override
    public void threw(Leased lease) {
        if (current == lease) {
            recover();
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
    public synchronized List<Leased> held() {
        List<Leased> held = new ArrayList<>(gathered);
        Leased unacknowledged = current;
        if (unacknowledged != null) {
            held.add(unacknowledged);
        }
        return held;
    }

    @Override
    public void idle() {
        try {
            delete();
        } catch (JMSException | EngineException e) {
            LOG.log(Level.DEBUG, "Messages that were not acknowledged are delivered again", e);
        }
    }

    private synchronized int gather(Leased lease) {
        gathered.add(lease);
        return gathered.size();
    }

    /** Deletes what has been gathered. What one queue refuses is given back, and does not hold up the others. */
    private void delete() throws JMSException {
        EngineException refusal = null;
        for (Deletion deletion : submit()) {
            EngineException failure = finish(deletion);
            refusal = failure == null ? refusal : failure;
        }
        if (refusal != null) {
            throw JmsErrors.of(refusal);
        }
    }

    /**
     * In one step, since the session may be closed while its listener thread does this: what has been taken must be on its way
     * before the leases end.
     */
    private synchronized List<Deletion> submit() {
        List<Deletion> deletions = new ArrayList<>(1);
        for (List<Leased> leases : byQueue(Leased.last(gathered))) {
            deletions.add(submitted(leases));
        }
        gathered.clear();
        return deletions;
    }

    private static Collection<List<Leased>> byQueue(List<Leased> leases) {
        return leases.stream()
                .collect(Collectors.groupingBy(Leased::queue, LinkedHashMap::new, Collectors.toList()))
                .values();
    }

    private Deletion submitted(List<Leased> leases) {
        try {
            return new Deletion(leases, leasing.engine().delete(leases.get(0).queue(), Leased.receipts(leases)), null);
        } catch (EngineException e) {
            return new Deletion(leases, null, e);
        }
    }

    /** Waits if the session does; why something could not be deleted, or null. */
    private EngineException finish(Deletion deletion) {
        try {
            deletion.finish(blocking);
            return null;
        } catch (EngineException.NoSuchQueue e) {
            passOver(e);
            return null;
        } catch (EngineException e) {
            leasing.releaseIfPossible(deletion.leases);
            return e;
        }
    }

    private static void passOver(EngineException.NoSuchQueue e) {
        LOG.log(Level.DEBUG, "The messages went with their queue: nothing is left to acknowledge", e);
    }

    /**
     * What is being deleted.
     *
     * @param outcomes null if it was refused
     * @param refusal null if it was not
     */
    private record Deletion(List<Leased> leases, Completion<List<Outcome<Receipt>>> outcomes, EngineException refusal) {
        void finish(boolean blocking) {
            if (refusal != null) {
                throw refusal;
            }
            if (blocking) {
                outcomes.await().forEach(Outcome::get);
            } else {
                outcomes.background();
            }
        }
    }
}
