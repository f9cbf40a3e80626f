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

    private final MeteredEngine engine;
    private final Iterable<Tag> tags;
    private final List<BoundQueues> bound = new ArrayList<>();
    private final List<BoundEngine> boundEngine = new ArrayList<>();
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
        this.engine = new MeteredEngine(opener, name -> QueuePrefix.isKnownByName(name) && queues.test(name));
        this.tags = tags;
    }

    /**
     * Adds the meters to a registry, and takes them away when this is closed.
     *
     * @throws EngineException if the engine cannot be opened
     */
    @Override
    public synchronized void bindTo(MeterRegistry registry) {
        Glance first = engine.look();
        state = first.engine();
        boundEngine.add(new BoundEngine(registry, tags, this::state, this::memory));
        bound.add(new BoundQueues(registry, tags, this::look));
        show(first);
    }

    private void show(Glance seen) {
        lookedAt = engine.elapsedMillis();
        state = seen.engine();
        bound.forEach(meters -> meters.follow(seen.queues()));
    }

    private synchronized EngineState state() {
        look();
        return state;
    }

    private MemoryAccount memory() {
        look();
        return engine.memory();
    }

    /** Sees to it that figures are those of now. Without an engine they stay as they were, but that nothing can be stored. */
    private synchronized void look() {
        if (closed || engine.elapsedMillis() - lookedAt < FRESH_MILLIS) {
            return;
        }
        Glance seen = engine.glance();
        if (seen != null) {
            show(seen);
        } else {
            state = state.unreachable();
            lookedAt = engine.elapsedMillis();
        }
    }

    /** Takes the meters out of the registries, and lets the engine go. Closing twice is harmless. */
    @Override
    public synchronized void close() {
        closed = true;
        bound.forEach(meters -> meters.follow(Map.of()));
        bound.clear();
        boundEngine.forEach(BoundEngine::remove);
        boundEngine.clear();
        engine.close();
    }
}
