package org.leasemq.console.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.leasemq.console.figures.Row;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.model.QueueInfo;
import org.leasemq.engine.model.QueueStatistics;
import org.leasemq.engine.model.seen.MessageGroup;

/** The worst is seen, wherever it stands among ten thousand queues. */
class AttentionTest {
    private final Attention attention = new Attention();

    private static Row row(String queue, long waiting, boolean growing) {
        QueueInfo info = new QueueInfo(queue, 1, 0, 0, 0, QueueAttributes.standardQueue());
        QueueStatistics counts = new QueueStatistics(waiting, 0, 0, 0, 0, 0, 0, 0, 0, Duration.ZERO);
        return new Row(info, counts, 0, 0, growing);
    }

    private static MessageGroup blocked(int messages) {
        return new MessageGroup("g", true, messages + 1, 1, true, null, 1, 2, 0, 0);
    }

    private static List<Object> queues(List<Map<String, Object>> list) {
        return list.stream().map(need -> need.get("queue")).toList();
    }

    @Test
    void thoseWithTheMostAreKeptInWhateverOrderTheyAreFound() {
        List<Integer> sizes = new ArrayList<>();
        for (int i = 1; i <= 10_000; i++) {
            sizes.add(i);
        }
        Collections.shuffle(sizes, new Random(1));
        sizes.forEach(size -> attention.add(row("dead" + size, size, false), true, null));
        List<Map<String, Object>> list = attention.list();
        assertEquals(Attention.MOST + 1, list.size());
        assertEquals("dead10000 has 10000 dead letters.", list.get(0).get("text"));
        assertEquals("dead9951", list.get(49).get("queue"));
        assertEquals(
                "And queues that are not as bad: 9950 with dead letters.",
                list.get(50).get("text"));
    }

    @Test
    void whatIsWrongCountsMoreThanWithHowManyMessages() {
        for (int i = 0; i < 60; i++) {
            attention.add(row("grows" + i, 1_000_000 + i, true), false, null);
        }
        attention.add(row("dead", 1, false), true, null);
        attention.add(row("blocked", 1, true), false, blocked(3));
        Map<String, String> setAside = new HashMap<>();
        setAside.put("aside", "no number");
        List<Map<String, Object>> list = attention.with(setAside).list();
        assertEquals(
                List.of("aside", "blocked", "dead", "grows59"), queues(list).subList(0, 4));
        assertEquals(
                "And queues that are not as bad: 13 that grow.", list.get(50).get("text"));
        assertEquals("blocked", attention.list().get(0).get("queue"), "what is set aside now is not kept");
    }

    @Test
    void thereIsNothingToSayOfQueuesThatAreWell() {
        attention.add(row("well", 7, false), false, null);
        attention.add(row("emptied", 0, false), true, null);
        assertTrue(attention.list().isEmpty());
        attention.add(row("one", 7, true), false, null);
        assertEquals(List.of("one"), queues(attention.list()));
    }
}
