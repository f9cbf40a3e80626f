package org.leasemq.sqs.topic.action;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.leasemq.sqs.access.Resource;
import org.leasemq.sqs.call.Call;
import org.leasemq.sqs.call.SimpleAction;
import org.leasemq.sqs.call.Touch;
import org.leasemq.sqs.queue.Arns;
import org.leasemq.sqs.topic.Pages;
import org.leasemq.sqs.topic.TopicTouch;
import org.leasemq.sqs.topic.Topics;
import org.leasemq.sqs.wire.Shape;

/** Lists topics, also those that only Jakarta Messaging knows. */
final class ListTopics implements SimpleAction {
    @Override
    public List<Touch> touches() {
        return List.of(Touch.listed("every topic"));
    }

    @Override
    public Shape.Structure input() {
        return Shape.texts("NextToken");
    }

    @Override
    public Shape.Structure output() {
        return Shape.structure()
                .with("Topics", new Shape.ListOf("member", false, Shape.texts("TopicArn")))
                .with(Pages.TOKEN, Shape.TEXT);
    }

    @Override
    public Map<String, Object> answer(Call call) {
        NavigableMap<String, Resource> topics = new TreeMap<>();
        for (String name : Topics.names(call.engine())) {
            Resource topic = TopicTouch.resource(call.engine(), name);
            if (call.homes().isFoundFrom(call.home(), name, topic.attributes()) && call.owns(topic)) {
                topics.put(Arns.plain(name), topic);
            }
        }
        return Pages.page(
                call,
                "Topics",
                topics,
                topic -> Shape.values("TopicArn", topic.arn(call.homes().own())));
    }
}
