package org.leasemq.engine;

import java.util.Objects;
import java.util.UUID;
import org.leasemq.engine.model.Filter;

/**
 * The messages of a queue that pass a filter, now and later: what a {@link ReceiveRequest} can be restricted to. Each message
 * is judged once, however often is received. It lasts until it is {@linkplain LeaseEngine#unselect ended}, and goes on in a
 * queue that is deleted and created again.
 *
 * @param id names it
 * @param queue name of the queue
 * @param filter which messages
 */
public record Selection(UUID id, String queue, Filter filter) {
    public Selection {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(queue, "queue");
        Objects.requireNonNull(filter, "filter");
    }
}
