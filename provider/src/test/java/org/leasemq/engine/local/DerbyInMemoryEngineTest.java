package org.leasemq.engine.local;

import java.time.Duration;
import java.util.random.RandomGeneratorFactory;
import org.leasemq.engine.EngineExercise;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.SettableClock;
import org.leasemq.engine.local.runtime.EngineSettings;
import org.leasemq.store.derby.DerbyStore;

/** The local engine on Derby in memory. */
class DerbyInMemoryEngineTest extends EngineExercise {
    private final SettableClock clock = new SettableClock();
    private ManualEnvironment environment;

    @Override
    protected LeaseEngine open() {
        environment = new ManualEnvironment(
                clock, RandomGeneratorFactory.of("L64X128MixRandom").create(1));
        return LocalEngine.open(
                DerbyStore.openInMemory("engine-exercise", clock), EngineSettings.defaults(), environment);
    }

    @Override
    protected boolean survives() {
        return false;
    }

    @Override
    protected void crash(LeaseEngine victim) {
        throw new UnsupportedOperationException("a store in memory does not survive a crash");
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
