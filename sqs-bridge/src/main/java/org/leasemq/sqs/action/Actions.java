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

    private final Map<String, Specification> byName;

    /** @param more actions beside those on queues */
    public Actions(List<Action> more) {
        byName = Stream.concat(Stream.concat(QUEUES.stream(), OWN.stream()), more.stream())
                .collect(Collectors.toUnmodifiableMap(Action::name, Specification::of));
    }

    /** All, by name. */
    public List<Action> all() {
        return byName.values().stream()
                .map(Specification::action)
                .sorted(Comparator.comparing(Action::name))
                .toList();
    }

    /** The action of that name; null if there is none. */
    public Specification named(String name) {
        return name == null ? null : byName.get(name);
    }

    /** Names of the actions on queues, sorted. */
    public static List<String> names() {
        return QUEUES.stream().map(Action::name).toList();
    }
}
