package org.leasemq.sqs.signing;

import java.util.Map;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.QueuePrefix;

/**
 * The key of receipt handles: kept with the queues from the first receive on. A disk or memory without room for it holds up no
 * receive, since only receiving makes room: then the handles are good in this process, or for ever once the key can be kept.
 * Safe for use by several threads.
 */
public final class HandleKeys {
    private static final String KEY = "key";

    /** What is kept if nothing is yet. */
    private final HandleKey own = HandleKey.create();

    private final Kept<HandleKey> kept;

    public HandleKeys(LeaseEngine engine) {
        kept = new Kept<>(engine, QueuePrefix.SIGNING + "handles", () -> Map.of(KEY, own.text()), HandleKeys::read);
    }

    private static HandleKey read(Map<String, String> labels) {
        String key = labels.get(KEY);
        return key == null ? null : HandleKey.of(key);
    }

    /** For handles to be given out. Waits for the disk, before the first. */
    public HandleKey ensure() {
        try {
            return kept.ensure();
        } catch (EngineException e) {
            return current();
        }
    }

    /** For handles that have been given out. Does not wait. */
    public HandleKey current() {
        HandleKey known = kept.current();
        return known == null ? own : known;
    }
}
