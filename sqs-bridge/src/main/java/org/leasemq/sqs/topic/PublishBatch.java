package org.leasemq.sqs.topic;

import java.util.List;
import java.util.Map;
import org.leasemq.engine.NewMessage;
import org.leasemq.engine.Target;
import org.leasemq.sqs.action.Batch;
import org.leasemq.sqs.action.Call;
import org.leasemq.sqs.action.Role;
import org.leasemq.sqs.action.SimpleAction;
import org.leasemq.sqs.action.Touch;
import org.leasemq.sqs.wire.Shape;

/** Publishes up to ten messages. */
final class PublishBatch implements SimpleAction {
    @Override
    public List<Touch> touches() {
        return List.of(TopicTouch.topic(Role.PUBLISHER));
    }

    @Override
    public Shape.Structure input() {
        return Shape.texts("TopicArn")
                .with(
                        "PublishBatchRequestEntries",
                        new Shape.ListOf("member", false, Publishing.MESSAGE.with("Id", Shape.TEXT)));
    }

    @Override
    public Shape.Structure output() {
        return Batch.memberOutput(Shape.texts("MessageId", "SequenceNumber"));
    }

    @Override
    public Map<String, Object> answer(Call call) {
        String topic = call.touched(TopicTouch.TOPIC).topic();
        Batch batch = Batch.of(call, "PublishBatchRequestEntries", "PublishBatchRequestEntry");
        Map<String, NewMessage> messages = batch.each(entry -> Publishing.message(call, topic, entry));
        if (!messages.isEmpty()) {
            batch.settle(
                    messages,
                    call.done(call.engine().send(Target.topic(topic), List.copyOf(messages.values()))),
                    (message, outcome) ->
                            Shape.values("MessageId", outcome.get().id().toString()));
        }
        return batch.answer();
    }
}
