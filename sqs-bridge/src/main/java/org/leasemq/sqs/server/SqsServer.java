package org.leasemq.sqs.server;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.RequestLogWriter;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.leasemq.access.Admission;
import org.leasemq.annotation.VisibleTo;
import org.leasemq.annotation.VisibleTo.Audience;
import org.leasemq.console.Console;
import org.leasemq.console.audit.Audit;
import org.leasemq.embedded.EmbeddedEngines;
import org.leasemq.embedded.EngineHandle;
import org.leasemq.log.Logs;
import org.leasemq.management.EngineFigures;
import org.leasemq.memory.MemoryShare;
import org.leasemq.options.ConnectionUrl;
import org.leasemq.sqs.access.AccessKey;
import org.leasemq.sqs.call.Action;
import org.leasemq.sqs.call.Bridge;
import org.leasemq.sqs.call.BridgeSettings;
import org.leasemq.sqs.client.ClientActions;
import org.leasemq.sqs.client.ConnectedClients;
import org.leasemq.sqs.dispatch.Actions;
import org.leasemq.sqs.dispatch.Dispatcher;
import org.leasemq.sqs.operator.OperatorActions;
import org.leasemq.sqs.queue.Arns;
import org.leasemq.sqs.server.connection.BrokenOff;
import org.leasemq.sqs.server.connection.ConnectionMemory;
import org.leasemq.sqs.server.connection.Connections;
import org.leasemq.sqs.server.connection.HeadTimeout;
import org.leasemq.sqs.server.connection.Pace;
import org.leasemq.sqs.server.metric.AllQueueCounts;
import org.leasemq.sqs.server.metric.Management;
import org.leasemq.sqs.server.metric.Metrics;
import org.leasemq.sqs.server.remote.RemoteClients;
import org.leasemq.sqs.server.remote.RemoteSettings;
import org.leasemq.sqs.topic.WaitingSubscriptions;
import org.leasemq.sqs.topic.action.TopicActions;
import org.leasemq.thread.DaemonThreads;

/**
 * The SQS API on a port. Started by {@link #start}, stopped by {@link #close}: what is being done is finished first, receives
 * that wait end without messages, and the database is shut down in good order. Safe for use by several threads.
 */
@VisibleTo(Audience.APPLICATIONS)
public final class SqsServer implements AutoCloseable {
    private static final int LARGEST_REQUEST = 16 << 20;
    private static final int LARGEST_HEADERS = 16 << 10;
    private static final int THREADS = 64;
    private static final Duration IDLE = Duration.ofSeconds(75);
    /** How long the head of a request may take. */
    private static final Duration HEAD = Duration.ofSeconds(20);
    /** How long a connection that does nothing is waited for when the server stops. */
    private static final Duration IDLE_AT_END = Duration.ofMillis(200);

    private static final Duration GRACE = Duration.ofSeconds(25);

    private final EngineHandle handle;
    private final MemoryShare memory;
    private final ScheduledExecutorService timer;
    private final AnswerThread answers = new AnswerThread(new DaemonThreads("leasemq-answers"));
    private final Management management = new Management();
    private final Server server;
    private final Bridge bridge;
    private final ServerConnector connector;
    private final Connections connections;
    private final RemoteClients clients;
    private final ConnectedClients connected;
    /** Null for none. */
    private final Console console;

    private URI uri;

