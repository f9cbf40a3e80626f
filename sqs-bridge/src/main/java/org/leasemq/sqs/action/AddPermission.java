package org.leasemq.sqs.action;

import static org.leasemq.sqs.wire.Shape.TEXT;

import java.util.List;
import java.util.Map;
import org.leasemq.engine.model.QueueInfo;
import org.leasemq.sqs.access.PolicyEdits;
import org.leasemq.sqs.access.TouchRole;
import org.leasemq.sqs.attribute.Policies;
import org.leasemq.sqs.call.AttributeChanges;
import org.leasemq.sqs.call.Call;
import org.leasemq.sqs.call.SimpleAction;
import org.leasemq.sqs.call.Touch;
import org.leasemq.sqs.queue.Labels;
import org.leasemq.sqs.wire.ApiException;
import org.leasemq.sqs.wire.Input;
import org.leasemq.sqs.wire.Shape;

/** Adds a statement to the policy of a queue. */
final class AddPermission implements SimpleAction {
    @Override
    public List<Touch> touches() {
        return List.of(Touch.queueUrl(TouchRole.OWNER));
    }

    @Override
    public Shape.Structure input() {
        return Shape.texts("QueueUrl", "Label")
                .with("AWSAccountIds", Shape.list("AWSAccountId", TEXT))
                .with("Actions", Shape.list("ActionName", TEXT));
    }

    @Override
    public Map<String, Object> answer(Call call) {
        Input in = call.in();
        String label = in.required("Label");
        List<String> accounts = in.texts("AWSAccountIds");
        List<String> actions = in.texts("Actions");
        if (actions.isEmpty()) {
            throw ApiException.missing("Actions");
        }
        QueueInfo queue = call.queue();
        String arn = call.homes().arn(queue);
        AttributeChanges.apply(call, queue, present -> {
            String policy = Labels.attribute(present, Policies.ATTRIBUTE);
            return Labels.withAttribute(
                    present, Policies.ATTRIBUTE, PolicyEdits.add(policy, label, accounts, actions, arn));
        });
        return Map.of();
    }
}
