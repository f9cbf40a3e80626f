package org.leasemq.sqs.server;

import java.util.List;
import java.util.Map;
import org.leasemq.sqs.action.Bridge;
import org.leasemq.sqs.action.OwnCalls;
import org.leasemq.sqs.wire.ApiException;

/** Creates the queues of a configuration, as CreateQueue does: those that are there stay as they are. */
final class QueuesToCreate {
    private final OwnCalls calls;

    QueuesToCreate(Bridge bridge) {
        this.calls = new OwnCalls(bridge);
    }

    void create(List<ServerSettings.QueueToCreate> queues) {
        for (ServerSettings.QueueToCreate queue : queues) {
            try {
                create(queue);
            } catch (ApiException e) {
                throw new ServerException("Queue '" + queue.name() + "' of the configuration: " + e.getMessage(), e);
            }
        }
    }

    private void create(ServerSettings.QueueToCreate queue) {
        calls.call(
                "CreateQueue",
                Map.of("QueueName", queue.name(), "Attributes", queue.attributes(), "tags", queue.tags()));
    }
}
