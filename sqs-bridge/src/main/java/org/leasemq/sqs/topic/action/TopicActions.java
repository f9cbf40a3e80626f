package org.leasemq.sqs.topic.action;

import java.util.List;
import org.leasemq.sqs.call.Action;

/** The actions on topics. */
public final class TopicActions {
    private TopicActions() {}

    public static List<Action> all() {
        return List.of(
                new AddPermission(),
                new ConfirmSubscription(),
                new CreateTopic(),
                new DeleteTopic(),
                new GetSubscriptionAttributes(),
                new GetTopicAttributes(),
                new ListSubscriptions(),
                new ListSubscriptionsByTopic(),
                new ListTagsForResource(),
                new ListTopics(),
                new Publish(),
                new PublishBatch(),
                new RemovePermission(),
                new SetSubscriptionAttributes(),
                new SetTopicAttributes(),
                new Subscribe(),
                new TagResource(),
                new Unsubscribe(),
                new UntagResource());
    }
}
