package org.leasemq.sqs.server.remote;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.leasemq.jms.LeaseMQConnectionFactory;
import org.leasemq.sqs.SmallHeapServer;

/** Several programs send and receive large messages at once, which a small heap has no room for, and small ones go on. */
@Timeout(value = 240, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LargeInSmallHeapTest {
    private static final String HEAP = "96m";
    /** Nearly the largest that this heap takes. */
    private static final int LARGE = 12 << 20;

    private static final int PROGRAMS = 3;
    private static final int ROUNDS = 2;
    private static final String REFUSED = "LEASEMQ-NO-ROOM";

    @TempDir
    private Path directory;

    private volatile boolean over;

    /** Whatever is refused is so in words, and may be asked for again. */
    private interface Attempt<T> {
        T make();
    }

    private static <T> T insisting(Attempt<T> attempt) {
        while (true) {
            try {
                return attempt.make();
            } catch (JMSRuntimeException e) {
                assertEquals(REFUSED, e.getErrorCode(), e::getMessage);
                assertTrue(e.getMessage().contains("ry again") || e.getMessage().contains("Delete"), e::getMessage);
            }
        }
    }

    private static void sendAndReceive(LeaseMQConnectionFactory factory, int program) {
        byte[] body = new byte[LARGE];
        new Random(program).nextBytes(body);
        try (JMSContext context = factory.createContext()) {
            Queue queue = context.createQueue("large" + program);
            JMSConsumer consumer = context.createConsumer(queue);
            for (int round = 0; round < ROUNDS; round++) {
                insisting(() -> context.createProducer().send(queue, body));
                Message message = insisting(consumer::receive);
                assertArrayEquals(body, message.getBody(byte[].class));
            }
            assertNull(insisting(consumer::receiveNoWait));
        } catch (JMSException e) {
            throw new AssertionError(e);
        }
    }

    /** Small messages are neither refused nor lost. */
    private int sendSmall(LeaseMQConnectionFactory factory) {
        int sent = 0;
        try (JMSContext context = factory.createContext()) {
            Queue queue = context.createQueue("small");
            JMSConsumer consumer = context.createConsumer(queue);
            for (; !over; sent++) {
                context.createProducer().send(queue, "small");
                assertNotNull(consumer.receive());
            }
        }
        return sent;
    }

    @Test
    void severalLargeMessagesAtOnceEndNoServer() throws Exception {
        SmallHeapServer server = new SmallHeapServer(
                directory, HEAP, "small", "--data", directory.resolve("queues").toString());
        String url = "leasemq:tcp://127.0.0.1:" + server.port() + "?reconnect-timeout=1s";
        List<LeaseMQConnectionFactory> factories = new ArrayList<>();
        try {
            List<CompletableFuture<?>> large = new ArrayList<>();
            for (int i = 0; i < PROGRAMS; i++) {
                int program = i;
                LeaseMQConnectionFactory factory = new LeaseMQConnectionFactory(url);
                factories.add(factory);
                large.add(CompletableFuture.runAsync(
                        () -> sendAndReceive(factory, program), task -> new Thread(task).start()));
            }
            LeaseMQConnectionFactory ofSmall = new LeaseMQConnectionFactory(url);
            factories.add(ofSmall);
            CompletableFuture<Integer> small =
                    CompletableFuture.supplyAsync(() -> sendSmall(ofSmall), task -> new Thread(task).start());
            CompletableFuture.allOf(large.toArray(CompletableFuture[]::new)).get();
            over = true;
            assertTrue(small.get() > 0);
            assertFalse(server.log().contains("OutOfMemoryError"), server::log);
        } finally {
            over = true;
            factories.forEach(LeaseMQConnectionFactory::close);
            server.stop();
        }
    }
}
