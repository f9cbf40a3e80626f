package org.leasemq.sqs.cli.api;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.leasemq.embedded.EmbeddedEngines;
import org.leasemq.embedded.EngineHandle;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.model.QueueInfo;
import org.leasemq.options.ConnectionUrl;
import org.leasemq.sqs.access.ActionGuard;
import org.leasemq.sqs.call.Bridge;
import org.leasemq.sqs.call.BridgeSettings;
import org.leasemq.sqs.dispatch.OwnCalls;
import org.leasemq.sqs.queue.Arns;
import org.leasemq.sqs.queue.Homes;
import org.leasemq.sqs.queue.Limits;
import org.leasemq.sqs.queue.Names;
import org.leasemq.sqs.queue.QueueUrls;
import org.leasemq.sqs.topic.WaitingSubscriptions;
import org.leasemq.sqs.wire.ApiException;
import org.leasemq.sqs.wire.ErrorCode;
import org.leasemq.thread.DaemonThreads;

/** On a database that nobody else has open. */
public final class LocalApi implements Api {
    /** Kept, since a logger that nobody holds forgets its level. */
    private static final Logger ENGINES = Logger.getLogger("org.leasemq.embedded");

    private final EngineHandle handle;
    private final OwnCalls calls;
    private final ScheduledExecutorService timer;

    public LocalApi(String directory) {
        this(directory, null, null);
    }

    /**
     * @param account whose queues are called by their names; null for those of the server's own
     * @param region as with the account
     */
    public LocalApi(String directory, String account, String region) {
        ENGINES.setLevel(Level.WARNING); // what one command opens is no news
        ConnectionUrl url = ConnectionUrl.parse(DataDirectory.existing(directory));
        handle = EmbeddedEngines.ofServer("leasemq").open(url.place(), url.options());
        timer = Executors.newSingleThreadScheduledExecutor(new DaemonThreads("leasemq-timer"));
        Bridge bridge = new Bridge(
                handle.engine(),
                handle.memory().share(),
                handle.clock(),
                settings(handle.engine()),
                ActionGuard.OPEN,
                Runnable::run,
                Runnable::run,
                this::after);
        bridge.setQueueLife(new WaitingSubscriptions());
        Arns own = bridge.homes().own();
        calls = new OwnCalls(
                bridge, new Arns(account == null ? own.account() : account, region == null ? own.region() : region));
    }

    /**
     * At home where nothing is whose name in the engine says where it belongs: what the server's own account and region are does
     * not stand in the database, and names are to mean those queues that have plain names.
     */
    private static BridgeSettings settings(LeaseEngine engine) {
        Arns home = Stream.iterate(0L, number -> number + 1)
                .map(number -> new Arns(String.format(Locale.ROOT, "%012d", number), BridgeSettings.ANY_REGION))
                .filter(possible -> new Homes(engine, possible).ownApart().isEmpty())
                .findFirst()
                .orElseThrow();
        return new BridgeSettings(home.account(), home.region(), Limits.relaxed());
    }

    private void after(Duration delay, Runnable action) {
        timer.schedule(action, delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    public EngineHandle handle() {
        return handle;
    }

    /**
     * The queue of that name, which may be any: a name of Jakarta Messaging that would be cut or decoded as a URL means itself.
     *
     * @throws ApiException if there is none
     */
    public QueueInfo queue(String name) {
        boolean ofClients = Names.isPlain(name) && name.equals(QueueUrls.nameOf(name));
        Optional<QueueInfo> itself =
                ofClients ? Optional.empty() : handle.engine().findQueue(name).await();
        return itself.orElseGet(() -> calls.queue(new GivenQueue(name).url()));
    }

    @Override
    public Map<String, Object> call(String action, Map<String, Object> values) {
        try {
            return calls.call(action, values);
        } catch (ApiException e) {
            if (e.code() == ErrorCode.QUEUE_DOES_NOT_EXIST && values.get("QueueUrl") instanceof String url) {
                throw new NoSuchQueueException(url, e);
            }
            throw e;
        }
    }

    @Override
    public InstantSource clock() {
        return handle.clock();
    }

    @Override
    public void close() {
        timer.shutdownNow();
        handle.close();
    }
}
