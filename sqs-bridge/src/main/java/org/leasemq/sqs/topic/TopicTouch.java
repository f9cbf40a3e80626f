package org.leasemq.sqs.topic;

import java.util.List;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.QueueInfo;
import org.leasemq.sqs.action.Call;
import org.leasemq.sqs.action.Resource;
import org.leasemq.sqs.action.Role;
import org.leasemq.sqs.action.Touch;
import org.leasemq.sqs.queue.Arns;
import org.leasemq.sqs.queue.Names;
import org.leasemq.sqs.wire.ApiException;
import org.leasemq.sqs.wire.ErrorCode;

/** What requests for actions on topics touch. */
final class TopicTouch {
    static final String TOPIC = "TopicArn";
    static final String SUBSCRIPTION = "SubscriptionArn";

    private TopicTouch() {}

    /** The topic of a request. */
    static Touch topic(Role role) {
        return new Touch(TOPIC, role, call -> List.of(topic(call, TOPIC)));
    }

    /** As {@link #topic(Role)}, under either name. */
    static Touch topicOrTarget(Role role) {
        return new Touch(TOPIC, role, call -> List.of(topic(call, call.in().has("TargetArn") ? "TargetArn" : TOPIC)));
    }

    static Resource resource(LeaseEngine engine, String topic) {
        return new Resource(topic, Topics.created(engine, topic));
    }

    private static Resource topic(Call call, String parameter) {
        String name = Arns.topicOf(call.in().required(parameter));
        if (name == null) {
            throw new ApiException(ErrorCode.INVALID_PARAMETER, "Invalid parameter: " + parameter);
        }
        if (!Topics.exists(call.engine(), name)) {
            throw new ApiException(ErrorCode.NOT_FOUND, "Topic does not exist");
        }
        return resource(call.engine(), name);
    }

    /** The queue of a subscription, which is an attribute of it. */
    static Touch subscription() {
        return new Touch(
                "SubscriptionArn, its queue", Role.OWNER, call -> List.of(Resource.of(subscription(call).queue)));
    }

    /** As {@link #subscription()}; the topic for those who own that: they may end subscriptions to it. */
    static Touch subscriptionOfEither() {
        return new Touch("SubscriptionArn, its queue or its topic", Role.OWNER, call -> {
            Named subscription = subscription(call);
            Resource topic = resource(call.engine(), subscription.topic);
            return List.of(call.owns(topic) ? topic : Resource.of(subscription.queue));
        });
    }

    /** A subscription by its ARN. */
    record Named(String topic, QueueInfo queue) {}

    /** The subscription of a request. Those of Jakarta Messaging are not found: nobody sees them here. */
    static Named subscription(Call call) {
        String arn = call.in().required(SUBSCRIPTION);
        int end = arn.lastIndexOf(Topics.SUBSCRIPTION);
        String topic = end < 0 ? null : Arns.topicOf(arn.substring(0, end));
        if (topic == null) {
            throw new ApiException(ErrorCode.INVALID_PARAMETER, "Invalid parameter: SubscriptionArn");
        }
        String name = arn.substring(end + Topics.SUBSCRIPTION.length());
        QueueInfo queue = Names.isVisible(name) ? call.engine().findQueue(name).orElse(null) : null;
        if (queue == null || Topics.find(queue.attributes(), topic) == null) {
            throw new ApiException(ErrorCode.NOT_FOUND, "Subscription does not exist");
        }
        return new Named(topic, queue);
    }
}
