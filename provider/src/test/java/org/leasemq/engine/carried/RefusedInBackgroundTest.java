package org.leasemq.engine.carried;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.leasemq.engine.Delivery;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.ReceiveRequest;
import org.leasemq.engine.SettableClock;
import org.leasemq.engine.local.LocalEngine;
import org.leasemq.engine.local.ManualEnvironment;
import org.leasemq.engine.local.runtime.EngineSettings;
import org.leasemq.engine.model.Body;
import org.leasemq.engine.model.Message;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.model.QueueStatistics;
import org.leasemq.engine.model.Target;
import org.leasemq.store.Disk;
import org.leasemq.store.FakeStore;

/** What a client does not wait for, and the server's store refuses. */
class RefusedInBackgroundTest {
    private final SettableClock clock = new SettableClock();
    private final Disk disk = new Disk();
    private final RandomGenerator random =
            RandomGeneratorFactory.of("L64X128MixRandom").create(1);
    private final ManualEnvironment environment = new ManualEnvironment(clock, random);
    private final LocalEngine local =
            LocalEngine.open(new FakeStore(disk, clock), EngineSettings.defaults(), environment);
    private final CarriedEngine carried = CarriedEngine.driven(local, clock, random, environment::settle);
    private final LeaseEngine engine = carried.face();

    @AfterEach
    void close() {
        disk.refuseWrites(false);
        engine.close();
    }

    private Delivery received() {
        engine.createQueue("q", QueueAttributes.standardQueue()).await();
        engine.send(Target.queue("q"), List.of(Message.of(Body.text("m")))).await();
        return engine.receive(ReceiveRequest.from("q").waiting(Duration.ZERO))
                .await()
                .get(0);
    }

    private long present() {
        QueueStatistics statistics = local.statistics("q").await();
        return statistics.available() + statistics.inFlight();
    }

    @Test
    void aDeleteIsAskedForAgainUntilItIsDone() {
        Delivery delivery = received();
        disk.refuseWrites(true);
        engine.delete("q", List.of(delivery.receipt())).background();
        carried.settle();
        carried.ping();
        assertEquals(1, present());
        disk.refuseWrites(false);
        carried.ping();
        assertEquals(0, present());
    }

    @Test
    void aSendIsNot() {
        received();
        disk.refuseWrites(true);
        engine.send(Target.queue("q"), List.of(Message.of(Body.text("another"))))
                .background();
        carried.settle();
        disk.refuseWrites(false);
        carried.ping();
        assertEquals(1, present());
    }
}
