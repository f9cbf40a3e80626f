package org.leasemq.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.leasemq.engine.SettableClock;
import org.leasemq.engine.TimeSource;
import org.leasemq.engine.model.Body;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.Message;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.model.Target;
import org.leasemq.options.ConnectionUrl.Memory;
import org.leasemq.options.ConnectionUrl.Place;
import org.leasemq.options.OptionValues;
import org.leasemq.store.Disk;
import org.leasemq.store.FakeStore;
import org.leasemq.thread.DaemonThreads;

/** Where an engine has failed, the next that opens its place gets a new one. */
@Timeout(60)
class FailedEngineTest {
    private static final Place PLACE = new Memory("failing");

    private final Disk disk = new Disk();
    private final FailingClock clock = new FailingClock();
    private final EmbeddedEngines engines =
            new EmbeddedEngines((place, options, time) -> new FakeStore(disk, time), new DaemonThreads("test"), clock);

    /** Fails for a thread that has asked for it. */
    private static final class FailingClock implements TimeSource {
        private final SettableClock working = new SettableClock();
        private volatile Thread failsFor;

        @Override
        public Instant instant() {
            failIfAsked();
            return working.instant();
        }

        @Override
        public long elapsedMillis() {
            failIfAsked();
            return working.elapsedMillis();
        }

        private void failIfAsked() {
            if (Thread.currentThread() == failsFor) {
                throw new AssertionError("asked for");
            }
        }
    }

    private void fail(EngineHandle handle) {
        clock.failsFor = Thread.currentThread();
        assertThrows(
                EngineException.Failed.class,
                () -> handle.engine()
                        .announce(Target.queue("a"), Message.of(Body.text("x")))
                        .await());
        clock.failsFor = null;
        assertTrue(handle.hasFailed());
    }

    @Test
    void anEngineThatHasFailedIsReplacedWithWhatWasDurable() {
        EngineHandle first = engines.open(PLACE, OptionValues.defaults());
        EngineHandle second = first.another();
        first.engine().createQueue("a", QueueAttributes.standardQueue()).await();
        fail(first);

        EngineHandle renewed = engines.open(PLACE, OptionValues.defaults());
        assertNotSame(first.engine(), renewed.engine());
        assertFalse(renewed.hasFailed());
        assertTrue(renewed.engine().findQueue("a").await().isPresent());
        assertThrows(EngineException.Failed.class, () -> first.engine().queues());
        assertThrows(EngineException.Closed.class, second::another);

        first.close();
        second.close();
        assertEquals(1, renewed.engine().queues().size());
        assertEquals(List.of(PLACE), engines.places());
        renewed.close();
        assertEquals(List.of(), engines.places());
    }
}
