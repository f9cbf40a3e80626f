package org.leasemq.sqs.action;

import static org.leasemq.sqs.wire.Shape.TEXT;

import java.util.List;
import java.util.Map;
import org.leasemq.engine.EngineException;
import org.leasemq.engine.QueueInfo;
import org.leasemq.engine.Sent;
import org.leasemq.sqs.wire.Shape;

/** Sends a message. It is durable when the answer comes. */
final class SendMessage implements SimpleAction {
    @Override
    public Shape.Structure input() {
        return Sending.MESSAGE.with("QueueUrl", TEXT);
    }

    @Override
    public Shape.Structure output() {
        return Sending.RESULT;
    }

    @Override
    public Map<String, Object> answer(Call call) {
        QueueInfo queue = call.queue();
        Sending sending = Sending.of(call, queue, call.in());
        try {
            Sent sent = call.done(call.engine().send(queue.name(), List.of(sending.message)))
                    .get(0)
                    .get();
            return sending.result(sent);
        } catch (EngineException e) {
            throw EngineErrors.translate(e, call);
        }
    }
}
