package org.leasemq.console.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.leasemq.engine.SettableClock;

class AuditTest {
    private final SettableClock clock = new SettableClock();
    private final Audit audit = new Audit(clock);

    @Test
    void whoCannotLogInDoesNotPushOutWhatWasDone() {
        audit.changed("alice", "10.0.0.1", "purge-queue", "orders", "done");
        for (int i = 0; i < 10_000; i++) {
            clock.advance(Duration.ofMillis(1));
            audit.login("x".repeat(100_000), "10.0.0.2", "log in", "refused");
        }
        List<Audit.Entry> all = audit.all();
        assertEquals(1 + Audit.MOST_LOGINS, all.size());
        assertEquals("orders", all.get(all.size() - 1).target());
        assertEquals(301, all.get(0).user().length());
    }

    @Test
    void theLastThousandChangesAreKeptTheLatestFirst() {
        for (int i = 0; i < 1500; i++) {
            clock.advance(Duration.ofMillis(1));
            audit.changed(null, "10.0.0.1", "purge-queue", "queue" + i, "done");
        }
        List<Audit.Entry> all = audit.all();
        assertEquals(Audit.MOST_CHANGES, all.size());
        assertEquals("queue1499", all.get(0).target());
        assertEquals("queue500", all.get(all.size() - 1).target());
    }
}
