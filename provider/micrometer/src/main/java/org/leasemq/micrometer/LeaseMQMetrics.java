package org.leasemq.micrometer;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.leasemq.embedded.EmbeddedEngines;
import org.leasemq.embedded.EngineHandle;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.QueuePrefix;
import org.leasemq.jms.LeaseMQConnectionFactory;
import org.leasemq.log.Logs;
import org.leasemq.management.EngineFigures;
import org.leasemq.management.EngineState;
import org.leasemq.memory.MemoryAccount;
import org.leasemq.options.ConnectionUrl;

/**
 * Meters of an engine: for each queue what is in it and what has gone through it, the memory that clients made grow, whether it can store,
 * and transactions in doubt. Meters of queues come and go with them, at the second look at the latest; figures are asked for when somebody looks, once a second at most. The engine
 * may be a server's elsewhere, which is then asked about each queue.
 *
 * <pre>{@code
 * new LeaseMQMetrics(factory).bindTo(registry);
 * }</pre>
 *
 * <p>Safe for use by several threads. Belongs to who made it; the engine stays open until it is closed.
 */
public final class LeaseMQMetrics implements MeterBinder, AutoCloseable {
    private static final long FRESH_MILLIS = 1_000;

    private final Supplier<EngineHandle> opener;
    private final Predicate<String> queues;
    private final Iterable<Tag> tags;
    private final List<BoundQueues> bound = new ArrayList<>();
    private final List<BoundEngine> boundEngine = new ArrayList<>();
    private EngineHandle handle;
    private EngineFigures figures;
    private EngineState state;
    private long lookedAt;
    private boolean closed;

    /** Meters of all queues that people know by name, in the engine of a factory, which shares it with others of this process. */
    public LeaseMQMetrics(LeaseMQConnectionFactory factory) {
        this(factory, queue -> true, List.of());
    }

    /**
     * As {@link #LeaseMQMetrics(LeaseMQConnectionFactory)}, of some queues only: each makes eleven meters.
     *
     * @param queues which, by name
     * @param tags that all its meters have, such as a name for the engine where there are several
     */
    public LeaseMQMetrics(LeaseMQConnectionFactory factory, Predicate<String> queues, Iterable<Tag> tags) {
        this(
                () -> EmbeddedEngines.ofThisProcess()
                        .open(ConnectionUrl.parse(factory.getUrl()).place(), factory.options()),
                queues,
                tags);
    }

    /**
     * As {@link #LeaseMQMetrics(LeaseMQConnectionFactory, Predicate, Iterable)}, of an engine that somebody has opened.
     *
     * @param engine another hold on it is taken, and given back by {@link #close}
     */
    public LeaseMQMetrics(EngineHandle engine, Predicate<String> queues, Iterable<Tag> tags) {
        this(engine::another, queues, tags);
    }

    private LeaseMQMetrics(Supplier<EngineHandle> opener, Predicate<String> queues, Iterable<Tag> tags) {
        this.opener = opener;
        this.queues = queues;
        this.tags = tags;
    }

    /**
     * Adds the meters to a registry, and takes them away when this is closed.
     *
     * @throws EngineException if the engine cannot be opened
     */
    @Override
    public synchronized void bindTo(MeterRegistry registry) {
        requireOpen();
        EngineHandle engine = handle();
        look(engine);
        boundEngine.add(new BoundEngine(registry, tags, this::state, this::memory));
        bound.add(new BoundQueues(registry, tags, this::look));
        look(engine);
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("These metrics have been closed.");
        }
    }

    /** The engine, opened anew if it has failed. */
    private EngineHandle handle() {
        if (handle != null && handle.isOver()) {
            handle.close();
            handle = null;
        }
        if (handle == null) {
            handle = opener.get();
            figures = new EngineFigures(handle.engine(), handle.clock());
        }
        return handle;
    }

    private synchronized EngineState state() {
        look();
        return state;
    }

    /** Null without an engine. */
    private synchronized MemoryAccount memory() {
        look();
        return handle == null ? null : handle.memory();
    }

    /** Sees to it that figures are those of now. Without an engine they stay as they were, but that nothing can be stored. */
    private synchronized void look() {
        if (closed) {
            return;
        }
        try {
            EngineHandle engine = handle();
            if (engine.clock().elapsedMillis() - lookedAt >= FRESH_MILLIS) {
                look(engine);
            }
        } catch (EngineException e) {
            state = state.unreachable();
            Logs.of(LeaseMQMetrics.class)
                    .log(System.Logger.Level.DEBUG, "No figures, since the engine does not answer", e);
        }
    }

    private void look(EngineHandle engine) {
        lookedAt = engine.clock().elapsedMillis();
        state = figures.look();
        Map<String, MeteredQueue> seen =
                Statistics.of(engine.engine(), name -> QueuePrefix.isKnownByName(name) && queues.test(name));
        bound.forEach(meters -> meters.follow(seen));
    }

    /** Takes the meters out of the registries, and lets the engine go. Closing twice is harmless. */
    @Override
    public synchronized void close() {
        closed = true;
        bound.forEach(meters -> meters.follow(Map.of()));
        bound.clear();
        boundEngine.forEach(BoundEngine::remove);
        boundEngine.clear();
        if (handle != null) {
            handle.close();
            handle = null;
        }
    }
}
