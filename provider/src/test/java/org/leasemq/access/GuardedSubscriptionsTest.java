package org.leasemq.access;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.leasemq.engine.model.QueueInfo;
import org.leasemq.engine.model.Target;

/** What users may do with subscriptions that are not theirs alone. */
class GuardedSubscriptionsTest extends GuardFixture {
    /** What is shared is for all who may receive, to receive from. */
    @Test
    void whoOnlyReceivesFromWhatIsSharedDoesNotManageIt() {
        User alice = user("alice", "receive topic:news", "create topic:news");
        User bob = user("bob", "receive topic:news");
        alice.use("news", "shared-durable:s", true);
        bob.use("news", "shared-durable:s", true);
        QueueInfo found = engine.findQueue("shared-durable:s").await().orElseThrow();
        denied(
                () -> bob.engine.purge(found.name()),
                () -> bob.engine.deleteQueue(found.name()),
                () -> bob.engine.deleteQueue(found),
                () -> bob.engine.setAttributes(found, STANDARD));
        assertEquals(0, alice.engine.purge(found.name()).await());
    }

    @Test
    void whatHasTheNameOfWhatWasHisIsNotHis() {
        User alice = user("alice", "receive topic:secret", "create topic:secret");
        User bob = user("bob", "receive topic:news", "create topic:news");
        bob.use("news", "shared-durable:s", true);
        engine.deleteQueue("shared-durable:s").await();
        alice.use("secret", "shared-durable:s", true);
        send(engine, Target.topic("secret"), "m");
        denied(() -> bob.receive("shared-durable:s"), () -> bob.use("secret", "shared-durable:s", true));
        assertEquals(1, alice.receive("shared-durable:s").size());
    }
}
