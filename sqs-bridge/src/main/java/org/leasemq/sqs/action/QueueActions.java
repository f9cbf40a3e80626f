package org.leasemq.sqs.action;

import java.util.List;
import java.util.stream.Stream;
import org.leasemq.sqs.call.Action;

/** The actions on queues. */
public final class QueueActions {
    private static final List<Action> OF_AMAZON = List.of(
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

    private static final List<Action> OWN = List.of(new PeekMessages());

    private QueueActions() {}

    /** Those that Amazon SQS has, by name. */
    public static List<Action> ofAmazon() {
        return OF_AMAZON;
    }

    /** Those and our own. */
    public static List<Action> all() {
        return Stream.concat(OF_AMAZON.stream(), OWN.stream()).toList();
    }
}
