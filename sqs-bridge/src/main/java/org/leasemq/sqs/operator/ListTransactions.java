package org.leasemq.sqs.operator;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.leasemq.engine.model.Branch;
import org.leasemq.sqs.call.AnswerSize;
import org.leasemq.sqs.call.Call;
import org.leasemq.sqs.call.SimpleAction;
import org.leasemq.sqs.call.Touch;
import org.leasemq.sqs.wire.Shape;

/** Lists transaction branches that are prepared, or were decided by hand and are not forgotten; oldest first. */
final class ListTransactions implements SimpleAction {
    /** What one takes that is listed, about. */
    private static final int OF_EACH = 512;

    @Override
    public List<Touch> touches() {
        return List.of(Touch.listed("every transaction"));
    }

    @Override
    public Shape.Structure input() {
        return Shape.structure();
    }

    @Override
    public Shape.Structure output() {
        return Shape.structure()
                .with("Transactions", Shape.list("Transaction", Shape.texts("TransactionId", "PreparedAt", "State")));
    }

    @Override
    public boolean isForQueues() {
        return false;
    }

    @Override
    public Map<String, Object> answer(Call call) {
        call.requireOwnAccount();
        List<Branch> branches = call.engine().branches().await();
        AnswerSize.requireForList(call.requester(), (long) OF_EACH * branches.size());
        return Shape.values(
                "Transactions",
                Shape.orNull(branches.stream().map(ListTransactions::described).toList()));
    }

    static Map<String, Object> described(Branch branch) {
        return Shape.values(
                "TransactionId",
                branch.id(),
                "PreparedAt",
                Instant.ofEpochMilli(branch.preparedAt()).toString(),
                "State",
                branch.state().toString());
    }
}
