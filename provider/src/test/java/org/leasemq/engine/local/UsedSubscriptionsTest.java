package org.leasemq.engine.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.leasemq.engine.Client;
import org.leasemq.engine.Completion;
import org.leasemq.engine.SubscriptionUse;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.model.QueueInfo;
import org.leasemq.engine.model.Subscription;
import org.leasemq.engine.model.SubscriptionInUse;
import org.leasemq.engine.model.Target;

/** What else happens to a subscription while somebody changes it in several steps. */
class UsedSubscriptionsTest extends EngineFixture {
    private static final QueueAttributes STANDARD = QueueAttributes.standardQueue();

    private Client client;

    @BeforeEach
    void makeASubscriptionThatNobodyUses() {
        client = Client.open(engine, "client");
        settled(use("news"));
        settled(engine.leaveSubscription(client.id(), "s"));
    }

    private static QueueAttributes subscriptionTo(String topic) {
        return STANDARD.withSubscriptions(List.of(Subscription.to(topic)));
    }

    private Completion<Long> use(String topic) {
        return engine.useSubscription(
                client.id(), new SubscriptionUse("s", subscriptionTo(topic), true, true, List.of()));
    }

    private <T> T settled(Completion<T> completion) {
        environment.settle();
        assertTrue(completion.isDone());
        return completion.await();
    }

    private long publish(String topic) {
        sendAll(Target.topic(topic), "m");
        return engine.statistics("s").await().available();
    }

    @Test
    void oneThatSomebodyElseDeletesWhileItIsReplacedIsMadeAnew() {
        publish("news");
        Completion<Long> replaced = use("sport");
        engine.deleteQueue("s").await();
        assertEquals(0, settled(replaced)); // they were dropped by who deleted it
        assertEquals(0, publish("news"));
        assertEquals(1, publish("sport"));
    }

    @Test
    void oneThatSomebodyElseDeletesFirstIsNotThereToBeDeleted() {
        Completion<QueueInfo> deleted = engine.deleteSubscription(List.of("s"));
        engine.deleteQueue("s").await();
        assertThrows(EngineException.NoSuchQueue.class, () -> settled(deleted));
    }

    @Test
    void whatIsAcknowledgedInTheBackgroundIsNotInTheWay() {
        publish("news");
        engine.delete("s", List.of(take("s", 1).get(0).receipt())).background();
        assertEquals(0, settled(use("sport")));
    }

    private SubscriptionUse brief(String queue) {
        QueueAttributes attributes =
                STANDARD.withSubscriptions(List.of(Subscription.to("news"))).withDurable(false);
        return new SubscriptionUse(queue, attributes, true, false, List.of());
    }

    private boolean isThere(String queue) {
        environment.settle();
        return engine.findQueue(queue).await().isPresent();
    }

    private void assertTemporaryIsRefused(String queue) {
        assertThrows(
                EngineException.QueueExists.class,
                () -> engine.createTemporaryQueue(client.id(), queue, STANDARD.withDurable(false))
                        .await());
        client.close();
        assertTrue(isThere(queue));
    }

    @Test
    void whoIsRefusedATemporaryQueueTakesNobodysWithHim() {
        engine.createQueue("orders", STANDARD).await();
        assertTemporaryIsRefused("orders");
    }

    @Test
    void aQueueThatIsThereIsNoTemporaryOneHoweverMuchItIsLikeIt() {
        engine.createQueue("orders", STANDARD.withDurable(false)).await();
        assertTemporaryIsRefused("orders");
    }

    @Test
    void aTemporaryQueueIsOfOneClient() {
        Client other = Client.open(engine, "other");
        engine.createTemporaryQueue(other.id(), "t", STANDARD).await();
        assertEquals(
                "t",
                engine.createTemporaryQueue(other.id(), "t", STANDARD).await().name());
        assertTemporaryIsRefused("t");
        other.close();
        assertFalse(isThere("t"));
    }

    @Test
    void whatHasTheNameOfATemporaryQueueThatIsGoneIsNotOfItsClient() {
        engine.createTemporaryQueue(client.id(), "t", STANDARD).await();
        engine.deleteQueue(engine.findQueue("t").await().orElseThrow()).await();
        engine.createQueue("t", STANDARD).await();
        client.close();
        assertTrue(isThere("t"));
    }

    @Test
    void whatHasTheNameOfASubscriptionThatIsGoneStaysWhenThatIsLeft() {
        settled(engine.useSubscription(client.id(), brief("b")));
        engine.deleteQueue("b").await();
        engine.createQueue("b", STANDARD).await();
        settled(engine.leaveSubscription(client.id(), "b"));
        assertTrue(isThere("b"));
    }

    @Test
    void whoUsesTheNextOfThatNameKeepsIt() {
        settled(engine.useSubscription(client.id(), brief("b")));
        engine.deleteQueue("b").await();
        settled(engine.useSubscription(client.id(), brief("b")));
        settled(engine.leaveSubscription(client.id(), "b"));
        assertTrue(isThere("b"));
        settled(engine.leaveSubscription(client.id(), "b"));
        assertFalse(isThere("b"));
    }

    @Test
    void nothingIsLeftOfAClientThatEndsWhileItsSubscriptionIsMade() {
        Completion<Long> used = engine.useSubscription(client.id(), brief("b"));
        client.close();
        assertFalse(isThere("b"));
        assertThrows(EngineException.Closed.class, () -> settled(used));
    }

    /** One kind is deleted, to be made anew, when somebody makes the other. */
    @Test
    void oneOfTwoThatExcludeEachOtherIsRefusedWheneverTheyAreMade() {
        Completion<Long> replaced = engine.useSubscription(
                client.id(), new SubscriptionUse("s", subscriptionTo("sport"), true, true, List.of("own")));
        Completion<Long> own = null;
        while (own == null) {
            assertTrue(environment.runTask());
            Completion<Optional<QueueInfo>> present = engine.findQueue("s");
            if (present.isDone() && present.await().isEmpty()) {
                own = engine.useSubscription(
                        client.id(), new SubscriptionUse("own", subscriptionTo("news"), false, true, List.of("s")));
            }
        }
        settled(own);
        environment.settle();
        assertThrows(SubscriptionInUse.class, replaced::await);
        assertFalse(isThere("s"));
    }
}
