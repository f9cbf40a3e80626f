package org.leasemq.engine.local.operation;

import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.leasemq.engine.AttributeChange;
import org.leasemq.engine.Delivery;
import org.leasemq.engine.local.EngineFixture;
import org.leasemq.engine.model.Attribute;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.Filter;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.model.RedrivePolicy;
import org.leasemq.engine.model.Sent;
import org.leasemq.engine.model.Subscription;
import org.leasemq.engine.model.Target;
import org.leasemq.engine.model.UnitOfWork;

/** Topics: one message, many queues. */
class TopicTest extends EngineFixture {
    private static final Target NEWS = Target.topic("news");
    private static final QueueAttributes TO_NEWS = subscribing(Subscription.to("news"));
    private static final QueueAttributes TRANSIENT = TO_NEWS.withDurable(false);

    private static QueueAttributes subscribing(Subscription... subscriptions) {
        return QueueAttributes.standardQueue().withSubscriptions(Arrays.asList(subscriptions));
    }

    private void create(String queue, QueueAttributes attributes) {
        engine.createQueue(queue, attributes).await();
    }

    @Test
    void everyQueueThatSubscribesGetsEveryMessage() {
        create("one", TO_NEWS);
        create("two", TO_NEWS);
        create("other", subscribing(Subscription.to("sports")));
        sendAll(NEWS, "a", "b");
        assertEquals(List.of("a", "b"), drain("one"));
        assertEquals(List.of("a", "b"), drain("two"));
        assertEquals(List.of(), drain("other"));
    }

    @Test
    void aMessageHasTheSameIdEverywhereAndNobodyWaitsForTheOthers() {
        create("one", TO_NEWS);
        create("two", TO_NEWS);
        Sent sent = send(NEWS, text("a"));
        Delivery first = takeOne("one");
        assertEquals(sent.id(), first.message().id());
        delete("one", List.of(first));
        crashAndRestart();
        assertEquals(List.of(), drain("one"));
        Delivery second = takeOne("two");
        assertEquals("a", body(second));
        assertEquals(sent.id(), second.message().id());
    }

    @Test
    void aTopicWithoutSubscriptionsTakesMessagesAndDropsThem() {
        Sent sent = send(NEWS, text("a"));
        assertEquals(0, sent.sequenceNumber());
        create("late", TO_NEWS);
        assertEquals(List.of(), drain("late"));
    }

    @Test
    void subscriptionsAndTheirMessagesSurviveRestartsWithoutTheirFirstHolder() {
        create("one", TO_NEWS);
        create("two", TO_NEWS);
        sendAll(NEWS, "a", "b");
        engine.deleteQueue("one").await();
        crashAndRestart();
        sendAll(NEWS, "c");
        assertEquals(List.of("a", "b", "c"), drain("two"));
    }

    @Test
    void aFilterIsJudgedWhenAMessageIsPublished() {
        create("b", subscribing(new Subscription("news", beginsWith("b"), null)));
        restart();
        sendAll(NEWS, "ant", "bee", "cat", "bat");
        assertEquals(List.of("bee", "bat"), drain("b"));
    }

    @Test
    void aFilterThatMakesNoSenseIsRefused() {
        QueueAttributes empty = subscribing(new Subscription("news", beginsWith(""), null));
        assertThrows(EngineException.InvalidFilter.class, () -> engine.createQueue("a", empty));
        QueueAttributes foreign = subscribing(new Subscription("news", new Filter("klingon", "Qapla'"), null));
        assertThrows(EngineException.InvalidFilter.class, () -> engine.createQueue("a", foreign));
        assertTrue(engine.findQueue("a").await().isEmpty());
    }

    @Test
    void whoDoesNotWantTheirOwnMessagesGetsThoseOfOthersOnly() {
        create("mine", subscribing(new Subscription("news", null, "me")));
        restart();
        send(NEWS, text("my own").from("me"));
        send(NEWS, text("another's").from("you"));
        send(NEWS, text("nobody's"));
        assertEquals(List.of("another's", "nobody's"), drain("mine"));
    }

    private static String label(Delivery delivery) {
        Attribute label = delivery.message().attributes().get(Attribute.SUBSCRIPTION);
        return label == null ? null : label.asText();
    }

