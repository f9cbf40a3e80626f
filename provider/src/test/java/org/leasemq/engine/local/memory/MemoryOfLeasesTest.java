package org.leasemq.engine.local.memory;

import static java.time.Duration.ZERO;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.leasemq.engine.AttributeChange;
import org.leasemq.engine.Delivery;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.ReceiveRequest;
import org.leasemq.engine.SettableClock;
import org.leasemq.engine.local.LocalEngine;
import org.leasemq.engine.local.ManualEnvironment;
import org.leasemq.engine.local.runtime.EngineSettings;
import org.leasemq.engine.model.Body;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.Message;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.model.Target;
import org.leasemq.memory.MemoryAccount;
import org.leasemq.store.Disk;
import org.leasemq.store.FakeStore;

/** Who only receives, or gives a queue ever larger attributes, is refused before memory is used up. */
class MemoryOfLeasesTest {
    private final SettableClock clock = new SettableClock();
    private final MemoryAccount account = new MemoryAccount(2 << 20);
    private LeaseEngine engine;

    @BeforeEach
    void open() {
        engine = LocalEngine.open(
                new FakeStore(new Disk(), clock),
                EngineSettings.within(account),
                new ManualEnvironment(clock, RandomGeneratorFactory.getDefault().create(1)));
        engine.createQueue("q", QueueAttributes.standardQueue()).await();
    }

    @AfterEach
    void close() {
        engine.close();
        assertEquals(0, account.used(), "bytes that an engine left behind");
    }

    private int fill() {
        Message message = Message.of(Body.text("."));
        for (int count = 0; ; count++) {
            try {
                engine.send(Target.queue("q"), List.of(message)).await().get(0).get();
            } catch (EngineException.NoRoom e) {
                return count;
            }
        }
    }

    private List<Delivery> receive() {
        return engine.receive(ReceiveRequest.from("q").upTo(10).waiting(ZERO)).await();
    }

    @Test
    void whoReceivesWithoutDeletingIsRefusedAndDeletingGoesOn() {
        int sent = fill();
        List<Delivery> received = new ArrayList<>();
        assertThrows(EngineException.NoRoom.class, () -> {
            while (received.size() < sent) {
                received.addAll(receive());
            }
        });
        assertTrue(account.used() < account.limit(), account::toString);
        engine.delete("q", received.stream().map(Delivery::receipt).toList()).await();
        assertFalse(receive().isEmpty());
    }

    @Test
    void attributesThatGrowAreRefused() {
        String text = "x".repeat(100_000);
        assertThrows(EngineException.NoRoom.class, () -> {
            for (int i = 0; i < 30; i++) {
                String name = "tag" + i;
                AttributeChange.apply(engine, "q", present -> present.withLabels(with(present.labels(), name, text)));
            }
        });
        assertTrue(account.used() < account.limit(), account::toString);
        AttributeChange.apply(engine, "q", present -> present.withLabels(Map.of()));
    }

    @Test
    void clientsAndTheirNamesAreRefusedBeforeMemoryIsUsedUpAndGiveBackWhatTheyTook() {
        long before = account.used();
        List<UUID> clients = new ArrayList<>();
        assertThrows(EngineException.NoRoom.class, () -> {
            for (int i = 0; ; i++) {
                UUID client = new UUID(1, i);
                engine.openClient(client, "client " + i).await();
                clients.add(client);
                engine.openClient(client, "again").await();
            }
        });
        assertTrue(account.used() < account.limit(), account::toString);
        clients.forEach(client -> engine.closeClient(client).await());
        assertEquals(before, account.used());
        engine.openClient(clients.get(0), "one").await();
        long one = account.used();
        assertThrows(EngineException.NoRoom.class, () -> {
            for (int i = 0; ; i++) {
                String name = "x".repeat(10_000) + i;
                assertTrue(engine.claimName(clients.get(0), name).await());
                assertFalse(engine.claimName(clients.get(0), name).await());
            }
        });
        engine.freeName(clients.get(0), "x".repeat(10_000) + 1).await();
        assertTrue(one < account.used() && account.used() < account.limit(), account::toString);
        engine.closeClient(clients.get(0)).await();
        assertEquals(before, account.used());
    }

    private static Map<String, String> with(Map<String, String> labels, String name, String value) {
        Map<String, String> more = new HashMap<>(labels);
        more.put(name, value);
        return more;
    }
}
