package org.leasemq.sqs.operator;

import java.util.List;
import java.util.Map;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.model.Branch;
import org.leasemq.engine.model.EngineException;
import org.leasemq.sqs.call.Call;
import org.leasemq.sqs.call.SimpleAction;
import org.leasemq.sqs.call.Touch;
import org.leasemq.sqs.wire.ApiException;
import org.leasemq.sqs.wire.ErrorCode;
import org.leasemq.sqs.wire.Shape;

/** Decides a prepared transaction whose manager does not come back, or forgets one that was decided so. */
final class DecideTransaction implements SimpleAction {
    private static final String ID = "TransactionId";
    private static final String DECISION = "Decision";

    @Override
    public List<Touch> touches() {
        return List.of(Touch.listed("the transaction of TransactionId"));
    }

    @Override
    public Shape.Structure input() {
        return Shape.texts(ID, DECISION);
    }

    @Override
    public Shape.Structure output() {
        return Shape.texts("TransactionId", "PreparedAt", "State");
    }

    @Override
    public boolean isForQueues() {
        return false;
    }

    @Override
    public Map<String, Object> answer(Call call) {
        call.requireOwnAccount();
        try {
            return ListTransactions.described(
                    decide(call.engine(), call.in().required(ID), call.in().text(DECISION)));
        } catch (EngineException.NoSuchBranch | EngineException.BranchBusy | EngineException.BranchDecided e) {
            throw new ApiException(ErrorCode.RESOURCE_NOT_FOUND, e.getMessage());
        }
    }

    private static Branch decide(LeaseEngine engine, String id, String decision) {
        return switch (decision == null ? "" : decision) {
            case "COMMIT" -> engine.decide(id, true).await();
            case "ROLLBACK" -> engine.decide(id, false).await();
            case "FORGET" -> engine.forget(id).await();
            default -> throw ApiException.invalid(DECISION, decision, "Value must be COMMIT, ROLLBACK or FORGET.");
        };
    }
}
