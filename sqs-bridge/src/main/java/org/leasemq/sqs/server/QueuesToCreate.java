package org.leasemq.sqs.server;

import java.util.List;
import java.util.Map;
import org.leasemq.sqs.action.Actions;
import org.leasemq.sqs.action.Bridge;
import org.leasemq.sqs.action.Call;
import org.leasemq.sqs.action.Identity;
import org.leasemq.sqs.wire.ApiException;
import org.leasemq.sqs.wire.Input;

/** Creates the queues of a configuration, as CreateQueue does: those that are there stay as they are. */
final class QueuesToCreate {
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
        String action = "CreateQueue";
        Input input =
                new Input(Map.of("QueueName", queue.name(), "Attributes", queue.attributes(), "tags", queue.tags()));
        Identity server = new Identity(bridge.account(), null, bridge.region(), null, true);
        new Actions(List.of())
                .named(action)
                .action()
                .run(new Call(bridge, action, input, server, "", "", false, () -> false))
                .toCompletableFuture()
                .join();
    }
}