    private SqsServer(ServerSettings settings, EngineHandle handle, HeadTimeout patience) {
        this.handle = handle;
        this.memory = handle.memory().share();
        this.timer = Executors.newSingleThreadScheduledExecutor(new DaemonThreads("leasemq-timer"));
        QueuedThreadPool threads = new QueuedThreadPool(THREADS, 8);
        threads.setName("leasemq-http");
        this.server = new Server(threads);
        Access access = new Access(settings, handle.clock(), memory.account());
        this.bridge = new Bridge(
                handle.engine(),
                memory,
                handle.clock(),
                new BridgeSettings(settings.account(), settings.region(), settings.limits()),
                access,
                threads,
                answers,
                this::after);
        bridge.setQueueLife(new WaitingSubscriptions());
        AllQueueCounts counts = new AllQueueCounts(handle.engine(), bridge.parked());
        this.clients = new RemoteClients(
                handle,
                new RemoteSettings(
                        settings.maxSessions(),
                        settings.web().prefix(),
                        !settings.accessKeys().isEmpty()),
                memory,
                threads,
                answers,
                server.getScheduler());
        this.connected = new ConnectedClients(handle.engine(), clients.served());
        Metrics metrics =
                new Metrics(counts, connected, memory.account(), new EngineFigures(handle.engine(), handle.clock()));
        Audit audit = hasConsole(settings, handle.admission()) ? new Audit(handle.clock()) : null;
        Dispatcher dispatcher = new Dispatcher(
                bridge,
                new Actions(
                        TopicActions.all(),
                        Stream.of(OperatorActions.all(), ClientActions.of(connected), List.of(new ListDone(audit)))
                                .<Action>flatMap(List::stream)
                                .toList()),
                access,
                audit == null
                        ? new Shortage(metrics, this::relieve)
                        : new ApiAudit(new Shortage(metrics, this::relieve), audit),
                handle.clock());
        RequestMemory requests = new RequestMemory(memory);
        SqsHandler actions = new SqsHandler(dispatcher, requests, threads, settings.web(), LARGEST_REQUEST);
        OperationsHandler operations = new OperationsHandler(
                actions,
                handle.engine(),
                metrics,
                requests,
                this::relieve,
                threads,
                answers,
                bridge.signers(),
                settings.web().prefix());
        this.console = audit == null
                ? null
                : new Console(handle, !settings.accessKeys().isEmpty(), connected, audit, memory, threads);
        Handler first = console == null ? operations : console.handler(operations, new Visits(settings.web()));
        PageGuard guard = new PageGuard(
                settings.maxSessions() == 0 ? first : clients.handler(first, SqsServer::remote), settings, dispatcher);
        BrokenOff brokenOff = new BrokenOff(handle.clock());
        server.setHandler(new GracefulHandler(new Pace(guard, handle.clock(), brokenOff)));
        ConnectionMemory ofConnections = new ConnectionMemory(memory);
        this.connector = connector(settings, patience, ofConnections, brokenOff);
        int weight = settings.tls() == null ? Connections.WEIGHT : Connections.TLS_WEIGHT;
        this.connections = new Connections(connector, ofConnections, weight, handle.clock(), brokenOff);
        connector.addBean(connections);
        server.addConnector(connector);
        server.setErrorHandler(new HttpErrors());
        server.setStopTimeout(GRACE.toMillis());
        if (settings.accessLog() != null) {
            server.setRequestLog(new AccessLines(new AccessLog(
                    new RequestLogWriter(settings.accessLog()), new DaemonThreads("leasemq-access-log"))));
        }
    }

    /**
     * Opens the queues and listens.
     *
     * @param engines where the engine is opened, or shared with others of this process
     * @throws ServerException if it cannot: the message says why
     */
    public static SqsServer start(ServerSettings settings, EmbeddedEngines engines) {
        return start(settings, engines, new HeadTimeout(HEAD));
    }

    static SqsServer start(ServerSettings settings, EmbeddedEngines engines, HeadTimeout patience) {
        requireProtection(settings);
        requireHomes(settings);
        ConnectionUrl url = ConnectionUrl.parse(settings.url());
        EngineHandle handle = engines.open(url.place(), settings.options(url));
        SqsServer started = null;
        try {
            requireHashes(settings, handle.admission());
            SqsServer server = new SqsServer(settings, handle, patience);
            server.tellOwnApart();
            new QueuesToCreate(server.bridge).create(settings.queues());
            server.bridge.resume();
            server.listen();
            started = server;
            return server;
        } finally {
            if (started == null) {
                handle.close();
            }
        }
    }

    private static String remote(Request request) {
        return ((ClientView) request.getAttribute(ClientView.ATTRIBUTE)).remote();
    }

    /** What is not due when the server stops is left. */
    private void after(Duration delay, Runnable action) {
        try {
            timer.schedule(() -> timely(action), delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            Logs.of(SqsServer.class).log(System.Logger.Level.DEBUG, "Left, since the server stops", e);
        }
    }

    /** Not at once: who is short of memory may hold locks. */
    private void relieve() {
        if (connections.mayEndStuck()) {
            server.getThreadPool().execute(connections::endStuck);
        }
    }

    private static void timely(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException | Error e) {
            Logs.of(SqsServer.class)
                    .log(System.Logger.Level.ERROR, "What was to be done later failed, which indicates a bug", e);
        }
    }

    private static void requireProtection(ServerSettings settings) {
        if (settings.accessKeys().isEmpty() && settings.web().corsOrigins().contains(Web.ANY_ORIGIN)) {
            throw new ServerException(
                    "cors-origins: '*' would let every page that anybody on this machine looks at read and delete"
                            + " messages. Name the origins of your pages, or configure access keys.",
                    null);
        }
        if (!isLocal(settings) && settings.accessKeys().isEmpty() && !settings.openToAll()) {
            throw new ServerException(
                    "Listening on " + settings.host() + " would let everybody who reaches this machine read and delete "
                            + "messages. Configure access keys, or say that this is wanted (--open-to-all).",
                    null);
        }
    }

    private static boolean isLocal(ServerSettings settings) {
        try {
            return InetAddress.getByName(settings.host()).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw new ServerException("There is no address " + settings.host() + " to listen on.", e);
        }
    }

