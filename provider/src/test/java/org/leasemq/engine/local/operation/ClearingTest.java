package org.leasemq.engine.local.operation;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofMinutes;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.leasemq.engine.Browser;
import org.leasemq.engine.Delivery;
import org.leasemq.engine.Owner;
import org.leasemq.engine.Owners;
import org.leasemq.engine.ReceiveRequest;
import org.leasemq.engine.local.EngineFixture;
import org.leasemq.engine.model.Message;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.model.QueueStatistics;
import org.leasemq.engine.model.Target;

/** Purging and deleting queues with more in them than is removed at once. */
class ClearingTest extends EngineFixture {
    private static final Target QUEUE = Target.queue("q");
    private static final int MANY = 2500;

    @BeforeEach
    void fillQueue() {
        engine.createQueue("q", QueueAttributes.standardQueue()).await();
        fill();
    }

    private void fill() {
        List<Message> messages = IntStream.range(0, MANY)
                .mapToObj(i -> text("old" + i).persistent(i % 3 != 0).inGroup("g" + i % 7))
                .toList();
        engine.send(QUEUE, messages).await();
    }

    private List<String> browse() {
        try (Browser browser = Browser.of(engine, "q")) {
            return browser.next(2 * MANY).stream()
                    .map(item -> item.message().body().asText())
                    .toList();
        }
    }

    @Test
    void aPurgeRemovesEverythingAndTellsHowMuch() {
        take("q", 10);
        assertEquals(MANY, engine.purge("q").await());
        QueueStatistics statistics = engine.statistics("q").await();
        assertEquals(0, statistics.available() + statistics.inFlight() + statistics.delayed());
        assertEquals(0, statistics.expired() + statistics.deleted());
        sendAll(QUEUE, "new");
        assertEquals(List.of("new"), drain("q"));
        assertEquals(0, engine.purge("q").await());
    }

    @Test
    void whatWasPurgedStaysAwayAfterACrash() {
        List<Integer> purged = new ArrayList<>();
        engine.purge("q").whenDone((count, error) -> purged.add(count));
        environment.runCommit();
        assertEquals(List.of(MANY), purged);
        crashAndRestart();
        assertEquals(List.of(), drain("q"));
    }

    @Test
    void aDeletedQueueIsGoneAtOnceAndItsNameIsFree() {
        Owner owner = Owners.open(engine, "one");
        List<Delivery> held =
                engine.receive(ReceiveRequest.from("q").upTo(10).ownedBy(owner)).await();
        engine.deleteQueue("q").await();
        engine.createQueue("q", QueueAttributes.standardQueue()).await();
        assertEquals(List.of(), drain("q"));
        engine.giveBack(null, List.of(held.get(0).receipt()), ZERO).await();
        owner.close();
        sendAll(QUEUE, "new");
        environment.settle();
        assertEquals(List.of("new"), browse());
        crashAndRestart();
        assertEquals(List.of("new"), drain("q"));
    }

    @Test
    void theStoreKnowsWhatDied() {
        engine.purge("q").await();
        fill();
        engine.deleteQueue("q").await();
        environment.settle();
        engine.createQueue("q", QueueAttributes.standardQueue()).await();
        for (int i = 0; i < 100; i++) {
            send(QUEUE, text("new").persistent(true));
            assertEquals(List.of("new"), drain("q"));
        }
        environment.advance(ofMinutes(10));
        restart();
        assertEquals(List.of(), drain("q"));
    }
}
