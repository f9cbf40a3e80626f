package org.leasemq.sqs.action;

import java.util.List;
import java.util.Map;
import org.leasemq.sqs.access.Resource;
import org.leasemq.sqs.access.TouchRole;
import org.leasemq.sqs.call.Call;
import org.leasemq.sqs.call.SimpleAction;
import org.leasemq.sqs.call.Touch;
import org.leasemq.sqs.queue.Arns;
import org.leasemq.sqs.wire.Shape;

/** Tells the URL of a queue. */
final class GetQueueUrl implements SimpleAction {
    @Override
    public List<Touch> touches() {
        return List.of(new Touch("QueueName", TouchRole.FINDER, GetQueueUrl::named));
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
        return Shape.values("QueueUrl", call.url(owner(call), call.in().text("QueueName")));
    }

    private static List<Resource> named(Call call) {
        Arns home = new Arns(owner(call), call.who().region());
        return List.of(Resource.of(Touch.queueNamed(call, home, call.in().required("QueueName"))));
    }

    /** Whose it is: the caller's, unless the request says otherwise. */
    private static String owner(Call call) {
        String owner = call.in().text("QueueOwnerAWSAccountId");
        if (owner == null || owner.isEmpty()) {
            return call.who().account();
        }
        if (!Arns.isAccount(owner)) {
            throw call.noSuchQueue();
        }
        return owner;
    }
}
