package org.leasemq.sqs.action;

import java.util.List;
import java.util.Map;
import org.leasemq.sqs.access.PolicyEdits;
import org.leasemq.sqs.access.TouchRole;
import org.leasemq.sqs.attribute.Policies;
import org.leasemq.sqs.call.AttributeChanges;
import org.leasemq.sqs.call.Call;
import org.leasemq.sqs.call.SimpleAction;
import org.leasemq.sqs.call.Touch;
import org.leasemq.sqs.queue.Labels;
import org.leasemq.sqs.wire.Shape;

/** Removes a statement from the policy of a queue. */
final class RemovePermission implements SimpleAction {
    @Override
    public List<Touch> touches() {
        return List.of(Touch.queueUrl(TouchRole.OWNER));
    }

    @Override
    public Shape.Structure input() {
        return Shape.texts("QueueUrl", "Label");
    }

    @Override
    public Map<String, Object> answer(Call call) {
        String label = call.in().required("Label");
        AttributeChanges.apply(call, call.queue(), present -> {
            String policy = Labels.attribute(present, Policies.ATTRIBUTE);
            return Labels.withAttribute(present, Policies.ATTRIBUTE, PolicyEdits.remove(policy, label));
        });
        return Map.of();
    }
}
