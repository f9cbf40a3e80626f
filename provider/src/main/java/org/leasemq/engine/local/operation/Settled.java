package org.leasemq.engine.local.operation;

import java.util.List;
import org.leasemq.engine.model.EngineException;
import org.leasemq.store.Change;
import org.leasemq.store.Locations;

/** Done when all that was asked for before has taken effect, also what becomes durable in the background. */
public final class Settled extends EngineOperation<Void> {
    private Settled(Kernel kernel) {
        super(kernel);
    }

    /** Called with the lock. */
    public static Settled submit(Kernel kernel) {
        Settled settled = new Settled(kernel);
        kernel.commit.submit(settled);
        return settled;
    }

    @Override
    public void encode(List<Change> changes) {}

    @Override
    public void durable(Locations locations) {
        complete(null);
    }

    @Override
    public void refused(EngineException cause) {
        fail(cause);
    }
}
