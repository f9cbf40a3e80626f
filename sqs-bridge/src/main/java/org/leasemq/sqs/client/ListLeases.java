package org.leasemq.sqs.client;

import static org.leasemq.sqs.wire.Shape.NUMBER;

import java.util.List;
import java.util.Map;
import org.leasemq.engine.model.seen.HeldLease;
import org.leasemq.sqs.call.Call;
import org.leasemq.sqs.call.SimpleAction;
import org.leasemq.sqs.call.Touch;
import org.leasemq.sqs.queue.Arns;
import org.leasemq.sqs.wire.ApiException;
import org.leasemq.sqs.wire.ErrorCode;
import org.leasemq.sqs.wire.Shape;

/** Lists what a program has, message by message. */
record ListLeases(ConnectedClients clients) implements SimpleAction {
    private static final String ID = "ClientId";

    private static final Shape.Structure LEASE = Shape.texts("QueueName", "Session", "MessageGroupId", "SequenceNumber")
            .with(NUMBER, "ReceiveCount", "Since", "Until");

    @Override
    public List<Touch> touches() {
        return List.of(Touch.listed("the program of ClientId"));
    }

    @Override
    public Shape.Structure input() {
        return Shape.texts(ID);
    }

    @Override
    public Shape.Structure output() {
        return Shape.structure().with("Leases", Shape.list("Lease", LEASE));
    }

    @Override
    public boolean isForQueues() {
        return false;
    }

    @Override
    public Map<String, Object> answer(Call call) {
        call.requireOwnAccount();
        String id = call.in().required(ID);
        ConnectedClient client = clients.named(id)
                .orElseThrow(() -> new ApiException(
                        ErrorCode.RESOURCE_NOT_FOUND,
                        "There is no program whose id is, or alone begins with, '" + id + "'."));
        return Shape.values(
                "Leases",
                Shape.orNull(clients.leases(client, HeldLease.MOST).stream()
                        .map(ListLeases::described)
                        .toList()));
    }

    private static Map<String, Object> described(HeldLease lease) {
        return Shape.values(
                "QueueName", Arns.shown(lease.queue()),
                "Session", lease.owner(),
                "MessageGroupId", lease.group(),
                "SequenceNumber", Long.toString(lease.sequenceNumber()),
                "ReceiveCount", (long) lease.receiveCount(),
                "Since", lease.since(),
                "Until", lease.until() == 0 ? null : lease.until());
    }
}
