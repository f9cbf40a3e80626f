package org.leasemq.engine.local.queue;

import static java.time.Duration.ofMinutes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.leasemq.engine.FilterLanguage;
import org.leasemq.engine.Owners;
import org.leasemq.engine.ReceiveRequest;
import org.leasemq.engine.local.EngineFixture;
import org.leasemq.engine.local.runtime.EngineSettings;
import org.leasemq.engine.model.Filter;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.model.Target;

/** Selections that judge in the background take turns, by time. */
class TurnsTest extends EngineFixture {
    /** What was judged since somebody looked. */
    private final List<String> judged = new ArrayList<>();

    /** The filter's text says how many milliseconds a message takes. */
    @Override
    protected EngineSettings settings() {
        FilterLanguage slow = text -> message -> {
            clock.advance(Duration.ofMillis(Long.parseLong(text)));
            judged.add(message.body().asText());
            return false;
        };
        return super.settings().withFilters(Map.of("slow", slow));
    }

    @BeforeEach
    void createQueues() {
        for (String queue : List.of("a", "b", "c")) {
            engine.createQueue(queue, QueueAttributes.standardQueue()).await();
        }
    }

    private void await(String queue, int millis) {
        engine.receive(ReceiveRequest.from(queue)
                        .waiting(ofMinutes(1))
                        .among(Owners.select(engine, queue, new Filter("slow", "" + millis))))
                .whenDone((deliveries, error) -> {});
    }

    private void send(String queue) {
        engine.send(
                        Target.queue(queue),
                        IntStream.range(0, 10)
                                .mapToObj(i -> text(queue).persistent(false))
                                .toList())
                .await();
    }

    private List<String> judgedInATurn() {
        judged.clear();
        assertTrue(environment.runChore());
        return List.copyOf(judged);
    }

    @Test
    void aTurnLastsSomeMillisecondsOrAMessage() {
        await("a", 2);
        await("b", 600);
        await("c", 0);
        List.of("a", "b", "c").forEach(this::send);
        assertEquals(List.of("a", "a", "a"), judgedInATurn());
        assertEquals(List.of("b"), judgedInATurn());
        assertEquals(10, judgedInATurn().size());
        assertEquals(List.of("a", "a", "a"), judgedInATurn());
        assertEquals(List.of("b"), judgedInATurn());
        assertEquals(List.of("a", "a", "a"), judgedInATurn());
        assertEquals(List.of("b"), judgedInATurn());
        assertEquals(List.of("a"), judgedInATurn());
        for (int i = 3; i < 10; i++) {
            assertEquals(List.of("b"), judgedInATurn());
        }
        assertEquals(0, environment.taskCount());
    }
}
