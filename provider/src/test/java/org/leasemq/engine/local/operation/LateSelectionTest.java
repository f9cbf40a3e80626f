package org.leasemq.engine.local.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.leasemq.engine.Completion;
import org.leasemq.engine.Delivery;
import org.leasemq.engine.Owners;
import org.leasemq.engine.ReceiveRequest;
import org.leasemq.engine.SettableClock;
import org.leasemq.engine.local.LocalEngine;
import org.leasemq.engine.local.ManualEnvironment;
import org.leasemq.engine.local.runtime.EngineSettings;
import org.leasemq.engine.model.Body;
import org.leasemq.engine.model.Filter;
import org.leasemq.engine.model.Message;
import org.leasemq.engine.model.Outcome;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.model.Sent;
import org.leasemq.store.Disk;
import org.leasemq.store.FakeStore;

/** A message that becomes durable while one behind it, of the same group, is on its way to a selection. */
class LateSelectionTest {
    private static Message message(String body) {
        return Message.of(Body.text(body)).inGroup("g");
    }

    private static List<String> bodies(Completion<List<Delivery>> receive) {
        return receive.await().stream()
                .map(delivery -> delivery.message().body().asText())
                .toList();
    }

    @Test
    void whatHasNotBeenJudgedYetIsNotOvertakenInItsGroup() {
        SettableClock clock = new SettableClock();
        ManualEnvironment environment = new ManualEnvironment(
                clock, RandomGeneratorFactory.of("L64X128MixRandom").create(1));
        EngineSettings settings = EngineSettings.defaults().withFilters(Map.of("everything", text -> message -> true));
        try (LocalEngine engine = LocalEngine.open(new FakeStore(new Disk(), clock), settings, environment)) {
            engine.createQueue("q", QueueAttributes.standardQueue()).await();
            engine.send("q", List.of(message("a"))).await();
            ReceiveRequest request = ReceiveRequest.from("q")
                    .upTo(1)
                    .waiting(Duration.ZERO)
                    .ownedBy(Owners.open(engine, "test"))
                    .among(Owners.select(engine, "q", new Filter("everything", "")));
            Completion<List<Outcome<Sent>>> second = engine.send("q", List.of(message("b")));
            Completion<List<Outcome<Sent>>> third =
                    engine.send("q", List.of(message("c").persistent(false)));
            assertTrue(third.isDone());
            Completion<List<Delivery>> receive = engine.receive(request);
            Completion<List<Delivery>> next = engine.receive(request);
            second.await();
            List<String> seen = new ArrayList<>(bodies(receive));
            seen.addAll(bodies(next));
            for (int i = 0; i < 3; i++) {
                seen.addAll(bodies(engine.receive(request)));
            }
            assertEquals(List.of("a", "b", "c"), seen);
        }
    }
}
