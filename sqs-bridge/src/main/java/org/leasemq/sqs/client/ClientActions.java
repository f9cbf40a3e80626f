package org.leasemq.sqs.client;

import java.util.List;
import org.leasemq.console.audit.Audit;
import org.leasemq.sqs.call.Action;

/**
 * What can be asked of a running server: about programs that use the queues with Jakarta Messaging, and what was done by whom. Not
 * of Amazon SQS: the command line uses it.
 */
public final class ClientActions {
    private ClientActions() {}

    /** @param audit null where nothing is kept */
    public static List<Action> of(ConnectedClients clients, Audit audit) {
        return List.of(new ListClients(clients), new ListLeases(clients), new EndClient(clients), new ListDone(audit));
    }
}
