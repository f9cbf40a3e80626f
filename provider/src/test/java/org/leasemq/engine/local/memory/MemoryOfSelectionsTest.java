package org.leasemq.engine.local.memory;

import static java.time.Duration.ZERO;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.leasemq.engine.Delivery;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.Owner;
import org.leasemq.engine.Owners;
import org.leasemq.engine.ReceiveRequest;
import org.leasemq.engine.Selection;
import org.leasemq.engine.SettableClock;
import org.leasemq.engine.local.LocalEngine;
import org.leasemq.engine.local.ManualEnvironment;
import org.leasemq.engine.local.runtime.EngineSettings;
import org.leasemq.engine.model.Body;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.Filter;
import org.leasemq.engine.model.Message;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.model.Target;
import org.leasemq.memory.MemoryAccount;
import org.leasemq.memory.MemoryShare.Use;
import org.leasemq.store.Disk;
import org.leasemq.store.FakeStore;

/** What selections remember of a queue is counted, and there is an end to it. */
class MemoryOfSelectionsTest {
    private static final int MESSAGES = 2000;
    private static final Filter ALL = new Filter("all", "");

    private final SettableClock clock = new SettableClock();
    private final MemoryAccount account = new MemoryAccount(2 << 20);
    private LeaseEngine engine;
    private Owner owner;

    @BeforeEach
    void open() {
        engine = LocalEngine.open(
                new FakeStore(new Disk(), clock),
                EngineSettings.within(account).withFilters(Map.of("all", text -> message -> true)),
                new ManualEnvironment(clock, RandomGeneratorFactory.getDefault().create(1)));
        engine.createQueue("q", QueueAttributes.standardQueue()).await();
        owner = Owners.open(engine, "test");
        Message message = Message.of(Body.text("."));
        for (int i = 0; i < MESSAGES; i++) {
            engine.send(Target.queue("q"), List.of(message)).await();
        }
    }

    @AfterEach
    void close() {
        engine.close();
        assertEquals(0, account.used(), "bytes that an engine left behind");
    }

    private List<Delivery> receive(ReceiveRequest request) {
        return engine.receive(request.waiting(ZERO).ownedBy(owner)).await();
    }

    private List<Delivery> leaseAll() {
        List<Delivery> all = new ArrayList<>();
        List<Delivery> some = receive(ReceiveRequest.from("q").upTo(MESSAGES));
        while (!some.isEmpty()) {
            all.addAll(some);
            some = receive(ReceiveRequest.from("q").upTo(MESSAGES));
        }
        return all;
    }

    private void judgeAll(List<Selection> selections, int count) {
        for (int i = 0; i < count; i++) {
            Selection selection = Owners.select(engine, "q", ALL);
            selections.add(selection);
            assertEquals(List.of(), receive(ReceiveRequest.from("q").among(selection)));
        }
    }

    @Test
    void manyThatLookThroughWhatIsInFlightAreRefusedBeforeMemoryIsUsedUp() {
        List<Delivery> leased = leaseAll();
        assertEquals(MESSAGES, leased.size());
        List<Selection> selections = new ArrayList<>();
        assertThrows(EngineException.NoRoom.class, () -> judgeAll(selections, 1000));
        assertTrue(account.used() <= account.limit(), account::toString);
        selections.forEach(selection -> engine.unselect(selection.id()).await());
        assertFalse(account.uses().containsKey(Use.SELECTIONS), account.uses()::toString);
    }

    @Test
    void whatIsGivenBackIsFoundAlsoWithoutMemoryToRememberIt() {
        List<Delivery> leased = leaseAll();
        Selection judged = Owners.select(engine, "q", ALL);
        assertEquals(List.of(), receive(ReceiveRequest.from("q").among(judged)));
        List<Selection> selections = new ArrayList<>();
        assertThrows(EngineException.NoRoom.class, () -> judgeAll(selections, 1000));
        engine.giveBack(null, leased.stream().map(Delivery::receipt).toList(), ZERO)
                .await();
        selections.forEach(selection -> engine.unselect(selection.id()).await());
        int found = 0;
        while (!receive(ReceiveRequest.from("q").among(judged)).isEmpty()) {
            found++;
        }
        assertEquals(MESSAGES, found);
        engine.unselect(judged.id()).await();
    }
}
