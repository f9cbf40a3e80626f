package org.leasemq.sqs.action;

import static org.leasemq.sqs.wire.Shape.TEXT;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.Outcome;
import org.leasemq.engine.model.QueueInfo;
import org.leasemq.engine.model.Sent;
import org.leasemq.sqs.access.TouchRole;
import org.leasemq.sqs.call.Action;
import org.leasemq.sqs.call.Call;
import org.leasemq.sqs.call.Touch;
import org.leasemq.sqs.message.SendEntry;
import org.leasemq.sqs.queue.BodyRules;
import org.leasemq.sqs.wire.Shape;

/** Sends a message. It is durable when the answer comes. */
final class SendMessage implements Action {
    @Override
    public List<Touch> touches() {
        return List.of(Touch.queueUrl(TouchRole.SENDER));
    }

    @Override
    public Shape.Structure input() {
        return SendEntry.MESSAGE.with("QueueUrl", TEXT);
    }

    @Override
    public Shape.Structure output() {
        return SendEntry.RESULT;
    }

    @Override
    public CompletionStage<Map<String, Object>> run(Call call) {
        QueueInfo queue = call.queue();
        SendEntry sending = SendEntry.of(call, queue, call.in());
        BodyRules.requireSize(sending.size(), queue.attributes().maximumMessageSize(), call.limits());
        return call.stored(
                call.engine().send(queue.name(), List.of(sending.message())),
                outcomes -> answer(call, sending, outcomes.get(0)));
    }

    private static Map<String, Object> answer(Call call, SendEntry sending, Outcome<Sent> outcome) {
        try {
            return sending.result(outcome.get());
        } catch (EngineException e) {
            throw call.refused(e);
        }
    }
}
