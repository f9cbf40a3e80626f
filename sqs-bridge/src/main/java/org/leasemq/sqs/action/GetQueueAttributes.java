package org.leasemq.sqs.action;

import static org.leasemq.sqs.wire.Shape.TEXT;

import java.util.List;
import java.util.Map;
import org.leasemq.sqs.access.TouchRole;
import org.leasemq.sqs.call.Call;
import org.leasemq.sqs.call.SimpleAction;
import org.leasemq.sqs.call.Touch;
import org.leasemq.sqs.queue.QueueAttributeTable;
import org.leasemq.sqs.wire.Shape;

/** Tells the attributes of a queue. */
final class GetQueueAttributes implements SimpleAction {
    @Override
    public List<Touch> touches() {
        return List.of(Touch.queueUrl(TouchRole.READER));
    }

    @Override
    public Shape.Structure input() {
        return Shape.texts("QueueUrl").with("AttributeNames", Shape.list("AttributeName", TEXT));
    }

    @Override
    public Shape.Structure output() {
        return Shape.structure().with("Attributes", Shape.map("Attribute", TEXT));
    }

    @Override
    public Map<String, Object> answer(Call call) {
        Map<String, Object> values =
                QueueAttributeTable.read(call.view(call.queue()), call.in().texts("AttributeNames"));
        return Shape.values("Attributes", values.isEmpty() ? null : values);
    }
}
