package org.leasemq.sqs.server.remote;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.leasemq.engine.Completion;
import org.leasemq.engine.Delivery;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.ReceiveRequest;
import org.leasemq.engine.model.Body;
import org.leasemq.engine.model.Message;
import org.leasemq.engine.model.Outcome;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.model.Sent;
import org.leasemq.engine.model.Target;
import org.leasemq.options.ConnectionUrl;
import org.leasemq.sqs.server.SqsServer;

/** The engine of a server, used from elsewhere. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RemoteClientsTest extends RemoteFixture {
    @TempDir
    private Path directory;

    private static void create(LeaseEngine engine) {
        engine.createQueue(QUEUE, QueueAttributes.standardQueue()).await();
    }

    private static Completion<List<Outcome<Sent>>> send(LeaseEngine engine, Body body) {
        return engine.send(Target.queue(QUEUE), List.of(Message.of(body)));
    }

    private static Delivery receive(LeaseEngine engine) {
        return engine.receive(ReceiveRequest.from(QUEUE).waiting(Duration.ofSeconds(60)))
                .await()
                .get(0);
    }

    @Test
    void oneSendsAndAnotherReceives() {
        LeaseEngine sender = client();
        LeaseEngine receiver = client();
        create(sender);
        Completion<List<Delivery>> waiting =
                receiver.receive(ReceiveRequest.from(QUEUE).waiting(Duration.ofSeconds(60)));
        assertFalse(waiting.isDone());
        send(sender, Body.text("hello")).await();
        Delivery delivery = waiting.await().get(0);
        assertEquals("hello", delivery.message().body().asText());
        receiver.delete(QUEUE, List.of(delivery.receipt())).await();
        assertEquals(0, sender.statistics(QUEUE).await().inFlight());
    }

    @Test
    void aBrokenConnectionIsNotNoticedByWhoAsks() {
        SocketConnector connector = connect(TIMEOUT_MILLIS);
        LeaseEngine engine = connector.engine();
        create(engine);
        for (int i = 0; i < 200; i++) {
            Completion<?> sent = send(engine, Body.text("m" + i));
            if (i % 20 == 0) {
                connector.cut();
            }
            sent.await();
        }
        assertTrue(connector.connections() > 5);
        assertEquals(200, engine.statistics(QUEUE).await().available());
    }

    @Test
    void whoIsAwayForTooLongLosesWhatHeWasWorkingOn() {
        SocketConnector away = connect(1000);
        LeaseEngine one = away.engine();
        LeaseEngine other = client();
        create(one);
        UUID client = UUID.randomUUID();
        UUID owner = UUID.randomUUID();
        one.openClient(client, "one").await();
        one.openOwner(client, owner, "an owner").await();
        send(one, Body.text("m")).await();
        ReceiveRequest owned = new ReceiveRequest(QUEUE, 1, null, owner, null, null, Long.MAX_VALUE);
        assertEquals(1, one.receive(owned).await().size());
        away.close();
        Completion<List<Delivery>> waiting =
                other.receive(ReceiveRequest.from(QUEUE).waiting(Duration.ofHours(1)));
        clock.advance(Duration.ofSeconds(2));
        assertEquals(2, waiting.await().get(0).receiveCount());
    }

    @Test
    void aServerThatIsStartedAgainIsFoundAgain() {
        server.close();
        String url = new ConnectionUrl.Directory(directory.resolve("db")).toString();
        server = SqsServer.start(settings().storedAt(url), engines);
        SocketConnector connector = connect(TIMEOUT_MILLIS);
        LeaseEngine engine = connector.engine();
        create(engine);
        UUID client = UUID.randomUUID();
        UUID owner = UUID.randomUUID();
        engine.openClient(client, "one").await();
        engine.openOwner(client, owner, "an owner").await();
        send(engine, Body.text("m")).await();
        server.close();
        Completion<?> sent = send(engine, Body.text("n"));
        server = SqsServer.start(settings().storedAt(url), engines);
        sent.await();
        ReceiveRequest owned = new ReceiveRequest(QUEUE, 2, null, owner, null, null, Long.MAX_VALUE);
        assertEquals(
                List.of("m", "n"),
                engine.receive(owned).await().stream()
                        .map(one -> one.message().body().asText())
                        .toList());
    }

    @Test
    void largeMessagesHoldNobodyUp() {
        LeaseEngine engine = client();
        create(engine);
        byte[] large = new byte[20 << 20];
        RandomGeneratorFactory.of("L64X128MixRandom").create(1).nextBytes(large);
        Completion<?> sent = send(engine, Body.binary(large));
        int asked = 0;
        while (!sent.isDone() || asked == 0) {
            engine.findQueue(QUEUE).await();
            asked++;
        }
        sent.await();
        Completion<List<Delivery>> received =
                engine.receive(ReceiveRequest.from(QUEUE).waiting(Duration.ofSeconds(60)));
        while (!received.isDone()) {
            engine.findQueue(QUEUE).await();
        }
        assertArrayEquals(large, received.await().get(0).message().body().bytes());
    }

    @Test
    void whatIsAskedForWhileAConnectionIsClosedInOrderIsDoneOnce() {
        LeaseEngine engine = client();
        create(engine);
        engine.close();
        LeaseEngine other = client();
        send(other, Body.text("m")).await();
        assertEquals("m", receive(other).message().body().asText());
    }
}
