package org.leasemq.sqs.topic.action;

import java.util.List;
import java.util.Map;
import org.leasemq.sqs.access.TouchRole;
import org.leasemq.sqs.call.Call;
import org.leasemq.sqs.call.SimpleAction;
import org.leasemq.sqs.call.Touch;
import org.leasemq.sqs.queue.Labels;
import org.leasemq.sqs.topic.TopicErrors;
import org.leasemq.sqs.topic.TopicTouch;
import org.leasemq.sqs.topic.Topics;
import org.leasemq.sqs.wire.Shape;

/** Removes tags from a topic. */
final class UntagResource implements SimpleAction {
    @Override
    public List<Touch> touches() {
        return List.of(TopicTouch.tagged(TouchRole.OWNER));
    }

    @Override
    public Shape.Structure input() {
        return Shape.texts(TopicTouch.RESOURCE).with("TagKeys", new Shape.ListOf("member", false, Shape.TEXT));
    }

    @Override
    public Map<String, Object> answer(Call call) {
        List<String> keys = call.in().texts("TagKeys");
        TopicErrors.requireSome("tagKeys", !keys.isEmpty());
        Topics.change(call, call.touched(TopicTouch.RESOURCE), present -> Labels.withoutTags(present, keys));
        return Map.of();
    }
}
