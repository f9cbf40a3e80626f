package org.leasemq.sqs.action;

import static org.leasemq.sqs.wire.Shape.TEXT;

import java.util.List;
import java.util.Map;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.sqs.access.TouchRole;
import org.leasemq.sqs.attribute.TagRules;
import org.leasemq.sqs.call.AttributeChanges;
import org.leasemq.sqs.call.Call;
import org.leasemq.sqs.call.SimpleAction;
import org.leasemq.sqs.call.Touch;
import org.leasemq.sqs.queue.Arns;
import org.leasemq.sqs.queue.Labels;
import org.leasemq.sqs.wire.ApiException;
import org.leasemq.sqs.wire.Shape;

/** Adds tags to a queue. */
final class TagQueue implements SimpleAction {
    @Override
    public List<Touch> touches() {
        return List.of(Touch.queueUrl(TouchRole.OWNER));
    }

    @Override
    public Shape.Structure input() {
        return Shape.texts("QueueUrl").with("Tags", new Shape.MapOf("Tag", "Key", "Value", true, TEXT));
    }

    @Override
    public Map<String, Object> answer(Call call) {
        Map<String, String> tags = call.in().textMap("Tags");
        if (tags.isEmpty()) {
            throw ApiException.missing("Tags");
        }
        AttributeChanges.apply(call, call.queue(), present -> {
            QueueAttributes tagged = Labels.withTags(present, tags);
            TagRules.requirePossible(Arns.plain(call.queue().name()), Labels.tags(tagged));
            return tagged;
        });
        return Map.of();
    }
}
