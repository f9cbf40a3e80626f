package org.leasemq.sqs.dispatch;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.leasemq.sqs.action.QueueActions;
import org.leasemq.sqs.call.Action;

/** All actions, with their shapes made once. */
public final class Actions {
    private final Map<String, Specification> onQueues;
    private final Map<String, Specification> onTopics;

    /** @param onTopics actions of the notification service, some of which are named as those on queues */
    public Actions(List<Action> onTopics) {
        this(onTopics, List.of());
    }

    /** @param more others, which neither service has */
    public Actions(List<Action> onTopics, List<Action> more) {
        this.onQueues = byName(Stream.concat(QueueActions.all().stream(), more.stream()));
        this.onTopics = byName(onTopics.stream());
    }

    private static Map<String, Specification> byName(Stream<Action> actions) {
        return actions.collect(Collectors.toUnmodifiableMap(Action::name, Specification::of));
    }

    /** All, by name. */
    public List<Action> all() {
        return Stream.concat(onQueues.values().stream(), onTopics.values().stream())
                .map(Specification::action)
                .sorted(Comparator.comparing(Action::name))
                .toList();
    }

    /** The action of that name; null if there is none. */
    public Specification named(String name) {
        return named(name, false);
    }

    /**
     * The action of that name; null if there is none.
     *
     * @param topics whether that of the notification service is meant where both have it
     */
    public Specification named(String name, boolean topics) {
        if (name == null) {
            return null;
        }
        Specification found = (topics ? onTopics : onQueues).get(name);
        return found != null ? found : (topics ? onQueues : onTopics).get(name);
    }
}
