package org.leasemq.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.leasemq.engine.model.Body;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.Message;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.model.Subscription;
import org.leasemq.engine.model.SubscriptionInUse;
import org.leasemq.engine.model.SubscriptionInUse.Reason;
import org.leasemq.engine.model.Target;
import org.leasemq.engine.model.seen.KnownClient;

/** Clients, what is theirs, and the subscriptions that they use. */
interface ClientExercise extends EngineBench {

    private static SubscriptionUse use(
            String queue, String topic, boolean shared, boolean lasting, String... excluded) {
        QueueAttributes attributes = QueueAttributes.standardQueue()
                .withSubscriptions(List.of(Subscription.to(topic)))
                .withDurable(lasting);
        return new SubscriptionUse(queue, attributes, shared, lasting, List.of(excluded));
    }

    private <T> T settled(Completion<T> completion) {
        settle();
        return completion.await();
    }

    private Reason refused(Client client, SubscriptionUse use) {
        Completion<Long> used = engine().useSubscription(client.id(), use);
        settle();
        return assertThrows(SubscriptionInUse.class, used::await).reason();
    }

    private long publish(String topic, String queue) {
        engine().send(Target.topic(topic), List.of(Message.of(Body.text("m")))).await();
        return engine().statistics(queue).await().available();
    }

    private Optional<KnownClient> known(Client client) {
        return engine().clients().await().stream()
                .filter(one -> one.id().equals(client.id()))
                .findFirst();
    }

    @Test
    default void aClientEndsWithAllThatIsItsOwn() {
        Client client = Client.open(engine(), "one");
        Client other = Client.open(engine(), "other");
        sendAll(QUEUE, "a");
        Owner owner = client.openOwner("session");
        assertEquals(List.of("a"), bodies(take(QUEUE, 1, owner)));
        assertTrue(engine().claimName(client.id(), "name").await());
        assertFalse(engine().claimName(other.id(), "name").await());
        engine().createTemporaryQueue(client.id(), "temporary", QueueAttributes.standardQueue())
                .await();
        settled(engine().useSubscription(client.id(), use("brief", "news", true, false)));
        settled(engine().useSubscription(client.id(), use("lasting", "news", true, true)));

        KnownClient.KnownOwner session = new KnownClient.KnownOwner("session", List.of(), 1);
        KnownClient known = new KnownClient(
                client.id(),
                "one",
                List.of("name"),
                List.of(session),
                List.of("temporary"),
                List.of("brief", "lasting"));
        assertEquals(Optional.of(known), known(client));

        client.close();
        client.close();
        settle();
        assertEquals(Optional.empty(), known(client));
        assertEquals(List.of("a"), bodies(take(QUEUE, 1)));
        assertTrue(engine().claimName(other.id(), "name").await());
        assertEquals(Optional.empty(), engine().findQueue("temporary").await());
        assertEquals(Optional.empty(), engine().findQueue("brief").await());
        assertTrue(engine().findQueue("lasting").await().isPresent());
        assertEquals(List.of(), take(QUEUE, 1, owner));
        assertThrows(EngineException.Closed.class, () -> client.openOwner("late"));
        assertThrows(
                EngineException.Closed.class,
                () -> engine().claimName(client.id(), "late").await());
        assertThrows(
                EngineException.Closed.class,
                () -> settled(engine().useSubscription(client.id(), use("late", "news", true, true))));
    }

    @Test
    default void aSubscriptionThatDoesNotLastEndsWithItsLastUser() {
        Client one = Client.open(engine(), "one");
        Client two = Client.open(engine(), "two");
        settled(engine().useSubscription(one.id(), use("shared", "news", true, false)));
        settled(engine().useSubscription(two.id(), use("shared", "news", true, false)));
        assertEquals(1, publish("news", "shared"));
        engine().leaveSubscription(one.id(), "shared").await();
        assertEquals(2, publish("news", "shared"));
        engine().leaveSubscription(two.id(), "shared").await();
        settle();
        assertEquals(Optional.empty(), engine().findQueue("shared").await());
    }

    @Test
    default void whoUsesNoSubscriptionLeavesThatOfOthersAlone() {
        Client one = Client.open(engine(), "one");
        Client two = Client.open(engine(), "two");
        settled(engine().useSubscription(one.id(), use("brief", "news", true, false)));
        engine().leaveSubscription(two.id(), "brief").await();
        settle();
        assertEquals(1, publish("news", "brief"));
        assertEquals(List.of("brief"), known(one).orElseThrow().subscriptions());
    }

    @Test
    default void aSubscriptionIsReplacedWhereNobodyUsesIt() {
        Client client = Client.open(engine(), "one");
        settled(engine().useSubscription(client.id(), use("s", "news", true, true)));
        assertEquals(1, publish("news", "s"));
        assertEquals(Reason.OTHER_TOPIC, refused(client, use("s", "sport", true, true)));
        engine().leaveSubscription(client.id(), "s").await();
        assertEquals(1, settled(engine().useSubscription(client.id(), use("s", "sport", true, true))));
        assertEquals(0, publish("news", "s"));
        assertEquals(1, publish("sport", "s"));
        assertEquals(0, settled(engine().useSubscription(client.id(), use("s", "sport", true, true))));
    }

    @Test
    default void whatIsInTheWayOfASubscriptionIsTold() {
        Client client = Client.open(engine(), "one");
        settled(engine().useSubscription(client.id(), use("alone", "news", false, true)));
        assertEquals(Reason.NOT_SHARED, refused(client, use("alone", "news", false, true)));
        assertEquals(Reason.OTHER_KIND, refused(client, use("s", "news", true, true, "alone")));
        assertEquals(Reason.NO_SUBSCRIPTION, refused(client, use(QUEUE, "news", true, true)));
        Completion<?> used = engine().deleteSubscription(List.of("none", "alone"));
        settle();
        assertEquals(
                Reason.USED, assertThrows(SubscriptionInUse.class, used::await).reason());
        publish("news", "alone");
        engine().leaveSubscription(client.id(), "alone").await();
        Delivery held = take("alone", 1).get(0);
        Completion<?> inFlight = engine().deleteSubscription(List.of("alone"));
        settle();
        assertEquals(
                Reason.IN_FLIGHT,
                assertThrows(SubscriptionInUse.class, inFlight::await).reason());
        engine().release(List.of(held.receipt())).await();
        assertEquals(
                "alone", settled(engine().deleteSubscription(List.of("alone"))).name());
        assertThrows(EngineException.NoSuchQueue.class, () -> settled(engine().deleteSubscription(List.of("alone"))));
    }

    @Test
    default void thoseWhoAskAtTheSameTimeHaveTheirTurns() {
        Client client = Client.open(engine(), "one");
        List<Completion<Long>> all = List.of(
                engine().useSubscription(client.id(), use("s", "news", true, true)),
                engine().useSubscription(client.id(), use("s", "news", true, true)),
                engine().useSubscription(client.id(), use("s", "sport", true, true)));
        settle();
        assertEquals(0, all.get(0).await());
        assertEquals(0, all.get(1).await());
        assertThrows(SubscriptionInUse.class, all.get(2)::await);
        engine().leaveSubscription(client.id(), "s").await();
        engine().leaveSubscription(client.id(), "s").await();
        assertEquals(0, settled(engine().useSubscription(client.id(), use("s", "sport", true, true))));
    }
}
