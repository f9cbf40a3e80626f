package org.leasemq.console.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.leasemq.console.audit.Audit.Kept;
import org.leasemq.console.audit.Audit.Outcome;
import org.leasemq.console.audit.Audit.Way;
import org.leasemq.engine.SettableClock;

class AuditTest {
    private final SettableClock clock = new SettableClock();
    private final Audit audit = new Audit(clock);

    private void changed(Way way, String user, String target, Outcome outcome) {
        clock.advance(Duration.ofMillis(1));
        audit.changed(way, user, "10.0.0.1", "purge-queue", target, outcome, null);
    }

    private List<String> targets() {
        return audit.all().stream().map(Audit.Entry::target).toList();
    }

    @Test
    void whoIsRefusedOrUsesTheApiDoesNotPushOutWhatWasDone() {
        changed(Way.CONSOLE, "alice", "orders", Outcome.DONE);
        changed(Way.API, "AK1", "invoices", Outcome.DONE);
        audit.login("alice", "10.0.0.1", "log in", Outcome.DONE);
        for (int i = 0; i < 10_000; i++) {
            changed(Way.CONSOLE, "mallory", "queue" + i, Outcome.REFUSED);
            changed(Way.CONSOLE, "mallory", "queue" + i, Outcome.FAILED);
            changed(Way.API, null, "queue" + i, Outcome.REFUSED);
            audit.login("x" + i, "10.0.0.2", "log in", Outcome.REFUSED);
        }
        for (int i = 0; i < 10_000; i++) {
            changed(Way.API, "AK2", "created" + i, i % 2 == 0 ? Outcome.DONE : Outcome.PARTLY);
        }
        assertTrue(targets().contains("orders"));
        assertTrue(audit.all().stream()
                .anyMatch(one -> "alice".equals(one.user()) && one.action().equals("log in")));
        int most = Kept.REFUSED_CHANGES.most
                + Kept.FAILED_CHANGES.most
                + Kept.REFUSED_API_CHANGES.most
                + Kept.REFUSED_LOGINS.most
                + Kept.API_CHANGES.most;
        assertEquals(most + 2, audit.all().size());
    }

    @Test
    void whatIsToldIsNotAsLongAsSomebodyLikes() {
        audit.login("x".repeat(100_000), "10.0.0.2", "log in", Outcome.REFUSED);
        assertEquals(2001, audit.all().get(0).user().length());
    }

    @Test
    void theLastThousandChangesAreKeptTheLatestFirst() {
        for (int i = 0; i < 1500; i++) {
            changed(Way.CONSOLE, null, "queue" + i, Outcome.DONE);
        }
        List<String> all = targets();
        assertEquals(1000, all.size());
        assertEquals("queue1499", all.get(0));
        assertEquals("queue500", all.get(all.size() - 1));
    }

    @Test
    void theSameAgainIsCounted() {
        for (int i = 0; i < 500; i++) {
            changed(Way.CONSOLE, "alice", "orders, 2000 lines of big.json", Outcome.DONE);
        }
        changed(Way.CONSOLE, "alice", "orders, 7 lines of big.json", Outcome.DONE);
        List<Audit.Entry> all = audit.all();
        assertEquals(2, all.size());
        assertEquals(500, all.get(1).times());
        assertEquals(clock.instant().minusMillis(1), all.get(1).at());
    }
}
