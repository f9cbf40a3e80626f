package org.leasemq.sqs.topic.action;

import java.util.List;
import java.util.Map;
import org.leasemq.sqs.access.TouchRole;
import org.leasemq.sqs.call.Call;
import org.leasemq.sqs.call.SimpleAction;
import org.leasemq.sqs.call.Touch;
import org.leasemq.sqs.queue.Labels;
import org.leasemq.sqs.topic.TopicTags;
import org.leasemq.sqs.topic.TopicTouch;
import org.leasemq.sqs.wire.Shape;

/** Tells the tags of a topic. */
final class ListTagsForResource implements SimpleAction {
    @Override
    public List<Touch> touches() {
        return List.of(TopicTouch.tagged(TouchRole.TAG_READER));
    }

    @Override
    public Shape.Structure input() {
        return Shape.texts(TopicTouch.RESOURCE);
    }

    @Override
    public Shape.Structure output() {
        return Shape.structure().with("Tags", TopicTags.LIST);
    }

    @Override
    public Map<String, Object> answer(Call call) {
        return Shape.values(
                "Tags",
                Labels.tags(call.touched(TopicTouch.RESOURCE).attributes()).entrySet().stream()
                        .map(tag -> Shape.values("Key", tag.getKey(), "Value", tag.getValue()))
                        .toList());
    }
}
