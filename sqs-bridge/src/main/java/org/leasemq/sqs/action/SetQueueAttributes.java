package org.leasemq.sqs.action;

import static org.leasemq.sqs.wire.Shape.TEXT;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.model.QueueInfo;
import org.leasemq.sqs.access.TouchRole;
import org.leasemq.sqs.attribute.Policies;
import org.leasemq.sqs.attribute.RedriveRules;
import org.leasemq.sqs.call.AttributeChanges;
import org.leasemq.sqs.call.Call;
import org.leasemq.sqs.call.SimpleAction;
import org.leasemq.sqs.call.Touch;
import org.leasemq.sqs.queue.QueueAttributeTable;
import org.leasemq.sqs.wire.ApiException;
import org.leasemq.sqs.wire.Shape;

/** Changes attributes of a queue; those not named stay as they are. */
final class SetQueueAttributes implements SimpleAction {
    @Override
    public List<Touch> touches() {
        return List.of(Touch.queueUrl(TouchRole.OWNER), RedriveRules.TARGET);
    }

    @Override
    public Shape.Structure input() {
        return Shape.texts("QueueUrl").with("Attributes", Shape.map("Attribute", TEXT));
    }

    @Override
    public Map<String, Object> answer(Call call) {
        QueueInfo queue = call.queue();
        Map<String, String> values = call.in().textMap("Attributes");
        if (values.isEmpty()) {
            throw ApiException.missing("Attribute.Name");
        }
        UnaryOperator<String> queues = call.homes().queuesOf();
        QueueAttributes wanted = QueueAttributeTable.apply(queue.attributes(), values, queues);
        RedriveRules.require(call, queue.name(), wanted, values);
        Policies.requirePossible(values);
        AttributeChanges.apply(call, queue, present -> QueueAttributeTable.apply(present, values, queues));
        return Map.of();
    }
}
