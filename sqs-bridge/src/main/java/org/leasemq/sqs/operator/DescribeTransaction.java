package org.leasemq.sqs.operator;

import static org.leasemq.sqs.wire.Shape.NUMBER;

import java.util.List;
import java.util.Map;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.seen.BranchMessage;
import org.leasemq.engine.model.seen.BranchShare;
import org.leasemq.engine.model.seen.BranchWork;
import org.leasemq.sqs.call.AnswerSize;
import org.leasemq.sqs.call.Call;
import org.leasemq.sqs.call.SimpleAction;
import org.leasemq.sqs.call.Touch;
import org.leasemq.sqs.queue.Arns;
import org.leasemq.sqs.wire.ApiException;
import org.leasemq.sqs.wire.ErrorCode;
import org.leasemq.sqs.wire.Shape;

/** Tells what a prepared transaction sends, and what it has received, for whoever has to decide it. */
final class DescribeTransaction implements SimpleAction {
    private static final String ID = "TransactionId";
    private static final String MAX = "MaxResults";
    private static final int USUAL = 100;
    /** What one takes that is listed, about. */
    private static final int OF_EACH = 512;

    private static final Shape.Structure QUEUE = Shape.texts("QueueName").with(NUMBER, "Sends", "Receives");
    private static final Shape.Structure MESSAGE = Shape.texts("QueueName", "Part", "SequenceNumber");

    @Override
    public List<Touch> touches() {
        return List.of(Touch.listed("the transaction of TransactionId"));
    }

    @Override
    public Shape.Structure input() {
        return Shape.texts(ID).with(MAX, NUMBER);
    }

    @Override
    public Shape.Structure output() {
        return Shape.texts(ID, "PreparedAt", "State")
                .with(NUMBER, "Sends", "Receives")
                .with("Queues", Shape.list("Queue", QUEUE))
                .with("Messages", Shape.list("Message", MESSAGE));
    }

    @Override
    public boolean isForQueues() {
        return false;
    }

    @Override
    public Map<String, Object> answer(Call call) {
        call.requireOwnAccount();
        String id = call.in().required(ID);
        Long max = call.in().number(MAX);
        if (max != null && (max < 1 || max > BranchWork.MOST)) {
            throw ApiException.invalid(MAX, max, "Value must be between 1 and 1000.");
        }
        int most = max == null ? USUAL : max.intValue();
        AnswerSize.requireForList(call.requester(), (long) OF_EACH * (most + BranchWork.MOST));
        try {
            return described(call.engine().branchWork(id, most).await());
        } catch (EngineException.NoSuchBranch | EngineException.BranchBusy e) {
            throw new ApiException(ErrorCode.RESOURCE_NOT_FOUND, e.getMessage());
        }
    }

    private static Map<String, Object> described(BranchWork work) {
        Map<String, Object> values = ListTransactions.described(work.branch());
        values.put("Sends", (long) work.sends());
        values.put("Receives", (long) work.receives());
        values.put(
                "Queues",
                work.shares().stream().map(DescribeTransaction::described).toList());
        values.put(
                "Messages",
                work.messages().stream().map(DescribeTransaction::described).toList());
        return values;
    }

    private static Map<String, Object> described(BranchShare share) {
        return Shape.values("QueueName", Arns.shown(share.queue()), "Sends", (long) share.sends(), "Receives", (long)
                share.receives());
    }

    private static Map<String, Object> described(BranchMessage message) {
        return Shape.values(
                "QueueName",
                Arns.shown(message.queue()),
                "Part",
                message.sent() ? "SENT" : "RECEIVED",
                "SequenceNumber",
                Long.toString(message.sequenceNumber()));
    }
}
