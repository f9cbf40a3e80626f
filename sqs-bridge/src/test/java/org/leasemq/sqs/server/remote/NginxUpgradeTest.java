package org.leasemq.sqs.server.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.jms.Connection;
import jakarta.jms.JMSContext;
import jakarta.jms.Session;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.leasemq.jms.LeaseMQConnectionFactory;
import org.leasemq.sqs.server.Nginx;
import org.leasemq.sqs.server.ServerSettings;
import org.leasemq.sqs.server.SqsServer;
import org.leasemq.sqs.server.TestKeystore;
import org.leasemq.sqs.server.Web;

/** Programs elsewhere behind a real nginx, where one is installed, with the lines of docs/remote.md. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class NginxUpgradeTest extends RemoteFixture {
    private static final Path PAGE = Path.of("../docs/remote.md");

    @TempDir
    private Path directory;

    @Override
    ServerSettings settings() {
        return super.settings().withWeb(Web.DIRECT.withTrustedProxies(List.of("127.0.0.1")));
    }

    /** Messages of all sizes, a receive that waits, and a transaction. */
    private static void work(LeaseMQConnectionFactory factory) throws Exception {
        try (factory;
                Connection connection = factory.createConnection();
                Session session = connection.createSession(true, Session.SESSION_TRANSACTED)) {
            connection.start();
            String large = "x".repeat(3 << 20);
            CompletableFuture<String> received = CompletableFuture.supplyAsync(() -> {
                try (JMSContext context = factory.createContext()) {
                    return context.createConsumer(context.createQueue(QUEUE)).receiveBody(String.class);
                }
            });
            session.createProducer(session.createQueue(QUEUE)).send(session.createTextMessage(large));
            session.commit();
            assertEquals(large, received.get());
        }
    }

    @Test
    void programsWorkThroughIt() throws Exception {
        try (Nginx nginx = Nginx.start(directory, "", PAGE, port())) {
            work(new LeaseMQConnectionFactory("leasemq:tcp://127.0.0.1:" + nginx.port()));
        }
    }

    @Test
    void itCanHaveTheCertificate() throws Exception {
        TestKeystore keystore = TestKeystore.in(Files.createDirectory(directory.resolve("keys")));
        Path pem = keystore.pem();
        String listen = "ssl; ssl_certificate " + pem + "; ssl_certificate_key " + pem;
        SSLContext usual = SSLContext.getDefault();
        try (Nginx nginx = Nginx.start(directory, listen, PAGE, port())) {
            SSLContext.setDefault(keystore.trusting());
            work(new LeaseMQConnectionFactory("leasemq:tls://localhost:" + nginx.port()));
        } finally {
            SSLContext.setDefault(usual);
        }
    }

    @Test
    void whenTheServerIsStartedAgainBehindItProgramsGoOn() throws Exception {
        int port = port();
        try (Nginx nginx = Nginx.start(directory, "", PAGE, port);
                LeaseMQConnectionFactory factory =
                        new LeaseMQConnectionFactory("leasemq:tcp://127.0.0.1:" + nginx.port());
                JMSContext context = factory.createContext()) {
            context.createProducer().send(context.createQueue(QUEUE), "before");
            server.close();
            CompletableFuture<Void> sent = CompletableFuture.runAsync(
                    () -> context.createProducer().send(context.createQueue(QUEUE), "after"));
            server = SqsServer.start(settings().listeningOn("127.0.0.1", port), engines);
            sent.get();
            assertTrue(context.createBrowser(context.createQueue(QUEUE))
                    .getEnumeration()
                    .hasMoreElements());
        }
    }
}
