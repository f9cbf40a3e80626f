package org.leasemq.engine.local.order;

import static java.time.Duration.ZERO;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.leasemq.engine.Browser;
import org.leasemq.engine.Delivery;
import org.leasemq.engine.Owner;
import org.leasemq.engine.Owners;
import org.leasemq.engine.ReceiveRequest;
import org.leasemq.engine.Selection;
import org.leasemq.engine.local.EngineFixture;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.model.Target;

/** Within a message group order is that of sending alone, whatever the priorities, for every kind of receive. */
class GroupPriorityTest extends EngineFixture {
    private static final Target QUEUE = Target.queue("q");
    private static final List<String> IN_ORDER = List.of("a1", "a2", "a3", "a4");
    private static final int[] PRIORITIES = {1, 9, 4, 7};

    @BeforeEach
    void createQueue() {
        engine.createQueue("q", QueueAttributes.standardQueue()).await();
    }

    /** Each with a message between that is not selected. */
    private void sendGroup() {
        for (int i = 0; i < PRIORITIES.length; i++) {
            send(QUEUE, text("b" + i).persistent(true).withPriority(9 - i).inGroup("g"));
            send(
                    QUEUE,
                    text(IN_ORDER.get(i))
                            .persistent(true)
                            .withPriority(PRIORITIES[i])
                            .inGroup("g"));
        }
    }

    private ReceiveRequest request() {
        return ReceiveRequest.from("q").waiting(ZERO).upTo(2);
    }

    private List<String> takeAll(ReceiveRequest request) {
        List<String> all = new ArrayList<>();
        for (List<Delivery> some = engine.receive(request).await();
                !some.isEmpty();
                some = engine.receive(request).await()) {
            all.addAll(bodies(some));
            delete("q", some);
        }
        return all;
    }

    private List<String> takeAllAsOwner(ReceiveRequest request) {
        try (Owner owner = Owners.open(engine, "one")) {
            List<String> all = new ArrayList<>();
            int before = -1;
            while (all.size() > before) {
                before = all.size();
                all.addAll(bodies(engine.receive(request.ownedBy(owner)).await()));
            }
            return all;
        }
    }

    @Test
    void aSelectionOpenedBeforeTheSendsKeepsTheOrder() {
        Selection a = Owners.select(engine, "q", beginsWith("a"));
        sendGroup();
        assertEquals(IN_ORDER, takeAllAsOwner(request().among(a)));
        assertEquals(IN_ORDER, takeAll(request().among(a)));
    }

    @Test
    void aSelectionOpenedAfterTheSendsKeepsTheOrder() {
        sendGroup();
        Selection a = Owners.select(engine, "q", beginsWith("a"));
        assertEquals(IN_ORDER, takeAllAsOwner(request().among(a)));
        assertEquals(IN_ORDER, takeAll(request().among(a)));
    }

    @Test
    void whatHasToBeReadBackBeforeItIsJudgedKeepsTheOrder() {
        String filling = "x".repeat(20_000);
        send(QUEUE, text("a1" + filling).persistent(true).withPriority(1).inGroup("g"));
        send(QUEUE, text("a2").persistent(true).withPriority(9).inGroup("g"));
        restart();
        Selection a = Owners.select(engine, "q", beginsWith("a"));
        assertEquals(List.of("a1" + filling, "a2"), takeAll(request().among(a)));
    }

    @Test
    void everyOtherReceiveKeepsTheOrder() {
        sendGroup();
        List<String> all = List.of("b0", "a1", "b1", "a2", "b2", "a3", "b3", "a4");
        assertEquals(all, takeAllAsOwner(request()));
        assertEquals(all, takeAll(request()));
    }

    @Test
    void whatIsReleasedComesBackToItsPlaceAmongItsGroup() {
        Selection a = Owners.select(engine, "q", beginsWith("a"));
        sendGroup();
        Owner owner = Owners.open(engine, "one");
        List<Delivery> two = new ArrayList<>(
                engine.receive(request().ownedBy(owner).among(a)).await());
        engine.release(List.of(two.get(0).receipt())).await();
        assertEquals(
                "a1",
                body(engine.receive(request().ownedBy(owner).among(a)).await().get(0)));
        owner.close();
        assertEquals(IN_ORDER, takeAll(request().among(a)));
    }

    @Test
    void browsersSeeThatOrderToo() {
        send(QUEUE, text("low").withPriority(0));
        sendGroup();
        send(QUEUE, text("high").withPriority(9));
        List<String> seen = new ArrayList<>();
        try (Browser browser = Browser.of(engine, "q")) {
            browser.next(100).forEach(item -> seen.add(item.message().body().asText()));
        }
        assertEquals(List.of("b0", "high", "a1", "b1", "a2", "b2", "a3", "b3", "a4", "low"), seen);
    }

    @Test
    void theNextMessageOfAGroupCountsAmongOthersByItsOwnPriority() {
        send(QUEUE, text("first").withPriority(1).inGroup("g"));
        send(QUEUE, text("second").withPriority(9).inGroup("g"));
        send(QUEUE, text("other").withPriority(4));
        Owner owner = Owners.open(engine, "one");
        assertEquals(
                List.of("other", "first", "second"),
                bodies(engine.receive(request().upTo(3).ownedBy(owner)).await()));
        owner.close();
    }
}
