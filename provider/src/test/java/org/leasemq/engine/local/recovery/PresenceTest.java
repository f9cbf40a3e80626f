package org.leasemq.engine.local.recovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.leasemq.engine.Client;
import org.leasemq.engine.Delivery;
import org.leasemq.engine.Owner;
import org.leasemq.engine.ReceiveRequest;
import org.leasemq.engine.SettableClock;
import org.leasemq.engine.local.LocalEngine;
import org.leasemq.engine.local.ManualEnvironment;
import org.leasemq.engine.local.runtime.EngineSettings;
import org.leasemq.engine.model.Body;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.Message;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.store.Change;
import org.leasemq.store.Disk;
import org.leasemq.store.FakeStore;
import org.leasemq.store.Locations;
import org.leasemq.store.StoreException;
import org.leasemq.store.StoreLostException;

/** An engine whose store others may take over. */
class PresenceTest {
    private static final Duration TERM = Duration.ofSeconds(3);

    private final SettableClock clock = new SettableClock();
    private final ManualEnvironment environment = new ManualEnvironment(
            clock, RandomGeneratorFactory.of("L64X128MixRandom").create(1));
    private final Shared store = new Shared(clock);
    private final LocalEngine engine = LocalEngine.open(store, EngineSettings.defaults(), environment);
    private final Client client = Client.open(engine, "a client");
    private final Owner owner = client.openOwner("an owner");

    /** Its own for a term after it was written to. */
    private static final class Shared extends FakeStore {
        private final SettableClock clock;
        private long renewed;
        private boolean away;
        private boolean taken;
        private boolean over;
        private int writes;

        Shared(SettableClock clock) {
            super(new Disk(), clock);
            this.clock = clock;
            this.renewed = clock.elapsedMillis();
        }

        @Override
        public synchronized Locations write(List<? extends Change> changes) {
            writes++;
            if (taken || !isOwned()) {
                throw new StoreLostException("Another has it.");
            }
            if (away) {
                throw new StoreException("The database does not answer.");
            }
            renewed = clock.elapsedMillis();
            return super.write(changes);
        }

        @Override
        public long term() {
            return TERM.toMillis();
        }

        @Override
        public synchronized boolean isOwned() {
            over |= clock.elapsedMillis() - renewed >= TERM.toMillis();
            return !over;
        }
    }

    @BeforeEach
    void createQueue() {
        engine.createQueue("q", QueueAttributes.standardQueue()).await();
    }

    @AfterEach
    void close() {
        engine.close();
    }

    private void pass(Duration time) {
        environment.advance(time);
    }

    private void send(String text) {
        engine.send("q", List.of(Message.of(Body.text(text)))).await();
    }

    private List<Delivery> receive() {
        return engine.receive(ReceiveRequest.from("q").ownedBy(owner).waiting(Duration.ZERO))
                .await();
    }

    @Test
    void anEngineThatHasNothingToDoStaysTheOwner() {
        send("a");
        for (int i = 0; i < 100; i++) {
            pass(TERM.dividedBy(3));
        }
        assertEquals(1, receive().size());
    }

    @Test
    void whatWasRecordedAheadIsNotHandedOverWhenTheTermIsOver() {
        for (int i = 0; i < 100; i++) {
            send("message " + i);
        }
        int before;
        int silent = 0;
        while (silent < 3) { // four are recorded ahead then
            before = store.writes;
            assertEquals(1, receive().size());
            silent = before == store.writes ? silent + 1 : 0;
        }
        before = store.writes;
        clock.advance(TERM); // and nobody had a turn meanwhile, as when the process is stopped
        assertInstanceOf(EngineException.Failed.class, assertThrows(EngineException.class, this::receive));
        assertEquals(before, store.writes);
        assertTrue(engine.hasFailed());
    }

    @Test
    void whoWaitsIsToldWhenTheTermIsOver() {
        List<EngineException> told = new ArrayList<>();
        engine.receive(ReceiveRequest.from("q").ownedBy(owner).waiting(ReceiveRequest.FOREVER))
                .whenDone((deliveries, error) -> told.add(error));
        store.away = true;
        pass(TERM.dividedBy(3));
        pass(TERM.dividedBy(3));
        assertEquals(List.of(), told);
        pass(TERM.dividedBy(3));
        assertInstanceOf(EngineException.Failed.class, told.get(0));
        assertTrue(told.get(0).getMessage().contains("moved"), told.get(0).getMessage());
    }

    @Test
    void aStoreThatIsBackWithinTheTermHarmsNobody() {
        send("a");
        store.away = true;
        pass(TERM.dividedBy(3));
        store.away = false;
        pass(TERM.dividedBy(3));
        pass(TERM.dividedBy(3));
        assertEquals(1, receive().size());
    }

    @Test
    void whenAnotherHasTakenOverEverybodyIsTold() {
        send("a");
        List<EngineException> told = new ArrayList<>();
        engine.createQueue("empty", QueueAttributes.standardQueue()).await();
        engine.receive(ReceiveRequest.from("empty").ownedBy(owner).waiting(ReceiveRequest.FOREVER))
                .whenDone((deliveries, error) -> told.add(error));
        store.taken = true;
        assertInstanceOf(EngineException.Failed.class, assertThrows(EngineException.class, () -> send("b")));
        environment.settle();
        assertInstanceOf(EngineException.Failed.class, told.get(0));
        assertInstanceOf(EngineException.Failed.class, assertThrows(EngineException.class, this::receive));
    }
}
