package org.leasemq.sqs.topic.action;

import java.util.List;
import java.util.Map;
import org.leasemq.sqs.access.Resource;
import org.leasemq.sqs.call.Call;
import org.leasemq.sqs.call.SimpleAction;
import org.leasemq.sqs.call.Touch;
import org.leasemq.sqs.queue.Arns;
import org.leasemq.sqs.topic.Standing;
import org.leasemq.sqs.topic.SubscriptionView;
import org.leasemq.sqs.topic.TopicTouch;
import org.leasemq.sqs.topic.Topics;
import org.leasemq.sqs.wire.Shape;

/** Lists the subscriptions of queues. */
final class ListSubscriptions implements SimpleAction {
    @Override
    public List<Touch> touches() {
        return List.of(Touch.listed("every subscription of a queue"));
    }

    @Override
    public Shape.Structure input() {
        return Shape.texts("NextToken");
    }

    @Override
    public Shape.Structure output() {
        return SubscriptionView.LIST;
    }

    @Override
    public Map<String, Object> answer(Call call) {
        return SubscriptionView.list(
                call,
                Topics.subscriptions(call.engine()).stream()
                        .filter(subscription ->
                                isCallers(call, subscription) && call.owns(subscription.owner(call.engine())))
                        .toList());
    }

    /** They belong to the account of the queue, in the region of the topic. */
    private static boolean isCallers(Call call, Standing subscription) {
        Arns own = call.homes().own();
        Resource owner = subscription.owner(call.engine());
        Resource topic = TopicTouch.resource(call.engine(), subscription.topicName());
        return own.doors(owner.name(), owner.attributes()).stream()
                        .anyMatch(door -> door.account().equals(call.home().account()))
                && own.doors(topic.name(), topic.attributes()).stream()
                        .anyMatch(door -> door.region().equals(call.home().region()));
    }
}
