package org.leasemq.sqs.client;

import java.util.List;
import org.leasemq.sqs.call.Action;

/** What can be asked about programs that use the queues with Jakarta Messaging. Not of Amazon SQS: the command line uses it. */
public final class ClientActions {
    private ClientActions() {}

    public static List<Action> of(ConnectedClients clients) {
        return List.of(new ListClients(clients), new ListLeases(clients), new EndClient(clients));
    }
}
