package org.leasemq.engine.local.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.leasemq.engine.BrowseItem;
import org.leasemq.engine.Browser;
import org.leasemq.engine.local.EngineFixture;
import org.leasemq.engine.local.runtime.EngineSettings;
import org.leasemq.engine.model.Body;
import org.leasemq.engine.model.Message;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.model.Target;
import org.leasemq.memory.MemoryAccount;
import org.leasemq.memory.MemoryShare.Use;

/** What browsers take is counted, and given back. */
class BrowserMemoryTest extends EngineFixture {
    private static final int SIZE = 400_000;

    private final MemoryAccount account = new MemoryAccount(256 << 20);

    @Override
    protected EngineSettings settings() {
        return EngineSettings.within(account).withMemoryBudget(SIZE);
    }

    private long bytes() {
        return account.uses().getOrDefault(Use.BROWSERS, 0L);
    }

    @Test
    void aBrowserCountsWithWhatItHasToldLastAndTellsLargeMessagesInParts() {
        engine.createQueue("q", QueueAttributes.standardQueue()).await();
        for (int i = 0; i < 20; i++) {
            send(Target.queue("q"), Message.of(Body.binary(new byte[SIZE])));
        }
        Browser browser = Browser.of(engine, "q");
        long alone = bytes();
        assertTrue(alone > 0);
        List<BrowseItem> items = browser.next(1000);
        assertEquals(11, items.size());
        assertTrue(bytes() > 11 * SIZE);
        browser.skip(8);
        assertEquals(1, browser.next(1000).size());
        assertTrue(bytes() > SIZE && bytes() < 2 * SIZE + alone);
        assertEquals(List.of(), browser.next(1000));
        assertEquals(alone, bytes());
        browser.close();
        browser.close();
        assertEquals(0, bytes());
    }
}
