package org.leasemq.tck.several;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.jms.JMSContext;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.leasemq.jms.LeaseMQConnectionFactory;

/** One of two application servers has the database, and serves the other, and programs outside. */
@Timeout(value = 20, unit = TimeUnit.MINUTES) // servers start three times
class ServingServerTest {
    private static final int PORT = 19_325;
    private static final String URL = "leasemq:tcp://127.0.0.1:" + PORT + "?session-timeout=5s&reconnect-timeout=5m";
    private static final int MESSAGES = 100;

    @TempDir
    private Path directory;

    @Test
    void aWildFlyServesAnotherAndAProgram() throws IOException, InterruptedException {
        String place = "leasemq:derby:" + directory.resolve("queues");
        try (Node serving = Node.wildFly("e", 13_000, place);
                Node other = Node.wildFly("f", 14_000, URL);
                LeaseMQConnectionFactory outside = new LeaseMQConnectionFactory(URL)) {
            serving.serveAt(PORT);
            serving.start();
            serving.await();
            other.start();
            other.await();
            send(outside, 0);
            assertEquals(numbers(0, MESSAGES), moved(outside, MESSAGES));
            send(outside, MESSAGES);
            List<Integer> done = moved(outside, 10);
            serving.kill();
            serving.start();
            done.addAll(moved(outside, MESSAGES - 10));
            assertEquals(numbers(MESSAGES, 2 * MESSAGES), done.stream().sorted().toList());
        }
    }

    private static List<Integer> numbers(int from, int to) {
        return IntStream.range(from, to).boxed().toList();
    }

    private static void send(LeaseMQConnectionFactory factory, int from) {
        try (JMSContext context = factory.createContext()) {
            for (int i = from; i < from + MESSAGES; i++) {
                context.createProducer().send(context.createQueue("orders"), Integer.toString(i));
            }
        }
    }

    /** What beans have moved, of either server. */
    private static List<Integer> moved(LeaseMQConnectionFactory factory, int count) {
        List<Integer> moved = new ArrayList<>();
        try (JMSContext context = factory.createContext();
                var consumer = context.createConsumer(context.createQueue("done"))) {
            while (moved.size() < count) {
                String text = consumer.receiveBody(String.class, TimeUnit.MINUTES.toMillis(5));
                moved.add(Integer.valueOf(text.split("@", -1)[0]));
            }
        }
        moved.sort(null);
        return moved;
    }
}
