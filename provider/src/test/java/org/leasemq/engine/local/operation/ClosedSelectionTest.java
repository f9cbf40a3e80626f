package org.leasemq.engine.local.operation;

import static java.time.Duration.ZERO;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.leasemq.engine.Completion;
import org.leasemq.engine.Delivery;
import org.leasemq.engine.Owner;
import org.leasemq.engine.Owners;
import org.leasemq.engine.ReceiveRequest;
import org.leasemq.engine.Selection;
import org.leasemq.engine.SettableClock;
import org.leasemq.engine.local.LocalEngine;
import org.leasemq.engine.local.ManualEnvironment;
import org.leasemq.engine.local.runtime.EngineSettings;
import org.leasemq.engine.model.Body;
import org.leasemq.engine.model.Filter;
import org.leasemq.engine.model.Message;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.model.Receipt;
import org.leasemq.store.Disk;
import org.leasemq.store.FakeStore;

/** A selection that is closed while something taken for it is on its way. */
class ClosedSelectionTest {
    private static final String QUEUE = "q.fifo";

    @Test
    void whatHasBeenTakenForItDoesNotOvertakeWhatComesBackToItsGroup() {
        SettableClock clock = new SettableClock();
        ManualEnvironment environment = new ManualEnvironment(
                clock, RandomGeneratorFactory.of("L64X128MixRandom").create(1));
        EngineSettings settings = EngineSettings.defaults().withFilters(Map.of("everything", text -> message -> true));
        try (LocalEngine engine = LocalEngine.open(new FakeStore(new Disk(), clock), settings, environment)) {
            engine.createQueue(QUEUE, QueueAttributes.fifoQueue()).await();
            for (String body : List.of("a", "b")) {
                Message message = Message.of(Body.text(body)).inGroup("g");
                engine.send(QUEUE, List.of(message)).await().get(0).get();
            }
            Owner owner = Owners.open(engine, "test");
            ReceiveRequest request =
                    ReceiveRequest.from(QUEUE).upTo(1).waiting(ZERO).ownedBy(owner);
            Selection selection = Owners.select(engine, QUEUE, new Filter("everything", ""));
            Receipt first =
                    engine.receive(request.among(selection)).await().get(0).receipt();
            Completion<List<Delivery>> second = engine.receive(request.among(selection));
            engine.release(List.of(first)).await();
            engine.unselect(selection.id()).await();
            assertEquals(List.of(), second.await());
            List<Delivery> both = engine.receive(request.upTo(2)).await();
            assertEquals(
                    List.of("a", "b"),
                    both.stream()
                            .map(delivery -> delivery.message().body().asText())
                            .toList());
        }
    }
}
