package org.leasemq.engine.local.recovery;

import java.util.List;
import org.leasemq.engine.local.operation.EngineOperation;
import org.leasemq.engine.local.operation.Kernel;
import org.leasemq.engine.model.EngineException;
import org.leasemq.store.Change;
import org.leasemq.store.Locations;
import org.leasemq.store.Progress;

/** Finds out whether things can be stored: by writing something without a meaning, if the last write was refused. */
public final class HealthCheck extends EngineOperation<Void> {
    /** No message has this position, so nothing comes of it. */
    static final Change MEANINGLESS = new Change.Update(0, Progress.NONE);

    public HealthCheck(Kernel kernel) {
        super(kernel);
    }

    @Override
    public void encode(List<Change> changes) {
        if (kernel().commit().refusal() != null) {
            changes.add(MEANINGLESS);
        }
    }

    @Override
    public void durable(Locations locations) {
        complete(null);
    }

    @Override
    public void refused(EngineException cause) {
        fail(cause);
    }
}
