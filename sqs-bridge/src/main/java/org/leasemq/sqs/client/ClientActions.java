package org.leasemq.sqs.client;

import java.util.List;
import org.leasemq.sqs.call.Action;
import org.leasemq.sqs.call.Call;
import org.leasemq.sqs.wire.ApiException;
import org.leasemq.sqs.wire.ErrorCode;

/** What can be asked about programs that use the queues with Jakarta Messaging. Not of Amazon SQS: the command line uses it. */
public final class ClientActions {
    private ClientActions() {}

    public static List<Action> of(ConnectedClients clients) {
        return List.of(new ListClients(clients), new EndClient(clients));
    }

    /** They are for whoever runs the server: with access keys, for those of its own account. */
    static void requireOwn(Call call) {
        if (!call.who().account().equals(call.homes().own().account())) {
            throw new ApiException(
                    ErrorCode.ACCESS_DENIED,
                    call.action() + " is for access keys of the server's own account, "
                            + call.homes().own().account() + ".");
        }
    }
}
