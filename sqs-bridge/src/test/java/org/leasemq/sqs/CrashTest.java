package org.leasemq.sqs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.leasemq.process.QueueServer;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** The server is killed while clients send, receive and delete; then every message whose send was answered is accounted for. */
@Timeout(300)
class CrashTest {
    private static final int ROUNDS = Integer.getInteger("leasemq.crash.rounds", 5);
    private static final int SENDERS = 4;
    private static final String QUEUE = "crash.fifo";

    @TempDir
    private Path directory;

    private final Random random = new Random();
    private final Set<String> sent = ConcurrentHashMap.newKeySet();
    private final Set<String> deleting = ConcurrentHashMap.newKeySet();
    private final Set<String> deleted = ConcurrentHashMap.newKeySet();
    private final AtomicInteger numbers = new AtomicInteger();
    private volatile boolean killed;

    @Test
    void nothingThatWasAnsweredIsLost() throws Exception {
        long seed = random.nextLong();
        random.setSeed(seed);
        System.out.println("CrashTest: seed " + seed);
        for (int round = 0; round < ROUNDS; round++) {
            try (QueueServer server = start()) {
                work(server, 200 + random.nextInt(800));
            }
        }
        try (QueueServer server = start();
                SqsClient sqs = BridgeFixture.client(server.uri(), "x", "y")) {
            account(drain(sqs));
        }
    }

    private QueueServer start() throws IOException {
        QueueServer server = new QueueServer(directory).start();
        killed = false;
        try (SqsClient sqs = BridgeFixture.client(server.uri(), "x", "y")) {
            sqs.createQueue(
                    request -> request.queueName(QUEUE).attributes(Map.of(QueueAttributeName.FIFO_QUEUE, "true")));
        }
        return server;
    }

    private void account(List<String> left) {
        Set<String> remaining = new TreeSet<>(left);
        assertEquals(left.size(), remaining.size(), "messages that are there twice");
        Set<String> lost = new TreeSet<>(sent);
        lost.removeAll(remaining);
        lost.removeAll(deleting);
        assertEquals(Set.of(), lost, "lost of " + sent.size());
        remaining.retainAll(deleted);
        assertEquals(Set.of(), remaining, "back although deleted");
        assertTrue(sent.size() > ROUNDS && !deleted.isEmpty(), "sent " + sent.size() + ", deleted " + deleted.size());
        System.out.println(
                "CrashTest: " + sent.size() + " sent, " + deleted.size() + " deleted, " + left.size() + " left");
    }

    /** Sends and receives until the server, which is killed after so many answered sends, is gone. */
    private void work(QueueServer server, int killAfter) throws Exception {
        int until = sent.size() + killAfter;
        ExecutorService threads = Executors.newFixedThreadPool(SENDERS + 1);
        try {
            List<Future<?>> work = new ArrayList<>();
            for (int sender = 0; sender < SENDERS; sender++) {
                String group = "group-" + sender;
                work.add(threads.submit(() -> untilKilled(server, sqs -> {
                    String body = group + ":" + String.format(Locale.ROOT, "%09d", numbers.incrementAndGet());
                    sqs.sendMessage(request -> request.queueUrl(QUEUE)
                            .messageBody(body)
                            .messageGroupId(group)
                            .messageDeduplicationId(body));
                    sent.add(body);
                    if (sent.size() >= until) {
                        killed = true;
                        server.kill();
                    }
                })));
            }
            work.add(threads.submit(() -> untilKilled(server, sqs -> receive(sqs, 5))));
            for (Future<?> one : work) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private interface Step {
        void run(SqsClient sqs);
    }

    private void untilKilled(QueueServer server, Step step) {
        try (SqsClient sqs = BridgeFixture.client(server.uri(), "x", "y")) {
            while (server.isAlive()) {
                step.run(sqs);
            }
        } catch (SdkClientException e) {
            assertTrue(killed, () -> "the server went away by itself: " + e);
        }
    }

    private List<String> receive(SqsClient sqs, int max) {
        List<Message> messages = sqs.receiveMessage(request -> request.queueUrl(QUEUE)
                        .maxNumberOfMessages(max)
                        .visibilityTimeout(5)
                        .waitTimeSeconds(1))
                .messages();
        List<String> bodies = BridgeFixture.bodies(messages);
        for (Message message : messages) {
            deleting.add(message.body());
            sqs.deleteMessage(request -> request.queueUrl(QUEUE).receiptHandle(message.receiptHandle()));
            deleted.add(message.body());
        }
        return bodies;
    }

    /** All that is left, each group in its order. */
    private List<String> drain(SqsClient sqs) {
        Set<String> before = Set.copyOf(deleted);
        List<String> left = new ArrayList<>();
        Map<String, String> last = new ConcurrentHashMap<>();
        while (!isEmpty(sqs)) {
            for (String body : receive(sqs, 10)) {
                String group = body.substring(0, body.indexOf(':'));
                String previous = last.put(group, body);
                assertTrue(previous == null || previous.compareTo(body) < 0, () -> body + " came after " + previous);
                left.add(body);
            }
        }
        deleted.retainAll(before);
        return left;
    }

    private static boolean isEmpty(SqsClient sqs) {
        return sqs
                .getQueueAttributes(request -> request.queueUrl(QUEUE).attributeNames(QueueAttributeName.ALL))
                .attributes()
                .entrySet()
                .stream()
                .filter(attribute -> attribute.getKey().toString().startsWith("ApproximateNumberOfMessages"))
                .allMatch(attribute -> attribute.getValue().equals("0"));
    }
}
