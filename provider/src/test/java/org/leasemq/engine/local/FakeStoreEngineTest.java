package org.leasemq.engine.local;

import java.time.Duration;
import java.util.random.RandomGeneratorFactory;
import org.leasemq.engine.EngineExercise;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.SettableClock;
import org.leasemq.engine.local.runtime.EngineSettings;
import org.leasemq.store.Disk;
import org.leasemq.store.FakeStore;

/** The local engine on a fake store, without threads. */
class FakeStoreEngineTest extends EngineExercise {
    private final SettableClock clock = new SettableClock();
    private final Disk disk = new Disk();
    private ManualEnvironment environment;

    @Override
    protected LeaseEngine open() {
        environment = new ManualEnvironment(
                clock, RandomGeneratorFactory.of("L64X128MixRandom").create(1));
        return LocalEngine.open(new FakeStore(disk, clock), EngineSettings.defaults(), environment);
    }

    @Override
    protected void crash(LeaseEngine victim) {
        // nothing: what was not on the disk is forgotten
    }

    @Override
    public void advance(Duration duration) {
        environment.advance(duration);
    }

    @Override
    public void settle() {
        environment.settle();
    }
}
