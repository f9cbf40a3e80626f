package org.leasemq.sqs.topic;

import java.util.List;
import java.util.Map;
import org.leasemq.engine.EngineException;
import org.leasemq.engine.NewMessage;
import org.leasemq.engine.Sent;
import org.leasemq.engine.Target;
import org.leasemq.sqs.action.Call;
import org.leasemq.sqs.action.EngineErrors;
import org.leasemq.sqs.action.Role;
import org.leasemq.sqs.action.SimpleAction;
import org.leasemq.sqs.action.Touch;
import org.leasemq.sqs.queue.Names;
import org.leasemq.sqs.wire.Shape;

/** Publishes a message: it is in all queues that want it, durably, when the answer comes. */
final class Publish implements SimpleAction {
    @Override
    public List<Touch> touches() {
        return List.of(TopicTouch.topicOrTarget(Role.PUBLISHER));
    }

    @Override
    public Shape.Structure input() {
        return Publishing.MESSAGE.with(Shape.TEXT, "TopicArn", "TargetArn");
    }

    @Override
    public Shape.Structure output() {
        return Shape.texts("MessageId", "SequenceNumber");
    }

    @Override
    public Map<String, Object> answer(Call call) {
        String topic = call.touched(TopicTouch.TOPIC).topic();
        NewMessage message = Publishing.message(call, topic, call.in());
        try {
            Sent sent = call.done(call.engine().send(Target.topic(topic), List.of(message)))
                    .get(0)
                    .get();
            return Shape.values(
                    "MessageId",
                    sent.id().toString(),
                    "SequenceNumber",
                    Names.isFifo(topic) ? Long.toString(sent.sequenceNumber()) : null);
        } catch (EngineException e) {
            throw EngineErrors.translate(e);
        }
    }
}