    /** Users that the server is given have to say who they are. */
    private static void requireHashes(ServerSettings settings, Admission admission) {
        if (settings.maxSessions() > 0
                && !isLocal(settings)
                && !admission.plain().isEmpty()) {
            throw new ServerException(
                    "Passwords stand as they are in the users file: those of " + String.join(", ", admission.plain())
                            + ". Programs of other machines are served only with lines that 'leasemq password NAME'"
                            + " makes. Put these there instead, or serve no programs (--max-sessions 0).",
                    null);
        }
    }

    /** Passwords that can be read are not taken from people elsewhere either. */
    private static boolean hasConsole(ServerSettings settings, Admission admission) {
        boolean may = isLocal(settings) || admission.plain().isEmpty();
        if (settings.web().console() && !may) {
            Logs.of(SqsServer.class)
                    .log(
                            System.Logger.Level.WARNING,
                            "There is no console, since passwords stand as they are in the users file. Put the lines there"
                                    + " instead that 'leasemq password NAME' makes.");
        }
        return settings.web().console() && may;
    }

    /** Accounts and regions become parts of names. */
    private static void requireHomes(ServerSettings settings) {
        Stream.concat(
                        Stream.of(settings.account()),
                        settings.accessKeys().stream().map(AccessKey::account))
                .filter(account -> !Arns.isAccount(account))
                .forEach(account -> {
                    throw new ServerException("'" + account + "' is no account: that has 12 digits.", null);
                });
        if (!Arns.isRegion(settings.region())) {
            throw new ServerException(
                    "'" + settings.region() + "' is no region: that has up to 32 letters, digits and hyphens.", null);
        }
    }

    /** Only where the account or the region of the server has been changed. */
    private void tellOwnApart() {
        List<String> apart = bridge.homes().ownApart();
        if (!apart.isEmpty()) {
            Logs.of(SqsServer.class)
                    .log(
                            System.Logger.Level.WARNING,
                            apart.size() + " queues and topics of account "
                                    + bridge.homes().own().account() + " in region "
                                    + bridge.homes().own().region()
                                    + " were created while the server had another account or region. Jakarta Messaging"
                                    + " does not find them under their names, but under these: " + apart);
        }
    }

    private ServerConnector connector(
            ServerSettings settings, HeadTimeout patience, ConnectionMemory memory, BrokenOff brokenOff) {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setSendDateHeader(true);
        http.setRequestHeaderSize(LARGEST_HEADERS);
        http.setHeaderCacheSize(0); // which would take 100 KB for each connection with a second request
        http.setUriCompliance(UriCompliance.UNSAFE);
        ConnectionFactory[] protocols = {patience.http(http, memory, brokenOff)};
        if (settings.tls() != null) {
            http.addCustomizer(new SecureRequestCustomizer(false));
            protocols = new ConnectionFactory[] {
                patience.tls(Encryption.of(settings.tls()), "http/1.1"), patience.http(http, memory, brokenOff)
            };
        }
        ServerConnector made = new ServerConnector(server, null, null, null, 1, 2, protocols);
        made.setHost(settings.host());
        made.setPort(settings.port());
        made.setIdleTimeout(IDLE.toMillis());
        made.setShutdownIdleTimeout(IDLE_AT_END.toMillis());
        made.setAcceptQueueSize(1024);
        return made;
    }

    private void listen() {
        try {
            server.start();
            if (console != null) {
                console.start();
            }
            uri = listeningAt();
            management.register(connected, connector.getLocalPort());
        } catch (Exception e) {
            stop();
            throw new ServerException(
                    "The server cannot listen on " + connector.getHost() + ":" + connector.getPort() + ": "
                            + e.getMessage() + ". Choose another port, or end who has it.",
                    e);
        }
    }

    /** Has something done when the engine fails, or its queues are another's, so that nothing can be served any more. */
    public void whenFailed(Runnable action) {
        handle.whenFailed(action);
    }

    /** Where clients reach it. */
    public URI uri() {
        return uri;
    }

    private URI listeningAt() {
        String host = connector.getHost();
        boolean tls = connector.getConnectionFactory(SslConnectionFactory.class) != null;
        return URI.create((tls ? "https" : "http") + "://" + (host.contains(":") ? "[" + host + "]" : host) + ":"
                + connector.getLocalPort());
    }

    /** Stops. Closing twice is harmless. */
    @Override
    public void close() {
        bridge.parked().endAll();
        if (console != null) {
            console.close();
        }
        clients.close();
        stop();
        timer.shutdownNow();
        answers.close();
        management.close();
        memory.close();
        handle.close();
    }

    private void stop() {
        try {
            server.stop();
        } catch (Exception e) {
            Logs.of(SqsServer.class).log(System.Logger.Level.WARNING, "Stopping left something behind", e);
        }
    }
}
