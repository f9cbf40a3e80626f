package org.leasemq.sqs.server;

import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import org.leasemq.log.Logs;
import org.leasemq.sqs.call.Bridge;
import org.leasemq.sqs.dispatch.OwnCalls;
import org.leasemq.sqs.queue.Arn;
import org.leasemq.sqs.wire.ApiException;

/** Creates the queues of a configuration, as CreateQueue does. Those that are there stay, or are changed, as it says. */
final class QueuesToCreate {
    private static final System.Logger LOG = Logs.of(QueuesToCreate.class);

    private final Bridge bridge;

    QueuesToCreate(Bridge bridge) {
        this.bridge = bridge;
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
        Arn wanted = queue.name().startsWith("arn:")
                ? Arn.ofQueue(queue.name())
                : new Arn(bridge.homes().own(), queue.name());
        if (wanted == null) {
            throw new ServerException(
                    "The configuration names a queue by what is no ARN of one: " + queue.name(), null);
        }
        OwnCalls calls = new OwnCalls(bridge, wanted.home());
        if (calls.isThere(wanted.name())) {
            settle(calls, wanted.name(), queue);
            return;
        }
        calls.call(
                "CreateQueue",
                Map.of("QueueName", wanted.name(), "Attributes", queue.attributes(), "tags", queue.tags()));
    }

    private static void settle(OwnCalls calls, String name, ServerSettings.QueueToCreate queue) {
        List<String> differences = calls.differences(name, queue.attributes(), queue.tags());
        if (differences.isEmpty()) {
            return;
        }
        String what = "Queue '" + queue.name() + "' is there, and differs from the configuration: "
                + String.join(", ", differences) + ".";
        switch (queue.onDifference()) {
            case KEEP -> LOG.log(Level.WARNING, what + " It stays as it is; on-difference: apply would change it.");
            case APPLY -> {
                apply(calls, name, queue);
                LOG.log(Level.INFO, what + " It has been changed (on-difference: apply).");
            }
            case REFUSE ->
                throw new ServerException(
                        what + " Change the configuration or the queue, or say on-difference: keep, or apply.", null);
        }
    }

    private static void apply(OwnCalls calls, String name, ServerSettings.QueueToCreate queue) {
        if (!queue.attributes().isEmpty()) {
            calls.call("SetQueueAttributes", Map.of("QueueUrl", name, "Attributes", queue.attributes()));
        }
        if (!queue.tags().isEmpty()) {
            calls.call("TagQueue", Map.of("QueueUrl", name, "Tags", queue.tags()));
        }
    }
}
