package org.leasemq.engine;

import java.util.List;
import java.util.Objects;
import org.leasemq.engine.model.QueueAttributes;

/**
 * How a client wants to use a subscription.
 *
 * @param queue name of its queue
 * @param attributes what its queue is to be; their subscriptions tell whether one that is there is the same
 * @param shared whether others may use it at the same time
 * @param lasting whether it stays when nobody uses it
 * @param excluded names of subscriptions of which none may be there, such as one of the same name and another kind
 */
public record SubscriptionUse(
        String queue, QueueAttributes attributes, boolean shared, boolean lasting, List<String> excluded) {
    public SubscriptionUse {
        Objects.requireNonNull(queue, "queue");
        Objects.requireNonNull(attributes, "attributes");
        excluded = List.copyOf(excluded);
    }
}
