package org.leasemq.engine.local.definition;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.leasemq.engine.local.memory.Footprint;
import org.leasemq.engine.model.Filter;
import org.leasemq.engine.model.Message;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.model.Subscription;

/**
 * A queue's attributes with what takes long to make of them: that is made once, without the engine's lock, and kept.
 *
 * @param filters what the filters of its subscriptions mean
 * @param footprint bytes of memory that all this takes
 */
public record Definition(QueueAttributes attributes, Map<Filter, Predicate<Message>> filters, long footprint) {
    public Definition {
        filters = Map.copyOf(filters);
    }

    /**
     * Called without the lock.
     *
     * @param known filters that have been understood already
     * @throws org.leasemq.engine.model.EngineException.InvalidAttribute if there can be no such queue
     * @throws org.leasemq.engine.model.EngineException.InvalidFilter if a filter makes no sense
     */
    public static Definition of(
            Filters filters, String name, QueueAttributes attributes, Map<Filter, Predicate<Message>> known) {
        QueueRules.check(name, attributes);
        Map<Filter, Predicate<Message>> conditions = new HashMap<>();
        for (Subscription subscription : attributes.subscriptions()) {
            Filter filter = subscription.filter();
            if (filter != null) {
                conditions.computeIfAbsent(
                        filter, text -> known.containsKey(text) ? known.get(text) : filters.compile(text));
            }
        }
        return understood(name, attributes, conditions);
    }

    /** Whose filters have all been understood. */
    public static Definition understood(
            String name, QueueAttributes attributes, Map<Filter, Predicate<Message>> filters) {
        return new Definition(attributes, filters, Footprint.of(attributes, name));
    }

    /** What lets messages of a subscription pass; null for all. */
    public Predicate<Message> condition(Subscription subscription) {
        return subscription.filter() == null ? null : filters.get(subscription.filter());
    }
}
