package org.leasemq.sqs.action;

import java.util.List;
import java.util.Map;
import org.leasemq.sqs.wire.Shape;

/** Tells the URL of a queue. */
final class GetQueueUrl implements SimpleAction {
    @Override
    public List<Touch> touches() {
        return List.of(new Touch("QueueName", Role.FINDER, GetQueueUrl::named));
    }

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
        return Shape.values(
                "QueueUrl", call.url(call.touched("QueueName").queue().name()));
    }

    private static List<Resource> named(Call call) {
        return List.of(Resource.of(Touch.queueNamed(call, call.in().required("QueueName"))));
    }
}
