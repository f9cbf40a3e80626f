package org.leasemq.sqs.topic.action;

import java.util.List;
import java.util.Map;
import org.leasemq.sqs.access.Resource;
import org.leasemq.sqs.access.TouchRole;
import org.leasemq.sqs.call.Call;
import org.leasemq.sqs.call.SimpleAction;
import org.leasemq.sqs.call.Touch;
import org.leasemq.sqs.queue.Names;
import org.leasemq.sqs.topic.DeliveryPolicy;
import org.leasemq.sqs.topic.TopicAttributes;
import org.leasemq.sqs.topic.TopicTouch;
import org.leasemq.sqs.topic.Topics;
import org.leasemq.sqs.wire.Shape;

/** Tells the attributes of a topic. */
final class GetTopicAttributes implements SimpleAction {
    @Override
    public List<Touch> touches() {
        return List.of(TopicTouch.topic(TouchRole.TOPIC_READER));
    }

    @Override
    public Shape.Structure input() {
        return Shape.texts("TopicArn");
    }

    @Override
    public Shape.Structure output() {
        return Shape.structure().with("Attributes", new Shape.MapOf("entry", "key", "value", false, Shape.TEXT));
    }

    @Override
    public Map<String, Object> answer(Call call) {
        Resource topic = call.touched(TopicTouch.TOPIC);
        String name = topic.name();
        int subscriptions = Topics.subscriptions(call.engine(), name).size();
        Map<String, Object> values = TopicAttributes.all(topic.attributes(), Names.isFifo(name));
        values.put("TopicArn", topic.arn(call.homes().own()));
        values.put("Owner", topic.home(call.homes().own()).account());
        values.put(TopicAttributes.POLICY, Topics.policy(call, name, topic.attributes()));
        String delivery = TopicAttributes.value(topic.attributes(), DeliveryPolicy.NAME, false);
        values.put("EffectiveDeliveryPolicy", DeliveryPolicy.effective(delivery));
        if (delivery != null) {
            values.put(DeliveryPolicy.NAME, DeliveryPolicy.told(delivery));
        }
        values.put("SubscriptionsConfirmed", Integer.toString(subscriptions));
        values.put("SubscriptionsPending", "0");
        values.put("SubscriptionsDeleted", "0");
        return Shape.values("Attributes", values);
    }
}
