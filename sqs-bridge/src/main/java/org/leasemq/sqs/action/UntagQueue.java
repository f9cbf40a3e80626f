package org.leasemq.sqs.action;

import static org.leasemq.sqs.wire.Shape.TEXT;

import java.util.List;
import java.util.Map;
import org.leasemq.sqs.access.TouchRole;
import org.leasemq.sqs.attribute.TagRules;
import org.leasemq.sqs.call.AttributeChanges;
import org.leasemq.sqs.call.Call;
import org.leasemq.sqs.call.SimpleAction;
import org.leasemq.sqs.call.Touch;
import org.leasemq.sqs.queue.Labels;
import org.leasemq.sqs.wire.Shape;

/** Removes tags from a queue. */
final class UntagQueue implements SimpleAction {
    @Override
    public List<Touch> touches() {
        return List.of(Touch.queueUrl(TouchRole.OWNER));
    }

    @Override
    public Shape.Structure input() {
        return Shape.texts("QueueUrl").with("TagKeys", Shape.list("TagKey", TEXT));
    }

    @Override
    public Map<String, Object> answer(Call call) {
        List<String> keys = call.in().texts("TagKeys");
        if (keys.isEmpty()) {
            TagRules.requireKey(""); // none is told as an empty one
        }
        keys.forEach(TagRules::requireKey);
        AttributeChanges.apply(call, call.queue(), present -> Labels.withoutTags(present, keys));
        return Map.of();
    }
}
