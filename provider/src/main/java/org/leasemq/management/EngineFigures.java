package org.leasemq.management;

import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.leasemq.annotation.VisibleTo;
import org.leasemq.annotation.VisibleTo.Audience;
import org.leasemq.engine.Completion;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.TimeSource;
import org.leasemq.engine.model.Branch;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.QueueInfo;
import org.leasemq.engine.model.RedrivePolicy;

/** Figures of an engine as a whole, here or elsewhere, for those who show them. Safe for use by several threads. */
@VisibleTo(Audience.FACES)
public final class EngineFigures {
    /** A store that takes longer for an answer is down. */
    private static final long PATIENCE_MILLIS = 5_000;

    private final LeaseEngine engine;
    private final TimeSource clock;

    /** What the store has answered last. */
    private boolean up = true;

    /** When the store was asked what it has not answered yet; 0 for nothing. */
    private long askedAt;

    public EngineFigures(LeaseEngine engine, TimeSource clock) {
        this.engine = engine;
        this.clock = clock;
    }

    /** The version of LeaseMQ that runs here. */
    public static String version() {
        String version = EngineFigures.class.getPackage().getImplementationVersion();
        return version == null ? "(unpackaged)" : version;
    }

    /** How many queues have their dead letters go to a queue, by its name, where that is one at least. */
    public static Map<String, Integer> deadLetterSources(List<QueueInfo> queues) {
        Map<String, Integer> sources = new HashMap<>();
        for (QueueInfo queue : queues) {
            RedrivePolicy redrive = queue.attributes().redrive();
            if (redrive != null) {
                sources.merge(redrive.deadLetterQueue(), 1, Integer::sum);
            }
        }
        return sources;
    }

    /**
     * How the engine is now; of the store, as far as it has answered: nobody waits for a disk here.
     *
     * @throws EngineException if the engine is closed, or has failed for good
     */
    public EngineState look() {
        askStore();
        Completion<Map<String, String>> setAside = engine.setAside();
        List<Branch> branches = engine.branches().await();
        Map<Branch.State, Integer> transactions = new EnumMap<>(Branch.State.class);
        Duration oldest = Duration.ZERO;
        for (Branch.State state : Branch.State.values()) {
            transactions.put(state, 0);
        }
        for (Branch branch : branches) {
            transactions.merge(branch.state(), 1, Integer::sum);
            Duration age = Duration.ofMillis(clock.millis() - branch.preparedAt());
            oldest = branch.state() == Branch.State.PREPARED && age.compareTo(oldest) > 0 ? age : oldest;
        }
        int unreadable = setAside.await().size();
        return new EngineState(isStoreUp(), unreadable, transactions, oldest);
    }

    private void askStore() {
        synchronized (this) {
            if (askedAt != 0) {
                return;
            }
            askedAt = clock.elapsedMillis();
        }
        try {
            engine.checkHealth().whenDone((nothing, error) -> answered(error == null));
        } catch (EngineException e) {
            answered(false);
        }
    }

    private synchronized void answered(boolean isUp) {
        up = isUp;
        askedAt = 0;
    }

    private synchronized boolean isStoreUp() {
        return up && (askedAt == 0 || clock.elapsedMillis() - askedAt < PATIENCE_MILLIS);
    }
}
