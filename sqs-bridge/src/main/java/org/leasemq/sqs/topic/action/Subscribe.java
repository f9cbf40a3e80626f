package org.leasemq.sqs.topic.action;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.leasemq.sqs.access.Resource;
import org.leasemq.sqs.access.TouchRole;
import org.leasemq.sqs.call.Call;
import org.leasemq.sqs.call.SimpleAction;
import org.leasemq.sqs.call.Touch;
import org.leasemq.sqs.queue.Names;
import org.leasemq.sqs.topic.RedriveTarget;
import org.leasemq.sqs.topic.Standing;
import org.leasemq.sqs.topic.Subscribing;
import org.leasemq.sqs.topic.TopicErrors;
import org.leasemq.sqs.topic.TopicTouch;
import org.leasemq.sqs.topic.Topics;
import org.leasemq.sqs.topic.WaitingSubscriptions;
import org.leasemq.sqs.wire.Shape;

/** Has a queue get what is published to a topic. */
final class Subscribe implements SimpleAction {
    private static final String ENDPOINT = "Endpoint";
    private static final Set<String> ELSEWHERE =
            Set.of("http", "https", "email", "email-json", "sms", "application", "lambda", "firehose");

    @Override
    public List<Touch> touches() {
        return List.of(
                TopicTouch.topic(TouchRole.SUBSCRIBER),
                new Touch(ENDPOINT, TouchRole.OWNER, Subscribe::queue),
                TopicTouch.deadLetters(call -> call.in().textMap("Attributes").get(RedriveTarget.POLICY)));
    }

    @Override
    public Shape.Structure input() {
        return Shape.texts(TopicTouch.TOPIC, "Protocol", ENDPOINT)
                .with("ReturnSubscriptionArn", Shape.FLAG)
                .with("Attributes", new Shape.MapOf("entry", "key", "value", false, Shape.TEXT));
    }

    @Override
    public Shape.Structure output() {
        return Shape.texts("SubscriptionArn");
    }

    @Override
    public Map<String, Object> answer(Call call) {
        String topic = call.touched(TopicTouch.TOPIC).name();
        String queue = queueName(call);
        if (Names.isFifo(queue) && !Names.isFifo(topic)) {
            throw TopicErrors.invalid("Invalid parameter: Endpoint Reason: FIFO SQS Queues can not be subscribed to"
                    + " standard SNS topics");
        }
        call.bridge().signers().ensure();
        Subscribing wanted = Subscribing.of(call, topic, queue, call.in().textMap("Attributes"), "Attributes Reason: ");
        Standing seen = WaitingSubscriptions.join(call, topic, queue);
        boolean made = false;
        while (!seen.isThere()) {
            requireThere(call, topic);
            made = wanted.apply(seen);
            seen = WaitingSubscriptions.join(call, topic, queue);
        }
        if (!made && wanted.differs(seen)) {
            throw TopicErrors.invalid("Attributes", "Subscription already exists with different attributes");
        }
        wanted.settle(seen);
        return Shape.values("SubscriptionArn", Topics.subscriptionArn(call, topic, queue));
    }

    /** It may be deleted at the same time. */
    private static void requireThere(Call call, String topic) {
        if (!Topics.exists(call.engine(), topic)) {
            throw TopicErrors.noTopic();
        }
    }

    private static String queueName(Call call) {
        String protocol = TopicErrors.required("Protocol", call.in().text("Protocol"));
        if (ELSEWHERE.contains(protocol)) {
            throw TopicErrors.invalid("Protocol", "only queues (sqs) can subscribe here, not " + protocol);
        }
        if (!protocol.equals("sqs")) {
            throw TopicErrors.invalid("Amazon SNS does not support this protocol string: " + protocol);
        }
        String queue = call.homes().queueOf(call.in().text(ENDPOINT));
        if (queue == null) {
            throw TopicErrors.invalid("SQS endpoint ARN");
        }
        return queue;
    }

    /** One that is not there subscribes all the same, and gets its messages from when it is. */
    private static List<Resource> queue(Call call) {
        String name = queueName(call);
        return List.of(
                new Resource(false, name, call.engine().findQueue(name).await().orElse(null)));
    }
}
