package org.leasemq.engine.local.queue;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.leasemq.engine.AttributeChange;
import org.leasemq.engine.local.EngineFixture;
import org.leasemq.engine.model.Message;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.model.Target;

/** Retention of more messages than one part of a sweep looks at. */
class RetentionTest extends EngineFixture {
    private static final Target QUEUE = Target.queue("q");
    private static final QueueAttributes HOUR = QueueAttributes.standardQueue().withRetention(ofHours(1));

    private void sendMany(int count) {
        List<Message> messages = IntStream.range(0, count)
                .mapToObj(i -> text("old" + i).withPriority(i % 10))
                .toList();
        engine.send(QUEUE, messages).await();
    }

    @Test
    void allThatIsOverIsRemovedAndWhatIsNotStays() {
        engine.createQueue("q", HOUR).await();
        sendMany(2000);
        advance(ofMinutes(30));
        sendAll(QUEUE, "new");
        advance(ofMinutes(31));
        assertEquals(1, engine.statistics("q").await().available());
        assertEquals(2000, engine.statistics("q").await().expired());
        assertEquals(List.of("new"), bodies(take("q", 10)));
        advance(ofMinutes(1));
        advance(ofMinutes(30));
        assertEquals(2001, engine.statistics("q").await().expired());
    }

    @Test
    void aShorterRetentionCountsForWhatIsThereAlready() {
        engine.createQueue("q", QueueAttributes.standardQueue()).await();
        sendMany(2000);
        advance(ofHours(2));
        AttributeChange.apply(engine, "q", present -> HOUR);
        environment.runChore();
        AttributeChange.apply(engine, "q", present -> HOUR.withRetention(ofHours(3)));
        advance(ofMinutes(10));
        long left = engine.statistics("q").await().available();
        assertEquals(2000 - engine.statistics("q").await().expired(), left);
        advance(ofMinutes(51));
        assertEquals(2000, engine.statistics("q").await().expired());
    }
}
