package org.leasemq.sqs.cli;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.leasemq.embedded.EmbeddedEngines;
import org.leasemq.embedded.EngineHandle;
import org.leasemq.options.ConnectionUrl;
import org.leasemq.sqs.action.Actions;
import org.leasemq.sqs.action.Bridge;
import org.leasemq.sqs.action.BridgeSettings;
import org.leasemq.sqs.action.Call;
import org.leasemq.sqs.action.Guard;
import org.leasemq.sqs.action.Identity;
import org.leasemq.sqs.action.Specification;
import org.leasemq.sqs.queue.Limits;
import org.leasemq.sqs.wire.Input;

/** On a database that nobody else has open. */
final class LocalApi implements Api {
    private final EngineHandle handle;
    private final Bridge bridge;
    private final Actions actions = new Actions(List.of());
    private final ScheduledExecutorService timer;

    LocalApi(String directory) {
        ConnectionUrl url = ConnectionUrl.parse("leasemq:derby:" + directory + "?create=false");
        handle = EmbeddedEngines.ofServer("leasemq").open(url.place(), url.options());
        timer = Executors.newSingleThreadScheduledExecutor(handle.threads());
        bridge = new Bridge(
                handle.engine(),
                handle.clock(),
                BridgeSettings.defaults().withLimits(Limits.relaxed()),
                Guard.OPEN,
                Runnable::run,
                this::after);
    }

    private void after(Duration delay, Runnable action) {
        timer.schedule(action, delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    EngineHandle handle() {
        return handle;
    }

    @Override
    public Map<String, Object> call(String action, Map<String, Object> values) {
        Specification specification = actions.named(action);
        Identity owner = new Identity(bridge.account(), null, bridge.region(), null, true);
        Call call = new Call(bridge, action, new Input(values), owner, "", "", false, () -> false);
        try {
            return specification.action().run(call).toCompletableFuture().join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
        handle.close();
    }
}