    @Test
    void whatASubscriptionSaysOfItsMessagesGoesWhereTheyGo() {
        create("dead", QueueAttributes.standardQueue());
        create("plain", TO_NEWS);
        create("one", subscribing(new Subscription("news", null, null, "x")).withRedrive(new RedrivePolicy("dead", 1)));
        create("same", subscribing(new Subscription("news", null, null, "x")));
        create("other", subscribing(new Subscription("news", null, null, "y")));
        send(NEWS, text("a"));
        AttributeChange.apply(engine, "same", present -> subscribing(new Subscription("news", null, null, "z")));
        Delivery tried = takeOne("one");
        assertEquals("x", label(tried));
        engine.release(List.of(tried.receipt())).await();
        assertEquals(List.of(), take("one", 1));
        environment.settle();
        crashAndRestart();
        assertEquals("x", label(takeOne("dead")));
        assertEquals("x", label(takeOne("same")));
        assertEquals("y", label(takeOne("other")));
        assertEquals(null, label(takeOne("plain")));
    }

    @Test
    void eachQueueHasItsOwnDelayAlsoAfterARestart() {
        create("one", TO_NEWS);
        create("late", TO_NEWS.withDelay(ofSeconds(60)));
        create("two", TO_NEWS);
        sendAll(NEWS, "a");
        crashAndRestart();
        assertEquals(List.of("a"), drain("one"));
        assertEquals(List.of("a"), drain("two"));
        assertEquals(List.of(), drain("late"));
        advance(ofSeconds(60));
        assertEquals(List.of("a"), drain("late"));
    }

    @Test
    void aQueueMayGetMessagesOfSeveralTopicsAndItsOwn() {
        create("all", subscribing(Subscription.to("news"), new Subscription("a&b=c?", beginsWith("="), "x y")));
        restart();
        sendAll(NEWS, "1");
        sendAll(Target.topic("a&b=c?"), "=2", "3");
        sendAll(Target.queue("all"), "4");
        assertEquals(List.of("1", "=2", "4"), drain("all"));
    }

    @Test
    void subscriptionsCanBeChanged() {
        create("q", QueueAttributes.standardQueue());
        sendAll(NEWS, "before");
        AttributeChange.apply(engine, "q", present -> TO_NEWS);
        sendAll(NEWS, "during");
        AttributeChange.apply(engine, "q", present -> QueueAttributes.standardQueue());
        sendAll(NEWS, "after");
        assertEquals(List.of("during"), drain("q"));
    }

    @Test
    void theSameTopicTwiceIsRefused() {
        QueueAttributes twice = subscribing(Subscription.to("news"), Subscription.to("news"));
        assertThrows(EngineException.InvalidAttribute.class, () -> engine.createQueue("q", twice));
    }

    @Test
    void aQueueMaySubscribeToATopicOnceForEachLabel() {
        Subscription x = new Subscription("news", null, null, "x");
        Subscription y = new Subscription("news", null, null, "y");
        assertThrows(EngineException.InvalidAttribute.class, () -> create("two", subscribing(x, y, x)));
        create("one", subscribing(x, Subscription.to("news"), y));
        crashAndRestart();
        send(NEWS, text("a"));
        crashAndRestart();
        List<Delivery> all = take("one", 10);
        assertEquals(List.of("a", "a", "a"), all.stream().map(TopicTest::body).toList());
        assertEquals(
                Arrays.asList("x", null, "y"),
                all.stream().map(TopicTest::label).toList());
    }

    @Test
    void whatAQueueThatDoesNotOutliveTheProcessHoldsIsNeverStored() {
        create("short", TRANSIENT);
        create("long", TO_NEWS);
        sendAll(NEWS, "a");
        assertEquals(List.of("a"), bodies(take("short", 10)));
        crashAndRestart();
        assertTrue(engine.findQueue("short").await().isEmpty());
        assertEquals(List.of("a"), drain("long"));
    }

    @Test
    void persistentMessagesInATransientQueueSayThatTheyArePersistent() {
        create("short", TRANSIENT);
        send(NEWS, text("a"));
        send(NEWS, text("b").persistent(false));
        List<Delivery> deliveries = take("short", 2);
        assertEquals(
                List.of(true, false),
                deliveries.stream().map(d -> d.message().persistent()).toList());
        delete("short", deliveries);
        assertEquals(0, engine.statistics("short").await().inFlight());
    }

    @Test
    void aTransientQueueIsDeletedAtOnceAndPublishingGoesOn() {
        create("short", TRANSIENT);
        create("long", TO_NEWS);
        sendAll(NEWS, "a");
        engine.deleteQueue("short").await();
        sendAll(NEWS, "b");
        assertEquals(List.of("a", "b"), drain("long"));
        assertThrows(EngineException.NoSuchQueue.class, () -> take("short", 1));
    }

