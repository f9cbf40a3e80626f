package org.leasemq.sqs.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.model.QueueInfo;
import org.leasemq.engine.model.QueueStatistics;

class QueueReadingTest {
    @Test
    void countsThatAreToldTogetherAreOfOneMoment() {
        AtomicInteger asked = new AtomicInteger();
        QueueReading view = new QueueReading(
                new QueueInfo("orders", 1, 0, 0, 0, QueueAttributes.standardQueue()),
                () -> new QueueStatistics(
                        asked.incrementAndGet(), asked.get(), asked.get(), 0, 0, 0, 0, 0, 0, Duration.ZERO),
                null);
        List<String> counts = List.of(
                "ApproximateNumberOfMessages",
                "ApproximateNumberOfMessagesNotVisible",
                "ApproximateNumberOfMessagesDelayed");
        assertEquals(
                Map.of(counts.get(0), "1", counts.get(1), "1", counts.get(2), "1"),
                QueueAttributeTable.read(view, counts));
    }
}
