package org.leasemq.engine.local.operation;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.leasemq.engine.Delivery;
import org.leasemq.engine.ReceiveRequest;
import org.leasemq.engine.SettableClock;
import org.leasemq.engine.local.LocalEngine;
import org.leasemq.engine.local.ManualEnvironment;
import org.leasemq.engine.local.runtime.EngineSettings;
import org.leasemq.engine.model.Body;
import org.leasemq.engine.model.Message;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.model.Target;
import org.leasemq.engine.model.VisibilityChange;
import org.leasemq.store.Disk;
import org.leasemq.store.FakeStore;

/** A count that was stored along with something else, of a delivery that is then given back, is set right when closing. */
class StoredCountsTest {
    private final SettableClock clock = new SettableClock();
    private final Disk disk = new Disk();

    private LocalEngine open() {
        return LocalEngine.open(
                new FakeStore(disk, clock),
                EngineSettings.defaults(),
                new ManualEnvironment(
                        clock, RandomGeneratorFactory.of("L64X128MixRandom").create(1)));
    }

    private static Delivery take(LocalEngine engine) {
        return engine.receive(ReceiveRequest.from("q").waiting(ZERO)).await().get(0);
    }

    @Test
    void aDeliveryThatTheStoreLearntOfByAChangeOfVisibilityIsForgottenWhenItIsGivenBack() {
        LocalEngine engine = open();
        engine.createQueue("q", QueueAttributes.standardQueue()).await();
        engine.send(Target.queue("q"), List.of(Message.of(Body.text("a")))).await();
        disk.refuseWrites(true);
        Delivery delivery = take(engine); // not recorded, for want of a store
        disk.refuseWrites(false);
        engine.changeVisibility("q", List.of(new VisibilityChange(delivery.receipt(), ofSeconds(9))))
                .await();
        engine.giveBack(null, List.of(delivery.receipt()), ZERO).await();
        engine.close();
        engine = open();
        assertEquals(1, take(engine).receiveCount());
        engine.close();
    }
}
