package org.leasemq.engine.local;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.leasemq.engine.Body;
import org.leasemq.engine.Delivery;
import org.leasemq.engine.EngineException;
import org.leasemq.engine.NewMessage;
import org.leasemq.engine.QueueAttributes;
import org.leasemq.engine.ReceiveRequest;
import org.leasemq.engine.SettableClock;
import org.leasemq.store.Disk;
import org.leasemq.store.FakeStore;

/** Messages that are written again while something else happens to them. */
class HousekeepingTest {
    private static final byte[] MEBIBYTE = new byte[1 << 20];

    private final SettableClock clock = new SettableClock();
    private final Disk disk = new Disk();
    private final List<EngineException> errors = new ArrayList<>();
    private ManualEnvironment environment;
    private LocalEngine engine = open();

    private LocalEngine open() {
        environment = new ManualEnvironment(
                clock, RandomGeneratorFactory.of("L64X128MixRandom").create(1));
        return LocalEngine.open(new FakeStore(disk, clock), EngineSettings.defaults(), environment);
    }

    @Test
    void aMessageThatIsDeletedWhileItIsWrittenAgainStaysDeleted() {
        engine.createQueue("a", QueueAttributes.standardQueue()).await();
        send(new byte[] {1});
        Delivery small = take().get(0);
        makeWaste();

        environment.runTask(); // looks at the first batch, which holds the queue; the message is in the second

        engine.delete("a", List.of(small.receipt())).whenDone((outcomes, error) -> errors.add(error));
        environment.settle();
        assertEquals(Collections.singletonList(null), errors);
        environment.advance(Duration.ofSeconds(1));

        engine = open(); // as after kill -9
        environment.advance(Duration.ofMinutes(1));
        assertEquals(List.of(), take());
    }

    private void makeWaste() {
        List<Delivery> big = new ArrayList<>();
        for (int i = 0; i < 80; i++) {
            send(MEBIBYTE);
            big.addAll(take());
        }
        engine.delete("a", big.stream().map(Delivery::receipt).toList()).await();
        while (environment.taskCount() == 0) {
            engine.setAttributes("a", QueueAttributes.standardQueue()).await();
        }
    }

    private void send(byte[] body) {
        engine.send("a", List.of(NewMessage.of(Body.binary(body)))).await();
    }

    private List<Delivery> take() {
        return engine.receive(ReceiveRequest.from("a")).await();
    }
}
