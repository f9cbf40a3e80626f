package org.leasemq.sqs.server;

import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import org.leasemq.sqs.action.Bridge;
import org.leasemq.sqs.action.OwnCalls;
import org.leasemq.sqs.wire.ApiException;

/** Creates the queues of a configuration, as CreateQueue does. Those that are there stay, or are changed, as it says. */
final class QueuesToCreate {
    private static final System.Logger LOG = System.getLogger(QueuesToCreate.class.getName());

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
        if (calls.isThere(queue.name())) {
            settle(queue, calls.differences(queue.name(), queue.attributes(), queue.tags()));
            return;
        }
        calls.call(
                "CreateQueue",
                Map.of("QueueName", queue.name(), "Attributes", queue.attributes(), "tags", queue.tags()));
    }

    private void settle(ServerSettings.QueueToCreate queue, List<String> differences) {
        if (differences.isEmpty()) {
            return;
        }
        String what = "Queue '" + queue.name() + "' is there, and differs from the configuration: "
                + String.join(", ", differences) + ".";
        switch (queue.onDifference()) {
            case KEEP -> LOG.log(Level.WARNING, what + " It stays as it is; on-difference: apply would change it.");
            case APPLY -> {
                apply(queue);
                LOG.log(Level.INFO, what + " It has been changed (on-difference: apply).");
            }
            case REFUSE ->
                throw new ServerException(
                        what + " Change the configuration or the queue, or say on-difference: keep, or apply.", null);
        }
    }

    private void apply(ServerSettings.QueueToCreate queue) {
        if (!queue.attributes().isEmpty()) {
            calls.call("SetQueueAttributes", Map.of("QueueUrl", queue.name(), "Attributes", queue.attributes()));
        }
        if (!queue.tags().isEmpty()) {
            calls.call("TagQueue", Map.of("QueueUrl", queue.name(), "Tags", queue.tags()));
        }
    }
}
