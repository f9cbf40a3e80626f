package org.leasemq.engine.local.queue;

import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.leasemq.engine.local.EngineFixture;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.model.RedrivePolicy;
import org.leasemq.engine.model.Target;
import org.leasemq.log.CapturedLog;

/** What operators are told. */
class NoticesTest extends EngineFixture {
    private static final String END = "not deleted after all the deliveries that its redrive policy allows";

    private final CapturedLog log = new CapturedLog(Notices.class.getName());

    @AfterEach
    void letGo() {
        log.close();
    }

    private void deadLetter(String... bodies) {
        sendAll(Target.queue("orders"), bodies);
        take("orders", bodies.length);
        advance(ofSeconds(1));
        assertEquals(List.of(), take("orders", 10));
        environment.settle();
    }

    @Test
    void deadLettersAreToldAtOnceAndThenTogether() {
        engine.createQueue("dead", QueueAttributes.standardQueue()).await();
        engine.createQueue(
                        "orders",
                        QueueAttributes.standardQueue()
                                .withVisibilityTimeout(ofSeconds(1))
                                .withRedrive(new RedrivePolicy("dead", 1)))
                .await();
        deadLetter("one");
        String first = "WARNING A message of queue 'orders' went to the dead-letter queue 'dead': " + END;
        assertEquals(List.of(first), log.lines());
        deadLetter("two", "three");
        deadLetter("four");
        assertEquals(List.of(first), log.lines());
        advance(ofSeconds(10));
        String then = "WARNING 3 messages of queue 'orders' went to the dead-letter queue 'dead': " + END;
        assertEquals(List.of(first, then), log.lines());
        deadLetter("five");
        advance(ofSeconds(10));
        advance(ofSeconds(10));
        assertEquals(List.of(first, then, first), log.lines());
        deadLetter("six");
        deadLetter("seven");
        engine.close();
        assertEquals(List.of(first, then, first, first, first), log.lines());
    }

    @Test
    void messagesThatAreRemovedOnRequestAreCounted() {
        engine.createQueue("orders", QueueAttributes.standardQueue()).await();
        engine.purge("orders").await();
        sendAll(Target.queue("orders"), "one", "two");
        engine.purge("orders").await();
        sendAll(Target.queue("orders"), "three");
        engine.deleteQueue("orders").await();
        engine.createQueue("empty", QueueAttributes.standardQueue()).await();
        engine.deleteQueue("empty").await();
        assertEquals(
                List.of(
                        "INFO Queue 'orders' was purged: 2 messages were removed",
                        "INFO Queue 'orders' was deleted with its 1 messages"),
                log.lines());
    }
}
