package org.leasemq.sqs.action;

import java.util.Map;
import org.leasemq.sqs.wire.Shape;

/** Tells the URL of a queue. */
final class GetQueueUrl implements SimpleAction {
    @Override
    public Shape.Structure input() {
        return Shape.texts("QueueName", "QueueOwnerAWSAccountId");
    }

    @Override
    public Shape.Structure output() {
        return Shape.texts("QueueUrl");
    }

    @Override
    public Map<String, Object> answer(Call call) {
        String name = call.named(call.in().required("QueueName"), name()).name();
        return Shape.values("QueueUrl", call.url(name));
    }
}
