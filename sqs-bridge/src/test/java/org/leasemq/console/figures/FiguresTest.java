package org.leasemq.console.figures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.leasemq.embedded.DerbyStores;
import org.leasemq.embedded.EmbeddedEngines;
import org.leasemq.embedded.EngineHandle;
import org.leasemq.engine.SettableClock;
import org.leasemq.engine.model.Body;
import org.leasemq.engine.model.Message;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.memory.MemoryAccount;
import org.leasemq.memory.MemoryShare;
import org.leasemq.memory.MemoryShare.Use;
import org.leasemq.options.ConnectionUrl;
import org.leasemq.thread.DaemonThreads;

class FiguresTest {
    private final SettableClock clock = new SettableClock();
    private final EmbeddedEngines engines =
            new EmbeddedEngines(new DerbyStores(), new DaemonThreads("leasemq-test"), clock);
    private final ConnectionUrl url = ConnectionUrl.parse("leasemq:mem:figures");
    private final EngineHandle handle = engines.open(url.place(), url.options());
    private final MemoryShare memory = new MemoryAccount(64 << 20).share();
    private final Figures figures = new Figures(handle.engine(), clock, memory);

    @AfterEach
    void close() {
        handle.close();
        engines.closeAll();
    }

    private void create(String queue) {
        handle.engine().createQueue(queue, QueueAttributes.standardQueue()).await();
    }

    private void send(String queue, int count) {
        List<Message> messages = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            messages.add(Message.of(Body.text("x")));
        }
        handle.engine().send(queue, messages).await();
    }

    private void pass(int periods) {
        for (int i = 0; i < periods; i++) {
            clock.advance(Duration.ofMillis(Figures.PERIOD));
            figures.tick();
        }
    }

    @Test
    void aDayIsRememberedAndNoMore() {
        create("orders");
        send("orders", 5);
        pass(9000);
        assertTrue(figures.totals().times().length <= 600);
        History day = figures.history("orders", true);
        assertEquals(QueueHistory.DAY, day.times().length);
        assertEquals(300, day.times()[1] - day.times()[0]);
        assertEquals(5, day.values().get(0)[QueueHistory.DAY - 1]);
        History recent = figures.history("orders", false);
        assertEquals(QueueHistory.RECENT, recent.times().length);
        assertEquals(10, recent.times()[1] - recent.times()[0]);
    }

    @Test
    void ratesAreThoseOfTheLastPeriod() {
        create("orders");
        pass(2);
        send("orders", 30);
        pass(1);
        assertEquals(3, figures.row("orders").sentRate(), 0.01);
        pass(1);
        assertEquals(0, figures.row("orders").sentRate(), 0.01);
    }

    @Test
    void aQueueInWhichMoreAndMoreWaitsGrowsAndOneThatIsFullDoesNot() {
        create("growing");
        create("full");
        send("full", 1000);
        for (int i = 0; i < 30; i++) {
            send("growing", 10);
            pass(1);
        }
        assertTrue(figures.row("growing").growing());
        assertFalse(figures.row("full").growing());
        assertEquals(1000, figures.row("full").waiting());
    }

    @Test
    void onlyQueuesInWhichSomethingWasTakeMemoryAndAllOfItComesBack() {
        for (int i = 0; i < 100; i++) {
            create("queue" + i);
        }
        pass(1);
        long fixed = memory.used(Use.FIGURES);
        send("queue7", 1);
        pass(1);
        assertEquals(fixed + QueueHistory.BYTES, memory.used(Use.FIGURES));
        assertNull(figures.history("queue8", true));
        handle.engine().deleteQueue("queue7").await();
        pass(1);
        assertEquals(fixed, memory.used(Use.FIGURES));
        figures.close();
        assertEquals(0, memory.used(Use.FIGURES));
    }

    @Test
    void whereThereIsLittleMemoryFewQueuesHaveAHistory() {
        MemoryShare little = new MemoryAccount(4 << 20).share();
        Figures few = new Figures(handle.engine(), clock, little);
        long fixed = little.used(Use.FIGURES);
        for (int i = 0; i < 100; i++) {
            create("queue" + i);
            send("queue" + i, 1);
        }
        clock.advance(Duration.ofMillis(Figures.PERIOD));
        few.tick();
        assertTrue(little.used(Use.FIGURES) - fixed <= (4 << 20) / 32, () -> "" + little.used(Use.FIGURES));
        assertEquals(100, few.rows().size());
    }
}