    @Test
    void aQueueThatTakesNoneOfThatSizeKeepsItFromNobodyElse() {
        create("one", TO_NEWS);
        create("small", TO_NEWS.withMaximumMessageSize(1024));
        String large = "x".repeat(2000);
        sendAll(NEWS, large, "a");
        assertEquals(List.of(large, "a"), drain("one"));
        assertEquals(List.of("a"), drain("small"));
        assertEquals(1, engine.statistics("small").await().dropped());
    }

    @Test
    void allQueuesGetAMessageOrNone() {
        create("one", TO_NEWS);
        engine.createQueue("groups.fifo", QueueAttributes.fifoQueue().withSubscriptions(TO_NEWS.subscriptions()))
                .await();
        EngineException refused =
                assertThrows(EngineException.InvalidMessage.class, () -> send(NEWS, text("without a group")));
        assertTrue(refused.getMessage().contains("groups.fifo"), refused.getMessage());
        assertEquals(List.of(), drain("one"));
    }

    @Test
    void delaysAreThoseOfEachQueue() {
        create("now", TO_NEWS);
        create("later", TO_NEWS.withDelay(ofSeconds(10)));
        create("later too", TO_NEWS.withDelay(ofSeconds(10)));
        sendAll(NEWS, "a");
        crashAndRestart();
        assertEquals(List.of("a"), drain("now"));
        assertEquals(List.of(), drain("later"));
        advance(ofSeconds(10));
        assertEquals(List.of("a"), drain("later"));
        assertEquals(List.of("a"), drain("later too"));
    }

    @Test
    void aUnitOfWorkPublishesAndSendsTogether() {
        create("q", TO_NEWS);
        create("r", TO_NEWS);
        engine.commit(new UnitOfWork(
                        List.of(
                                new UnitOfWork.Send(NEWS, text("1")),
                                new UnitOfWork.Send(Target.queue("q"), text("2")),
                                new UnitOfWork.Send(NEWS, text("3"))),
                        List.of()))
                .await();
        crashAndRestart();
        assertEquals(List.of("1", "2", "3"), drain("q"));
        assertEquals(List.of("1", "3"), drain("r"));
    }

    @Test
    void eachQueueCountsItsOwnDeliveriesAndHasItsOwnDeadLetters() {
        create("dead", QueueAttributes.standardQueue());
        create("one", TO_NEWS.withRedrive(new RedrivePolicy("dead", 1)));
        create("two", TO_NEWS);
        sendAll(NEWS, "a");
        Delivery tried = takeOne("one");
        engine.release(List.of(tried.receipt())).await();
        assertEquals(List.of(), drain("one"));
        environment.settle();
        crashAndRestart();
        assertEquals(List.of("a"), drain("dead"));
        assertEquals(1, takeOne("two").receiveCount());
    }

    @Test
    void aDurableQueueNeedsADurableDeadLetterQueue() {
        create("dead", QueueAttributes.standardQueue().withDurable(false));
        QueueAttributes attributes = QueueAttributes.standardQueue().withRedrive(new RedrivePolicy("dead", 1));
        assertThrows(EngineException.InvalidAttribute.class, () -> engine.createQueue("q", attributes));
        create("short", attributes.withDurable(false));
    }

    @Test
    void sharedContentsAreWrittenAgainForAllWhoHoldThem() {
        create("one", TO_NEWS);
        create("two", TO_NEWS);
        create("waste", QueueAttributes.standardQueue());
        sendAll(NEWS, "kept");
        for (int i = 0; i < 200; i++) {
            send(Target.queue("waste"), text("x".repeat(1 << 20)));
            delete("waste", take("waste", 1));
        }
        environment.settle();
        crashAndRestart();
        assertEquals(List.of("kept"), drain("one"));
        crashAndRestart();
        assertEquals(List.of("kept"), drain("two"));
    }

    @Test
    void aHundredSubscriptionsHoldOneContentInMemory() {
        for (int i = 0; i < 100; i++) {
            create("s" + i, TRANSIENT);
        }
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            texts.add("x".repeat(500) + i);
            send(NEWS, text(texts.get(i))); // 10 x 756 bytes fit into the budget of 10,000, 1,000 x 756 would not
        }
        assertEquals(texts, drain("s0"));
        assertEquals(texts, drain("s99"));
    }
}
