package org.leasemq.engine.local;

import java.time.Duration;
import java.util.List;
import org.leasemq.store.Change;
import org.leasemq.store.ForwardingStore;
import org.leasemq.store.Locations;
import org.leasemq.store.Store;

/** A store whose writes take time; what is due meanwhile happens. */
public final class SlowStore extends ForwardingStore {
    private final ManualEnvironment environment;
    private Duration duration = Duration.ZERO;

    SlowStore(Store store, ManualEnvironment environment) {
        super(store);
        this.environment = environment;
    }

    public void slowDown(Duration value) {
        duration = value;
    }

    @Override
    public Locations write(List<? extends Change> changes) {
        if (!duration.isZero()) {
            environment.advanceAlarmsOnly(duration);
        }
        return super.write(changes);
    }
}
