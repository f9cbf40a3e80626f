package org.leasemq.junit;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.leasemq.embedded.DerbyStores;
import org.leasemq.embedded.EmbeddedEngines;
import org.leasemq.embedded.EngineHandle;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.TimeSource;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.QueueInfo;
import org.leasemq.jms.LeaseMQConnectionFactory;
import org.leasemq.log.Logs;
import org.leasemq.options.OptionValues;
import org.leasemq.options.Options;
import org.leasemq.thread.DaemonThreads;

/** An engine while the tests of a class run, and what is done with it. Safe for use by several threads. */
final class Server implements AutoCloseable {
    private final Home home;
    private final OptionValues options;
    private final TestClock clock;
    private final EmbeddedEngines engines;
    private final EngineHandle handle;
    private final LeaseMQConnectionFactory factory;

    Server(Home home, OptionValues options, TimeSource time) {
        this.home = home;
        // what nobody waits for is not to wait for the clock
        this.options = options.isGiven(Options.BACKGROUND_DELAY)
                ? options
                : options.with(Options.BACKGROUND_DELAY, Duration.ZERO);
        this.clock = new TestClock(time);
        this.engines = new EmbeddedEngines(new DerbyStores(), new DaemonThreads("leasemq-junit"), clock);
        this.factory = factory(this.options.asTexts());
        this.handle = engines.open(home.place(), this.options);
    }

    private LeaseMQConnectionFactory factory(Map<String, String> settings) {
        LeaseMQConnectionFactory made = new LeaseMQConnectionFactory(home.url(), engines);
        settings.forEach(made::setOption);
        return made;
    }

    LeaseMQConnectionFactory factory() {
        return factory;
    }

    /** Makes connections beside those of the tests: without a client id, which one connection only can have. */
    LeaseMQConnectionFactory onlookersFactory() {
        Map<String, String> settings = new LinkedHashMap<>(options.asTexts());
        settings.remove(Options.CLIENT_ID.name());
        return factory(settings);
    }

    LeaseEngine engine() {
        return handle.engine();
    }

    Instant now() {
        return clock.instant();
    }

    void advance(Duration by) {
        clock.advance(by);
        settle();
    }

    /** Waits until what is due has been done and what is going on in the background has become durable. */
    void settle() {
        engines.timeChanged();
        List<QueueInfo> queues = engine().queues();
        if (!queues.isEmpty()) {
            awaitAllBefore(queues.get(0));
        }
    }

    /** Creating what is there changes nothing, and is done after everything before it. */
    private void awaitAllBefore(QueueInfo queue) {
        if (engine().findQueue(queue.name()).await().isPresent()) {
            engine().createQueue(queue.name(), queue.attributes()).await();
        }
    }

    /** Leaves nothing of a test to the next but the queues themselves. */
    void empty() {
        settle();
        List<QueueInfo> queues = engine().queues();
        queues.forEach(this::purge);
        if (queues.stream().anyMatch(queue -> queue.attributes().fifo())) {
            advance(options.get(Options.DEDUPLICATION_INTERVAL));
        }
    }

    private void purge(QueueInfo queue) {
        try {
            engine().purge(queue.name()).await();
        } catch (EngineException.NoSuchQueue e) {
            Logs.of(Server.class).log(System.Logger.Level.DEBUG, "A queue went while it was to be emptied", e);
        }
    }

    @Override
    public void close() {
        factory.close();
        handle.close();
        engines.closeAll(); // connections that tests have left open must not keep it
        home.delete();
    }
}
