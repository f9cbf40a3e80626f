package org.leasemq.sqs.topic;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.leasemq.engine.QueueInfo;
import org.leasemq.sqs.action.Call;
import org.leasemq.sqs.action.Resource;
import org.leasemq.sqs.action.Role;
import org.leasemq.sqs.action.SimpleAction;
import org.leasemq.sqs.action.Touch;
import org.leasemq.sqs.queue.Arns;
import org.leasemq.sqs.queue.Names;
import org.leasemq.sqs.wire.ApiException;
import org.leasemq.sqs.wire.ErrorCode;
import org.leasemq.sqs.wire.Shape;

/** Has a queue get what is published to a topic. */
final class Subscribe implements SimpleAction {
    private static final String ENDPOINT = "Endpoint";

    @Override
    public List<Touch> touches() {
        return List.of(TopicTouch.topic(Role.SUBSCRIBER), new Touch(ENDPOINT, Role.OWNER, Subscribe::queue));
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
        String topic = call.touched(TopicTouch.TOPIC).topic();
        QueueInfo info = call.touched(ENDPOINT).queue();
        String queue = info.name();
        if (Names.isFifo(topic) && !info.attributes().fifo()) {
            throw new ApiException(
                    ErrorCode.INVALID_PARAMETER, "Invalid parameter: a FIFO topic has FIFO queues as subscribers only");
        }
        if (info.attributes().fifo() && !Names.isFifo(topic)) {
            throw new ApiException(
                    ErrorCode.INVALID_PARAMETER,
                    "Invalid parameter: Invalid parameter: Endpoint Reason: FIFO SQS Queues can not be subscribed to"
                            + " standard SNS topics");
        }
        Map<String, String> attributes = new HashMap<>(Map.of("RawMessageDelivery", "false"));
        attributes.putAll(call.in().textMap("Attributes"));
        Subscribing.of(attributes).apply(call, topic, queue);
        return Shape.values("SubscriptionArn", Topics.subscriptionArn(call, topic, queue));
    }

    private static List<Resource> queue(Call call) {
        String protocol = call.in().required("Protocol");
        if (!protocol.equals("sqs")) {
            throw new ApiException(
                    ErrorCode.INVALID_PARAMETER,
                    "Invalid parameter: Protocol " + protocol + ": only queues (sqs) can subscribe here");
        }
        String queue = Arns.queueOf(call.in().text(ENDPOINT));
        if (queue == null) {
            throw new ApiException(ErrorCode.INVALID_PARAMETER, "Invalid parameter: SQS endpoint ARN");
        }
        return List.of(Resource.of(Touch.queueNamed(call, queue)));
    }
}
