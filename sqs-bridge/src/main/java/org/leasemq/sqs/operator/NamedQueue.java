package org.leasemq.sqs.operator;

import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.QueueInfo;
import org.leasemq.engine.model.QueuePrefix;
import org.leasemq.sqs.call.Call;
import org.leasemq.sqs.wire.ApiException;
import org.leasemq.sqs.wire.ErrorCode;

/** The queue that an operator means, by a name that figures are listed with: those of Jakarta Messaging are among them. */
final class NamedQueue {
    static final String PARAMETER = "QueueName";

    private NamedQueue() {}

    /** @throws ApiException if there is none */
    static QueueInfo of(Call call, String parameter) {
        String shown = call.in().required(parameter);
        String name = shown.startsWith("arn:") ? call.homes().queueOf(shown) : shown;
        if (name == null || !QueuePrefix.isKnownByName(name)) {
            throw none(shown);
        }
        return call.engine().findQueue(name).await().orElseThrow(() -> none(shown));
    }

    private static ApiException none(String name) {
        return new ApiException(ErrorCode.QUEUE_DOES_NOT_EXIST, "There is no queue named '" + name + "'.");
    }

    /** What an engine refuses, in its words. */
    static ApiException refused(EngineException e) {
        return new ApiException(ErrorCode.INVALID_PARAMETER_VALUE, e.getMessage(), e);
    }
}
