package org.leasemq.sqs.action;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All actions, with their shapes made once. */
public final class Actions {
    private static final List<Action> QUEUES = List.of(
            new AddPermission(),
            new CancelMessageMoveTask(),
            new ChangeMessageVisibility(),
            new ChangeMessageVisibilityBatch(),
            new CreateQueue(),
            new DeleteMessage(),
            new DeleteMessageBatch(),
            new DeleteQueue(),
            new GetQueueAttributes(),
            new GetQueueUrl(),
            new ListDeadLetterSourceQueues(),
            new ListMessageMoveTasks(),
            new ListQueueTags(),
            new ListQueues(),
            new PurgeQueue(),
            new ReceiveMessage(),
            new RemovePermission(),
            new SendMessage(),
            new SendMessageBatch(),
            new SetQueueAttributes(),
            new StartMessageMoveTask(),
            new TagQueue(),
            new UntagQueue());

    /** Those that Amazon SQS does not have. */
    private static final List<Action> OWN = List.of(new PeekMessages());

    private final Map<String, Specification> onQueues;
    private final Map<String, Specification> onTopics;

    /** @param onTopics actions of the notification service, some of which are named as those on queues */
    public Actions(List<Action> onTopics) {
        this.onQueues = byName(Stream.concat(QUEUES.stream(), OWN.stream()));
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

    /** Names of the actions on queues, sorted. */
    public static List<String> names() {
        return QUEUES.stream().map(Action::name).toList();
    }
}
