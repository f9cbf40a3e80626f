package org.leasemq.engine.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.leasemq.engine.Client;
import org.leasemq.engine.Completion;
import org.leasemq.engine.SubscriptionUse;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.model.QueueInfo;
import org.leasemq.engine.model.Subscription;
import org.leasemq.engine.model.Target;

/** What else happens to a subscription while somebody changes it in several steps. */
class UsedSubscriptionsTest extends EngineFixture {
    private Client client;

    @BeforeEach
    void makeASubscriptionThatNobodyUses() {
        client = Client.open(engine, "client");
        settled(use("news"));
        settled(engine.leaveSubscription(client.id(), "s"));
    }

    private Completion<Long> use(String topic) {
        QueueAttributes attributes = QueueAttributes.standardQueue().withSubscriptions(List.of(Subscription.to(topic)));
        return engine.useSubscription(client.id(), new SubscriptionUse("s", attributes, true, true, List.of()));
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
}
