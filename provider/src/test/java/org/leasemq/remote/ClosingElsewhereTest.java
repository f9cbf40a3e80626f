package org.leasemq.remote;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.leasemq.embedded.EmbeddedEngines;
import org.leasemq.embedded.EngineHandle;
import org.leasemq.jms.LeaseMQConnectionFactory;
import org.leasemq.options.ConnectionUrl;
import org.leasemq.options.ConnectionUrl.Memory;
import org.leasemq.options.OptionValues;

/** Who ends something does not wait for a server that is away. */
class ClosingElsewhereTest {
    private final EmbeddedEngines engines = EmbeddedEngines.ofServer("test");
    private EngineHandle local;
    private FrameServer server;
    private LeaseMQConnectionFactory factory;

    @BeforeEach
    void start() throws IOException {
        local = engines.open(new Memory("closing-elsewhere"), OptionValues.defaults());
        server = new FrameServer(local.engine());
        factory = new LeaseMQConnectionFactory(
                "leasemq:tcp://127.0.0.1:" + server.address().port() + "?reconnect-timeout=30m", engines);
    }

    @AfterEach
    void stop() throws IOException {
        factory.close();
        engines.closeAll();
        server.close();
    }

    private interface Closing {
        void close() throws JMSException;
    }

    private static void assertSoon(Closing closing) throws JMSException {
        long begun = System.nanoTime();
        closing.close();
        assertTrue(System.nanoTime() - begun < TimeUnit.SECONDS.toNanos(20));
    }

    private static Session used(Connection connection) throws JMSException {
        connection.setClientID("me");
        Session session = connection.createSession(true, Session.SESSION_TRANSACTED);
        MessageConsumer consumer = session.createConsumer(session.createQueue("q"), "colour = 'red'");
        session.createDurableConsumer(session.createTopic("t"), "s").receiveNoWait();
        session.createConsumer(session.createTemporaryQueue());
        connection.createSession().createConsumer(session.createQueue("other")).setMessageListener(message -> {});
        connection.start();
        consumer.receiveNoWait();
        session.createProducer(session.createQueue("q")).send(session.createTextMessage("m"));
        return session;
    }

    @Test
    void aConnection() throws JMSException, IOException {
        Connection connection = factory.createConnection();
        used(connection);
        server.close();
        assertSoon(connection::close);
        assertSoon(factory::close);
    }

    /** What accepts connections, and says nothing. */
    @Test
    @Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void whileTheFirstConnectionIsMade() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            ConnectionUrl url =
                    ConnectionUrl.parse("leasemq:tcp://127.0.0.1:" + silent.getLocalPort() + "?connect-timeout=10m");
            CompletableFuture<EngineHandle> first =
                    CompletableFuture.supplyAsync(() -> engines.open(url.place(), url.options()));
            try (Socket accepted = silent.accept()) {
                CompletableFuture<EngineHandle> other =
                        CompletableFuture.supplyAsync(() -> engines.open(url.place(), url.options()));
                engines.timeChanged();
                engines.closeUnreachable();
                engines.closeAll();
                assertFalse(first.isDone() || other.isDone());
            }
            assertThrows(CompletionException.class, first::join);
        }
    }

    @Test
    void aSession() throws JMSException, IOException {
        Session session = used(factory.createConnection());
        server.close();
        assertSoon(session::close);
    }
}
