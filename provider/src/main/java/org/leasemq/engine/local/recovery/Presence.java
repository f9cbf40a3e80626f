package org.leasemq.engine.local.recovery;

import java.util.List;
import org.leasemq.engine.local.operation.EngineOperation;
import org.leasemq.engine.local.operation.Kernel;
import org.leasemq.engine.model.EngineException;
import org.leasemq.store.Change;
import org.leasemq.store.Locations;

/**
 * Keeps the store the engine's own, if others could have it: writes something now and then while there is nothing else to
 * write, and ends the engine when that could not be done in time.
 */
public final class Presence {
    /** So often within a term. */
    private static final int TIMES = 3;

    private final Kernel kernel;
    private final long millis;
    private Sign last;

    private Presence(Kernel kernel, long millis) {
        this.kernel = kernel;
        this.millis = millis;
    }

    /** From now on it is seen to, if that is necessary. With the engine's lock. */
    public static void begin(Kernel kernel) {
        long term = kernel.store().term();
        if (term > 0) {
            new Presence(kernel, Math.max(1, term / TIMES)).look();
        }
    }

    private void look() {
        if (kernel.life().isClosing() || kernel.lost() != null) {
            return;
        }
        if (last == null || last.isDone()) {
            last = new Sign(kernel);
            kernel.commit().submit(last);
            last.soon();
        }
        kernel.time().timers().schedule(kernel.time().elapsed() + millis, this::look);
    }

    /** Something without a meaning. */
    private static final class Sign extends EngineOperation<Void> {
        Sign(Kernel kernel) {
            super(kernel);
        }

        @Override
        public void encode(List<Change> changes) {
            changes.add(HealthCheck.MEANINGLESS);
        }

        @Override
        public void durable(Locations locations) {
            complete(null);
        }

        /** The next one is tried in time, or the engine ends. */
        @Override
        public void refused(EngineException cause) {
            fail(cause);
        }
    }
}
