package org.leasemq.engine.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.leasemq.engine.EngineExercise;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.SettableClock;
import org.leasemq.store.derby.DerbySettings;
import org.leasemq.store.derby.DerbyStore;

/** The local engine on Derby on disk. Every test works on a copy of one empty database, since making one takes time. */
class DerbyEngineTest extends EngineExercise {
    @TempDir
    private static Path empty;

    @TempDir
    private Path directory;

    private final SettableClock clock = new SettableClock();
    private ManualEnvironment environment;
    private DerbyStore store;

    @BeforeAll
    static void makeEmptyDatabase() {
        DerbyStore.open(empty.resolve("database"), DerbySettings.defaults(), new SettableClock())
                .close();
    }

    @Override
    protected LeaseEngine open() {
        Path database = directory.resolve("database");
        if (!Files.exists(database)) {
            copy(empty.resolve("database"), database);
        }
        environment = new ManualEnvironment(
                clock, RandomGeneratorFactory.of("L64X128MixRandom").create(1));
        store = DerbyStore.open(database, DerbySettings.defaults(), clock);
        return LocalEngine.open(store, EngineSettings.defaults().withMemoryBudget(1000), environment);
    }

    private static void copy(Path from, Path to) {
        try (Stream<Path> files = Files.walk(from)) {
            List<Path> all = files.toList();
            for (Path file : all) {
                Files.copy(file, to.resolve(from.relativize(file)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The engine has no chance to say its last words; that Derby itself survives a kill is shown elsewhere. */
    @Override
    protected void crash(LeaseEngine victim) {
        store.close();
    }

    @Override
    protected void advance(Duration duration) {
        environment.advance(duration);
    }

    @Override
    protected void settle() {
        environment.settle();
    }
}
