package org.leasemq.engine.local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.io.TempDir;
import org.leasemq.engine.EngineExercise;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.SettableClock;
import org.leasemq.engine.local.runtime.EngineSettings;
import org.leasemq.store.derby.DerbySettings;
import org.leasemq.store.derby.DerbyStore;

/** The local engine on Derby on disk. */
class DerbyEngineTest extends EngineExercise {
    @TempDir
    private Path directory;

    private final SettableClock clock = new SettableClock();
    private ManualEnvironment environment;
    private DerbyStore store;

    @Override
    protected LeaseEngine open() {
        Path database = directory.resolve("database");
        if (!Files.exists(database)) {
            EmptyDatabase.copyTo(database);
        }
        environment = new ManualEnvironment(
                clock, RandomGeneratorFactory.of("L64X128MixRandom").create(1));
        store = DerbyStore.open(database, DerbySettings.defaults(), clock);
        return LocalEngine.open(store, EngineSettings.defaults().withMemoryBudget(1000), environment);
    }

    /** The engine has no chance to store anything more; that Derby itself survives a kill is shown elsewhere. */
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
