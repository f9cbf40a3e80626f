package org.leasemq.sqs.topic.action;

import java.util.List;
import java.util.Map;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.sqs.access.TouchRole;
import org.leasemq.sqs.call.Call;
import org.leasemq.sqs.call.SimpleAction;
import org.leasemq.sqs.call.Touch;
import org.leasemq.sqs.queue.Labels;
import org.leasemq.sqs.topic.TopicErrors;
import org.leasemq.sqs.topic.TopicTags;
import org.leasemq.sqs.topic.TopicTouch;
import org.leasemq.sqs.topic.Topics;
import org.leasemq.sqs.wire.Shape;

/** Adds tags to a topic. */
final class TagResource implements SimpleAction {
    @Override
    public List<Touch> touches() {
        return List.of(TopicTouch.tagged(TouchRole.OWNER));
    }

    @Override
    public Shape.Structure input() {
        return Shape.texts(TopicTouch.RESOURCE).with("Tags", TopicTags.LIST);
    }

    @Override
    public Map<String, Object> answer(Call call) {
        Map<String, String> tags = TopicTags.of(call.in());
        TopicErrors.requireSome("tags", !tags.isEmpty());
        Topics.change(call, call.touched(TopicTouch.RESOURCE), present -> {
            QueueAttributes tagged = Labels.withTags(present, tags);
            TopicTags.requireFew(Labels.tags(tagged));
            return tagged;
        });
        return Map.of();
    }
}
