package org.leasemq.engine.local;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.leasemq.engine.EngineException;
import org.leasemq.engine.Filter;
import org.leasemq.engine.FilterLanguage;
import org.leasemq.engine.Message;
import org.leasemq.engine.Subscription;

/** Who subscribes to what. */
final class Topics {
    /**
     * A queue that gets messages of a topic.
     *
     * @param unwanted not those of this origin; may be null
     * @param filter only those that pass; null for all
     */
    record Subscriber(QueueState queue, String unwanted, Predicate<Message> filter) {

        boolean isOpenTo(String origin) {
            return unwanted == null || !unwanted.equals(origin);
        }

        /** Whether it depends on the filter. */
        boolean asks(String origin) {
            return filter != null && isOpenTo(origin);
        }
    }

    private final Map<String, FilterLanguage> languages;
    private final Map<String, List<Subscriber>> byTopic = new LinkedHashMap<>();

    Topics(Map<String, FilterLanguage> languages) {
        this.languages = languages;
    }

    /**
     * Understands a filter.
     *
     * @param filter null for everything
     * @return null for everything
     * @throws EngineException.InvalidFilter if it makes no sense
     */
    Predicate<Message> compile(Filter filter) {
        if (filter == null) {
            return null;
        }
        FilterLanguage language = languages.get(filter.language());
        if (language == null) {
            throw new EngineException.InvalidFilter("The filter " + filter.text() + " is written in '"
                    + filter.language() + "', which is none of the languages this engine knows: "
                    + languages.keySet());
        }
        try {
            return language.compile(filter.text());
        } catch (EngineException e) {
            throw e;
        } catch (RuntimeException | StackOverflowError e) {
            throw new EngineException.InvalidFilter("The filter " + filter.text() + ", written in '" + filter.language()
                    + "', could not be understood: " + e);
        }
    }

    /** The queue gets what it subscribes to from now on. */
    void add(QueueState queue) {
        for (Subscription subscription : queue.attributes.subscriptions()) {
            Subscriber subscriber = new Subscriber(queue, subscription.exceptOrigin(), compile(subscription.filter()));
            byTopic.computeIfAbsent(subscription.topic(), key -> new ArrayList<>())
                    .add(subscriber);
        }
    }

    /** The queue gets nothing any more. */
    void remove(QueueState queue) {
        for (Subscription subscription : queue.attributes.subscriptions()) {
            byTopic.computeIfPresent(subscription.topic(), (topic, subscribers) -> {
                subscribers.removeIf(subscriber -> subscriber.queue == queue);
                return subscribers.isEmpty() ? null : subscribers;
            });
        }
    }

    /** Who gets messages of a topic, as far as they want them. */
    List<Subscriber> subscribers(String topic) {
        return byTopic.getOrDefault(topic, List.of());
    }
}
