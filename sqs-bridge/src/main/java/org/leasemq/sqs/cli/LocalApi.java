package org.leasemq.sqs.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.leasemq.embedded.DaemonThreads;
import org.leasemq.embedded.EmbeddedEngines;
import org.leasemq.embedded.EngineHandle;
import org.leasemq.options.ConnectionUrl;
import org.leasemq.sqs.action.Bridge;
import org.leasemq.sqs.action.BridgeSettings;
import org.leasemq.sqs.action.Guard;
import org.leasemq.sqs.action.OwnCalls;
import org.leasemq.sqs.queue.Limits;

/** On a database that nobody else has open. */
final class LocalApi implements Api {
    /** Kept, since a logger that nobody holds forgets its level. */
    private static final Logger ENGINES = Logger.getLogger("org.leasemq.embedded");

    private final EngineHandle handle;
    private final OwnCalls calls;
    private final ScheduledExecutorService timer;

    LocalApi(String directory) {
        ENGINES.setLevel(Level.WARNING); // what one command opens is no news
        ConnectionUrl url = ConnectionUrl.parse(new ConnectionUrl.Directory(Path.of(directory)) + "?create=false");
        handle = EmbeddedEngines.ofServer("leasemq").open(url.place(), url.options());
        timer = Executors.newSingleThreadScheduledExecutor(new DaemonThreads("leasemq-timer"));
        calls = new OwnCalls(new Bridge(
                handle.engine(),
                handle.memory().share(),
                handle.clock(),
                BridgeSettings.defaults().withLimits(Limits.relaxed()),
                Guard.OPEN,
                Runnable::run,
                Runnable::run,
                this::after));
    }

    private void after(Duration delay, Runnable action) {
        timer.schedule(action, delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    EngineHandle handle() {
        return handle;
    }

    @Override
    public Map<String, Object> call(String action, Map<String, Object> values) {
        return calls.call(action, values);
    }

    @Override
    public void close() {
        timer.shutdownNow();
        handle.close();
    }
}
