package org.leasemq.sqs.server.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.leasemq.jms.LeaseMQConnectionFactory;
import org.leasemq.process.QueueServer;
import org.leasemq.sqs.cli.Commands;

/** A server in a process of its own, which is told to end (SIGTERM) while somebody elsewhere uses it, and started again. */
@Timeout(value = 240, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ServerProcessTest {
    private static final int BETWEEN_ENDS = 100;

    @TempDir
    private Path directory;

    private final AtomicInteger sent = new AtomicInteger();
    private volatile boolean enough;

    private void send(LeaseMQConnectionFactory factory) {
        try (JMSContext context = factory.createContext(JMSContext.SESSION_TRANSACTED)) {
            while (!enough) {
                context.createProducer().send(context.createQueue("q"), Integer.toString(sent.get()));
                context.commit();
                sent.incrementAndGet();
            }
        }
    }

    @Test
    void aServerThatIsToldToEndLosesAndDoublesNothing() throws Exception {
        try (QueueServer server = new QueueServer(directory).start();
                LeaseMQConnectionFactory factory =
                        new LeaseMQConnectionFactory("leasemq:tcp://127.0.0.1:" + server.port())) {
            CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> send(factory));
            for (int restart = 1; restart <= 2; restart++) {
                int until = sent.get() + BETWEEN_ENDS;
                RemoteFixture.await(() -> sent.get() >= until || sending.isDone());
                List<Map<String, Object>> clients =
                        Commands.list("clients", "--json", "--url", "http://127.0.0.1:" + server.port());
                String description = (String) clients.get(0).get("Description");
                assertTrue(
                        description.contains(
                                "process " + ProcessHandle.current().pid()),
                        description);
                server.endAndStart();
            }
            int until = sent.get() + BETWEEN_ENDS;
            RemoteFixture.await(() -> sent.get() >= until || sending.isDone());
            enough = true;
            sending.get();
            try (JMSContext context = factory.createContext()) {
                JMSConsumer consumer = context.createConsumer(context.createQueue("q"));
                for (int i = 0; i < sent.get(); i++) {
                    assertEquals(Integer.toString(i), consumer.receiveBody(String.class));
                }
                assertNull(consumer.receiveNoWait());
            }
        }
    }
}
