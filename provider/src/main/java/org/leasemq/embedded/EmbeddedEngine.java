package org.leasemq.embedded;

import java.lang.System.Logger.Level;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.RejectedExecutionException;
import org.leasemq.access.Admission;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.local.LocalEngine;
import org.leasemq.engine.local.runtime.EngineSettings;
import org.leasemq.engine.local.runtime.ThreadedEnvironment;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.QueueInfo;
import org.leasemq.engine.model.QueueStatistics;
import org.leasemq.log.Logs;
import org.leasemq.log.Thrown;
import org.leasemq.management.EngineFigures;
import org.leasemq.management.EngineManagement;
import org.leasemq.memory.MemoryAccount;
import org.leasemq.options.ConnectionUrl.Memory;
import org.leasemq.options.ConnectionUrl.Place;
import org.leasemq.options.OptionValues;
import org.leasemq.options.Options;
import org.leasemq.store.Store;
import org.leasemq.store.StoreException;
import org.leasemq.store.StoreFullException;

/** An engine on a store, in this process. */
record EmbeddedEngine(
        LocalEngine engine,
        LeaseEngine face,
        Admission admission,
        ThreadedEnvironment environment,
        EngineManagement management,
        MemoryAccount memory)
        implements OpenEngine {
    private static final System.Logger LOG = Logs.of(EmbeddedEngine.class);

    @Override
    public LeaseEngine face(String user, UUID client) {
        return admission.engine(face, engine, user, client);
    }

    @Override
    public void require(String user, String password) {
        admission.require(user, password);
    }

    @Override
    public boolean hasFailed() {
        return engine.hasFailed();
    }

    @Override
    public boolean isReachable() {
        return true;
    }

    @Override
    public void timeChanged() {
        environment.timeChanged();
    }

    @Override
    public void close() {
        management.close();
        engine.close();
    }

    static EmbeddedEngine open(EmbeddedEngines registry, Place place, OptionValues wanted, Runnable whenFailed) {
        long start = registry.clock().elapsedMillis();
        try {
            Admission admission = Admission.of(wanted, ContextLoader.own().within(registry.threads()));
            HeapLimits.check(wanted, Runtime.getRuntime().maxMemory());
            EngineSettings settings = settings(place, wanted);
            Store store = ContextLoader.own().call(() -> registry.stores().open(place, wanted, registry.clock()));
            ThreadedEnvironment environment = environmentOf(registry, place, store);
            LocalEngine engine = LocalEngine.open(store, settings, environment);
            engine.whenFailed(whenFailed);
            report(place, engine, registry.clock().elapsedMillis() - start);
            EngineManagement management = shown(registry, place, engine, settings.memory());
            return new EmbeddedEngine(
                    engine, registry.front(engine), admission, environment, management, settings.memory());
        } catch (StoreFullException e) {
            throw new EngineException.NoRoom(e.getMessage(), e);
        } catch (StoreException e) {
            throw new EngineException.StoreFailed(e.getMessage(), e);
        }
    }

    private static void report(Place place, LocalEngine engine, long millis) {
        Level level = place instanceof Memory ? Level.DEBUG : Level.INFO;
        if (!LOG.isLoggable(level)) {
            return;
        }
        List<QueueInfo> queues = engine.queues();
        long messages = 0;
        for (QueueInfo queue : queues) {
            QueueStatistics statistics = engine.statistics(queue.name()).await();
            messages += statistics.available() + statistics.delayed() + statistics.inFlight();
        }
        LOG.log(
                level,
                "LeaseMQ " + EngineFigures.version() + " has opened " + place + ": " + queues.size() + " queues with "
                        + messages + " messages, in " + millis + " ms");
    }

    /** Those who look at the process from outside see it, whoever may do what. */
    private static EngineManagement shown(
            EmbeddedEngines registry, Place place, LocalEngine engine, MemoryAccount memory) {
        EngineManagement management = new EngineManagement(
                place.toString(), engine, ContextLoader.own().within(registry.threads()));
        engine.watchQueues(management::changed);
        management.begin(EngineFigures.version(), memory);
        return management;
    }

    private static ThreadedEnvironment environmentOf(EmbeddedEngines registry, Place place, Store store) {
        ThreadedEnvironment started = null;
        try {
            started = new ThreadedEnvironment(ContextLoader.own().within(registry.threads()), registry.clock());
            return started;
        } catch (RejectedExecutionException e) {
            throw new EngineException.NoThread(
                    "The engine of " + place + " has not been opened, since it was refused a thread of its own: "
                            + Thrown.text(e)
                            + ". It needs two as long as it is open. See that there are more, and open it again.",
                    e);
        } finally {
            if (started == null) {
                store.close();
            }
        }
    }

    private static EngineSettings settings(Place place, OptionValues options) {
        MemoryAccount memory = HeapLimits.account(options);
        EngineSettings usual = EngineSettings.within(memory);
        Long given = options.get(Options.MEMORY_BUDGET);
        long budget = given == null ? usual.memoryBudget() : given;
        Long subscribers = options.get(Options.SUBSCRIBER_MEMORY);
        return new EngineSettings(
                memory,
                budget,
                subscribers == null ? budget / 4 : subscribers,
                options.get(Options.BACKGROUND_DELAY),
                options.get(Options.DEDUPLICATION_INTERVAL),
                reclaiming(place, memory),
                FilterLanguages.known());
    }

    /** What lies dead takes memory, if the store is there. */
    private static EngineSettings.Reclaiming reclaiming(Place place, MemoryAccount memory) {
        EngineSettings.Reclaiming usual = EngineSettings.Reclaiming.USUAL;
        return place instanceof Memory
                ? new EngineSettings.Reclaiming(
                        Math.min(usual.toleratedBytes(), memory.limit() / 16), usual.writesBetweenLooks())
                : usual;
    }
}
