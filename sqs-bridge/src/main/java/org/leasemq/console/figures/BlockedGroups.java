package org.leasemq.console.figures;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.seen.MessageGroup;

/** Message groups in which others have waited long for a message in flight: the one with the most messages of each queue. */
final class BlockedGroups {
    /** For so many milliseconds, through all its deliveries. */
    static final long LONG = 300_000;

    /** So many are looked at in each queue, those with the most messages. */
    private static final int LOOKED_AT = 20;

    private BlockedGroups() {}

    /** By queue. Asks for queues only in which something waits while something is in flight. */
    static Map<String, MessageGroup> of(LeaseEngine engine, Collection<Row> rows, long now) {
        Map<String, MessageGroup> blocked = new HashMap<>();
        for (Row row : rows) {
            boolean may = row.info().attributes().fifo()
                    && row.counts().available() > 0
                    && row.counts().inFlight() > 0;
            MessageGroup found = may ? longest(engine, row.name(), now) : null;
            if (found != null) {
                blocked.put(row.name(), found);
            }
        }
        return blocked;
    }

    private static MessageGroup longest(LeaseEngine engine, String queue, long now) {
        try {
            return engine.groups(queue, "", LOOKED_AT).await().groups().stream()
                    .filter(group -> group.blocked() && group.heldBy() != 0 && now - group.since() >= LONG)
                    .findFirst()
                    .orElse(null);
        } catch (EngineException e) {
            return null; // it has gone meanwhile
        }
    }
}
