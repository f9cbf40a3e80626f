package org.leasemq.embedded;

import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.leasemq.engine.Client;
import org.leasemq.engine.local.LocalEngine;
import org.leasemq.engine.local.runtime.EngineSettings;
import org.leasemq.engine.local.runtime.ThreadedEnvironment;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.QueueInfo;
import org.leasemq.engine.model.QueueStatistics;
import org.leasemq.log.Logs;
import org.leasemq.log.Thrown;
import org.leasemq.memory.MemoryAccount;
import org.leasemq.options.ConnectionUrl.Directory;
import org.leasemq.options.ConnectionUrl.Place;
import org.leasemq.options.InvalidOptionException;
import org.leasemq.options.Option;
import org.leasemq.options.Option.Scope;
import org.leasemq.options.OptionValues;
import org.leasemq.options.Options;
import org.leasemq.store.Store;
import org.leasemq.store.StoreException;
import org.leasemq.store.StoreFullException;

/** One engine and its users. Its lock is held while it is being opened or closed, by those who want this one only. */
final class SharedEngine {
    private static final System.Logger LOG = Logs.of(SharedEngine.class);

    private final EmbeddedEngines registry;
    private final Place place;
    private final Map<Class<?>, Object> attachments = new ConcurrentHashMap<>();
    private OptionValues options;
    private LocalEngine engine;
    /** This process, as the engine knows it. */
    private Client client;

    private EngineSettings settings;
    private ThreadedEnvironment environment;
    private int holders;
    private boolean finished;

    SharedEngine(EmbeddedEngines registry, Place place) {
        this.registry = registry;
        this.place = place;
    }

    /** Opens the engine if nobody has yet; null if it has been closed, or has failed: then there will be another. */
    synchronized EngineHandle join(OptionValues wanted) {
        if (engine != null && engine.hasFailed()) {
            closeWhatFailed();
        }
        if (finished) {
            return null;
        }
        if (engine == null) {
            open(wanted);
        } else {
            refuseContradiction(wanted);
        }
        holders++;
        return new EngineHandle(this, registry, client);
    }

    /** Nobody can do anything with it any more. Those who hold it are told of the failure whatever they ask for. */
    private void closeWhatFailed() {
        LOG.log(Level.WARNING, "The engine of " + place + " has failed and is closed, for it is opened anew.");
        try {
            closeNow();
        } catch (StoreException e) {
            LOG.log(Level.WARNING, e.getMessage(), e);
        }
    }

    synchronized boolean hasFailed() {
        return engine != null && engine.hasFailed();
    }

    synchronized EngineHandle joinAgain(OptionValues wanted) {
        if (finished) {
            throw new EngineException.Closed("The engine of " + place + " has been closed.");
        }
        refuseContradiction(wanted);
        holders++;
        return new EngineHandle(this, registry, client);
    }

    synchronized void leave() {
        holders--;
        if (holders == 0) {
            closeNow();
        }
    }

    synchronized boolean closesOnExit() {
        return options != null && options.get(Options.CLOSE_ON_EXIT);
    }

    synchronized void closeNow() {
        if (finished || engine == null) {
            return;
        }
        try {
            engine.close();
        } finally {
            finish();
        }
    }

    /** Waits without the lock, since what is done meanwhile may need it. */
    void timeChanged() {
        ThreadedEnvironment present;
        synchronized (this) {
            present = engine == null ? null : environment;
        }
        if (present != null) {
            present.timeChanged();
        }
    }

    <T> T attachment(Class<T> type, Supplier<T> maker) {
        return type.cast(attachments.computeIfAbsent(type, key -> maker.get()));
    }

    private void open(OptionValues wanted) {
        boolean opened = false;
        long start = registry.clock().elapsedMillis();
        try {
            Users users = Users.of(wanted);
            HeapLimits.check(wanted, Runtime.getRuntime().maxMemory());
            settings = settings(wanted);
            Store store = ContextLoader.own().call(() -> registry.stores().open(place, wanted, registry.clock()));
            environment = environmentOf(store);
            engine = LocalEngine.open(store, settings, environment, users::admit);
            client = Client.open(
                    registry.front(engine), "process " + ProcessHandle.current().pid());
            options = wanted;
            opened = true;
            report(registry.clock().elapsedMillis() - start);
        } catch (StoreFullException e) {
            throw new EngineException.NoRoom(e.getMessage(), e);
        } catch (StoreException e) {
            throw new EngineException.StoreFailed(e.getMessage(), e);
        } finally {
            if (!opened) {
                finish();
            }
        }
    }

    private void report(long millis) {
        Level level = place instanceof Directory ? Level.INFO : Level.DEBUG;
        if (!LOG.isLoggable(level)) {
            return;
        }
        List<QueueInfo> queues = engine.queues();
        long messages = 0;
        for (QueueInfo queue : queues) {
            QueueStatistics statistics = engine.statistics(queue.name()).await();
            messages += statistics.available() + statistics.delayed() + statistics.inFlight();
        }
        String version = SharedEngine.class.getPackage().getImplementationVersion();
        LOG.log(
                level,
                "LeaseMQ " + (version == null ? "(unpackaged)" : version) + " has opened " + place + ": "
                        + queues.size() + " queues with " + messages + " messages, in " + millis + " ms");
    }

    private ThreadedEnvironment environmentOf(Store store) {
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

    private void finish() {
        finished = true;
        registry.remove(place, this);
    }

    /** The account that an engine with these options has: a new one, if it has a limit of its own. */
    static MemoryAccount memory(OptionValues options) {
        Long limit = options.get(Options.MEMORY_LIMIT);
        return limit == null ? MemoryAccount.ofThisProcess() : new MemoryAccount(limit);
    }

    private EngineSettings settings(OptionValues options) {
        MemoryAccount memory = memory(options);
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
                reclaiming(memory),
                FilterLanguages.known());
    }

    /** What lies dead takes memory, if the store is there. */
    private EngineSettings.Reclaiming reclaiming(MemoryAccount memory) {
        EngineSettings.Reclaiming usual = EngineSettings.Reclaiming.USUAL;
        return place instanceof Directory
                ? usual
                : new EngineSettings.Reclaiming(
                        Math.min(usual.toleratedBytes(), memory.limit() / 16), usual.writesBetweenLooks());
    }

    /** What counts the memory of this engine; to be called while it is open. */
    synchronized MemoryAccount memory() {
        return settings.memory();
    }

    private void refuseContradiction(OptionValues wanted) {
        for (Option<?> option : Options.all()) {
            boolean governsEngine = option.scope() == Scope.ENGINE && option != Options.CREATE;
            if (governsEngine && wanted.isGiven(option)) {
                String present = options.text(option);
                String other = wanted.text(option);
                if (!present.equals(other)) {
                    throw new InvalidOptionException("The engine of " + place + " is open with " + option + "="
                            + present + " and cannot have " + other
                            + " at the same time. Give the same value everywhere, or close its other users first.");
                }
            }
        }
    }
}
