package org.leasemq.store.postgresql;

import java.time.Duration;
import java.util.random.RandomGeneratorFactory;
import org.leasemq.engine.EngineExercise;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.SettableClock;
import org.leasemq.engine.local.LocalEngine;
import org.leasemq.engine.local.ManualEnvironment;
import org.leasemq.engine.local.runtime.EngineSettings;

/** The local engine on PostgreSQL. */
class PostgresEngineTest extends EngineExercise {
    private final PostgresSettings settings = TestDatabase.settings();
    private final SettableClock clock = new SettableClock();
    private ManualEnvironment environment;
    private PostgresStore store;

    @Override
    protected LeaseEngine open() {
        environment = new ManualEnvironment(
                clock, RandomGeneratorFactory.of("L64X128MixRandom").create(1));
        store = PostgresStore.open(settings, clock);
        return LocalEngine.open(store, EngineSettings.defaults().withMemoryBudget(1000), environment);
    }

    @Override
    protected void crash(LeaseEngine victim) {
        store.close();
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
