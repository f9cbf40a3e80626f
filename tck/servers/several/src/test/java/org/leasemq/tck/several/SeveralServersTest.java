package org.leasemq.tck.several;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.leasemq.samples.server.QueueServer;

/** Two application servers have the queues of one LeaseMQ server. Whichever is killed, each message is moved once. */
@Timeout(value = 20, unit = TimeUnit.MINUTES) // servers start six times
class SeveralServersTest {
    private static final int MESSAGES = 200;
    /** So many have been moved when somebody dies. */
    private static final int BEFORE = 20;

    @TempDir
    private Path directory;

    private QueueServer queues;
    private Node one;
    private Node other;

    @BeforeEach
    void start() throws IOException, InterruptedException {
        queues = new QueueServer(directory, 256);
        queues.start();
    }

    /** A server that is killed is missed soon, and one that is away is waited for. */
    private String url() {
        return queues.url("session-timeout=5s&reconnect-timeout=5m");
    }

    @AfterEach
    void stop() {
        for (Node node : new Node[] {one, other}) {
            if (node != null) {
                node.close();
            }
        }
        queues.close();
    }

    @Test
    void twoWildFlys() throws IOException, InterruptedException {
        one = Node.wildFly("a", 10_000, url());
        other = Node.wildFly("b", 11_000, url());
        together();
    }

    @Test
    void aWildFlyAndAnOpenLiberty() throws IOException, InterruptedException {
        one = Node.wildFly("c", 10_000, url());
        other = Node.liberty("d", url());
        together();
    }

    private void together() throws IOException, InterruptedException {
        one.start();
        other.start();
        one.await();
        other.await();
        queuesAndSubscriptionsAreShared();
        theLeaseMqServerIsKilled();
        anApplicationServerIsKilled();
        whoComesBackWorksAgain();
    }

    private void queuesAndSubscriptionsAreShared() throws IOException, InterruptedException {
        one.send("queue=orders", 0, MESSAGES);
        List<String> done = other.receive("done", MESSAGES);
        assertMovedOnce(done);
        assertEquals(2, servers(done).size(), () -> "both work: " + servers(done));
        other.send("topic=news", 0, MESSAGES);
        assertMovedOnce(one.receive("read", MESSAGES));
    }

    private void theLeaseMqServerIsKilled() throws IOException, InterruptedException {
        one.send("queue=orders", 0, MESSAGES);
        List<String> done = one.receive("done", BEFORE);
        queues.kill();
        queues.start();
        done.addAll(other.receive("done", MESSAGES - BEFORE));
        assertMovedOnce(done);
    }

    private void anApplicationServerIsKilled() throws IOException, InterruptedException {
        one.send("queue=orders", 0, MESSAGES);
        List<String> done = one.receive("done", BEFORE);
        other.kill();
        done.addAll(one.receive("done", MESSAGES - BEFORE));
        assertMovedOnce(done);
    }

    private void whoComesBackWorksAgain() throws IOException, InterruptedException {
        one.kill();
        other.start();
        other.await();
        other.send("queue=orders", 0, MESSAGES);
        assertMovedOnce(other.receive("done", MESSAGES));
        other.send("topic=news", 0, 1);
        assertEquals(1, other.receive("read", 1).size());
    }

    private static void assertMovedOnce(List<String> done) {
        assertEquals(
                IntStream.range(0, MESSAGES).boxed().toList(),
                done.stream().map(part(0)).map(Integer::valueOf).sorted().toList());
    }

    private static Set<String> servers(List<String> done) {
        return done.stream().map(part(1)).collect(Collectors.toSet());
    }

    private static Function<String, String> part(int index) {
        return text -> text.split("@", -1)[index];
    }
}
