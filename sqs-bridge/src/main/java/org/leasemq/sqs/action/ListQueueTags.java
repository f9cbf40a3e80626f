package org.leasemq.sqs.action;

import static org.leasemq.sqs.wire.Shape.TEXT;

import java.util.List;
import java.util.Map;
import org.leasemq.sqs.access.TouchRole;
import org.leasemq.sqs.call.Call;
import org.leasemq.sqs.call.SimpleAction;
import org.leasemq.sqs.call.Touch;
import org.leasemq.sqs.queue.Labels;
import org.leasemq.sqs.wire.Shape;

/** Tells the tags of a queue. */
final class ListQueueTags implements SimpleAction {
    @Override
    public List<Touch> touches() {
        return List.of(Touch.queueUrl(TouchRole.OWNER));
    }

    @Override
    public Shape.Structure input() {
        return Shape.texts("QueueUrl");
    }

    @Override
    public Shape.Structure output() {
        return Shape.structure().with("Tags", new Shape.MapOf("Tag", "Key", "Value", true, TEXT));
    }

    @Override
    public Map<String, Object> answer(Call call) {
        Map<String, String> tags = Labels.tags(call.queue().attributes());
        return Shape.values("Tags", tags.isEmpty() ? null : tags);
    }
}
