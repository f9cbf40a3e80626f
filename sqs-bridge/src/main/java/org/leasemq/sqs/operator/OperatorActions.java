package org.leasemq.sqs.operator;

import java.util.List;
import org.leasemq.sqs.call.Action;

/** What operators can ask about queues, messages, subscriptions and transactions, of a server or of a database that nobody else has open. */
public final class OperatorActions {
    private OperatorActions() {}

    public static List<Action> all() {
        return List.of(
                new ListFigures(),
                new ListMessageGroups(),
                new ChangeMessages(),
                new PutMessage(),
                new ListSubscribers(),
                new DeleteSubscriber(),
                new ListTransactions(),
                new DescribeTransaction(),
                new DecideTransaction());
    }
}
