package org.leasemq.sqs.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.leasemq.sqs.action.QueueActions;
import org.leasemq.sqs.call.Action;
import org.leasemq.sqs.client.ClientActions;
import org.leasemq.sqs.operator.OperatorActions;
import org.leasemq.sqs.topic.action.TopicActions;

class ApiAuditTest {
    /** What programs do all the time, and what changes nothing. */
    private static final Set<String> OTHERS = Set.of(
            "ChangeMessageVisibility",
            "ChangeMessageVisibilityBatch",
            "ConfirmSubscription",
            "DeleteMessage",
            "DeleteMessageBatch",
            "DescribeTransaction",
            "GetQueueAttributes",
            "GetQueueUrl",
            "GetSubscriptionAttributes",
            "GetTopicAttributes",
            "ListClients",
            "ListDeadLetterSourceQueues",
            "ListDone",
            "ListFigures",
            "ListLeases",
            "ListMessageGroups",
            "ListMessageMoveTasks",
            "ListQueueTags",
            "ListQueues",
            "ListSubscribers",
            "ListSubscriptions",
            "ListSubscriptionsByTopic",
            "ListTagsForResource",
            "ListTopics",
            "ListTransactions",
            "PeekMessages",
            "Publish",
            "PublishBatch",
            "ReceiveMessage",
            "SendMessage",
            "SendMessageBatch");

    @Test
    void itIsKnownOfEachActionWhetherTheAuditIsToldOfIt() {
        Set<String> known = new TreeSet<>(ApiAudit.CHANGES);
        known.addAll(OTHERS);
        Set<String> all = new TreeSet<>();
        Stream.of(
                        QueueActions.all(),
                        TopicActions.all(),
                        OperatorActions.all(),
                        ClientActions.of(null),
                        List.of(new ListDone(null)))
                .flatMap(List::stream)
                .map(Action::name)
                .forEach(all::add);
        assertEquals(known, all);
        assertEquals(ApiAudit.CHANGES.size() + OTHERS.size(), known.size());
    }
}
