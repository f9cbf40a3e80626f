package org.leasemq.sqs.server.remote;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.leasemq.embedded.DerbyStores;
import org.leasemq.embedded.EmbeddedEngines;
import org.leasemq.embedded.EngineHandle;
import org.leasemq.engine.SettableClock;
import org.leasemq.memory.MemoryAccount;
import org.leasemq.memory.MemoryShare.Use;
import org.leasemq.options.ConnectionUrl;
import org.leasemq.remote.RemoteEngine;
import org.leasemq.remote.Session;
import org.leasemq.sqs.server.ServerSettings;
import org.leasemq.sqs.server.SqsServer;
import org.leasemq.thread.DaemonThreads;

/** A server with its queues in memory, whose clock is advanced by hand, and clients of its port. */
abstract class RemoteFixture {
    static final String QUEUE = "q";
    static final int TIMEOUT_MILLIS = 10_000;

    final SettableClock clock = new SettableClock();
    final String place = "leasemq:mem:" + UUID.randomUUID();
    EmbeddedEngines engines;
    SqsServer server;
    private final List<SocketConnector> connectors = new ArrayList<>();
    private final List<RemoteEngine> clients = new ArrayList<>();

    @BeforeEach
    void start() {
        engines = new EmbeddedEngines(new DerbyStores(), new DaemonThreads("leasemq-test"), clock);
        server = SqsServer.start(settings(), engines);
    }

    ServerSettings settings() {
        return ServerSettings.defaults().listeningOn("127.0.0.1", 0).storedAt(place);
    }

    @AfterEach
    void stop() {
        connectors.forEach(SocketConnector::close);
        server.close();
        engines.closeAll();
    }

    int port() {
        return server.uri().getPort();
    }

    /** A client that connects again when its connection breaks. */
    RemoteEngine client() {
        return connect(TIMEOUT_MILLIS).engine();
    }

    SocketConnector connect(int timeoutMillis) {
        Session session = new Session(
                UUID.randomUUID(), "a test", timeoutMillis, call -> LockSupport.park(), EmbeddedEngines.systemClock());
        RemoteEngine engine = new RemoteEngine(
                session,
                RandomGeneratorFactory.of("L64X128MixRandom").create(),
                MemoryAccount.ofThisProcess().share(),
                8);
        SocketConnector connector = new SocketConnector(session, engine, this::port);
        connectors.add(connector);
        clients.add(engine);
        connector.start();
        return connector;
    }

    RawConnection raw() throws IOException {
        return new RawConnection(port());
    }

    MemoryAccount account() {
        ConnectionUrl url = ConnectionUrl.parse(settings().url());
        try (EngineHandle handle = engines.open(url.place(), url.options())) {
            return handle.memory();
        }
    }

    long taken(Use use) {
        return account().uses().getOrDefault(use, 0L);
    }

    void advance(Duration duration) {
        clock.advance(duration);
        engines.timeChanged();
    }

    static void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            LockSupport.parkNanos(1_000_000);
        }
    }
}
