package org.leasemq.sqs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
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
import org.leasemq.sqs.cli.Main;
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

    @Test
    void nothingThatWasAnsweredIsLost() throws Exception {
        long seed = random.nextLong();
        random.setSeed(seed);
        System.out.println("CrashTest: seed " + seed);
        for (int round = 0; round < ROUNDS; round++) {
            try (ServerProcess server = new ServerProcess()) {
                work(server, 200 + random.nextInt(800));
            }
        }
        try (ServerProcess server = new ServerProcess();
                SqsClient sqs = BridgeFixture.client(server.uri, "x", "y")) {
            account(drain(sqs));
        }
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
    private void work(ServerProcess server, int killAfter) throws Exception {
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

    private static void untilKilled(ServerProcess server, Step step) {
        try (SqsClient sqs = BridgeFixture.client(server.uri, "x", "y")) {
            while (server.process.isAlive()) {
                step.run(sqs);
            }
        } catch (SdkClientException e) {
            assertTrue(server.killed, () -> "the server went away by itself: " + e);
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

    /** The server in a process of its own. */
    private final class ServerProcess implements AutoCloseable {
        private final Process process;
        private final URI uri;
        private volatile boolean killed;

        ServerProcess() throws IOException {
            process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx256m",
                            "-classpath",
                            System.getProperty("java.class.path"),
                            Main.class.getName(),
                            "serve",
                            "--port",
                            "0",
                            "--data",
                            directory.resolve("data").toString())
                    .redirectError(new File(directory.toFile(), "server.log"))
                    .start();
            BufferedReader out = process.inputReader();
            String line = out.readLine();
            assertTrue(line != null && line.startsWith("LeaseMQ serves SQS on "), () -> "it said: " + line);
            uri = URI.create(line.split(" ", -1)[4].replace(",", ""));
            try (SqsClient sqs = BridgeFixture.client(uri, "x", "y")) {
                sqs.createQueue(
                        request -> request.queueName(QUEUE).attributes(Map.of(QueueAttributeName.FIFO_QUEUE, "true")));
            }
        }

        void kill() {
            killed = true;
            process.destroyForcibly();
        }

        @Override
        public void close() {
            kill();
            process.onExit().join();
        }
    }
}
