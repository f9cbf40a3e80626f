package org.leasemq.sqs.operator;

import static org.leasemq.sqs.wire.Shape.FLAG;
import static org.leasemq.sqs.wire.Shape.NUMBER;

import java.util.List;
import java.util.Map;
import org.leasemq.engine.model.QueueInfo;
import org.leasemq.engine.model.seen.MessageGroup;
import org.leasemq.engine.model.seen.MessageGroups;
import org.leasemq.sqs.call.AnswerSize;
import org.leasemq.sqs.call.Call;
import org.leasemq.sqs.call.SimpleAction;
import org.leasemq.sqs.call.Touch;
import org.leasemq.sqs.wire.ApiException;
import org.leasemq.sqs.wire.Shape;

/** Lists message groups of a queue with what holds them: those that are blocked, then those with the most messages. */
final class ListMessageGroups implements SimpleAction {
    private static final int USUAL = 100;
    /** What one takes that is listed, about. */
    private static final int OF_EACH = 1024;

    private static final Shape.Structure GROUP = Shape.texts("MessageGroupId", "Holder", "HeldBy")
            .with(FLAG, "Ordered", "Blocked")
            .with(NUMBER, "Messages", "InFlight", "ReceiveCount", "Since", "Until");

    @Override
    public List<Touch> touches() {
        return List.of(Touch.listed("the queue of QueueName"));
    }

    @Override
    public Shape.Structure input() {
        return Shape.texts(NamedQueue.PARAMETER, "Search").with("MaxResults", NUMBER);
    }

    @Override
    public Shape.Structure output() {
        return Shape.structure().with("Groups", Shape.list("Group", GROUP)).with(NUMBER, "All", "Blocked");
    }

    @Override
    public boolean isForQueues() {
        return false;
    }

    @Override
    public Map<String, Object> answer(Call call) {
        call.requireOwnAccount();
        QueueInfo queue = NamedQueue.of(call, NamedQueue.PARAMETER);
        Long max = call.in().number("MaxResults");
        if (max != null && (max < 1 || max > MessageGroups.MOST)) {
            throw ApiException.invalid("MaxResults", max, "Value must be between 1 and 1000.");
        }
        int most = max == null ? USUAL : max.intValue();
        AnswerSize.requireForList(call.requester(), (long) OF_EACH * most);
        String search = call.in().text("Search");
        MessageGroups groups = call.engine()
                .groups(queue.name(), search == null ? "" : search, most)
                .await();
        return Shape.values(
                "Groups",
                Shape.orNull(groups.groups().stream()
                        .map(ListMessageGroups::described)
                        .toList()),
                "All",
                (long) groups.all(),
                "Blocked",
                (long) groups.blocked());
    }

    private static Map<String, Object> described(MessageGroup group) {
        boolean held = group.heldBy() != 0;
        return Shape.values(
                "MessageGroupId",
                group.id(),
                "Ordered",
                group.ordered(),
                "Messages",
                (long) group.messages(),
                "InFlight",
                (long) group.inFlight(),
                "Blocked",
                group.blocked(),
                "Holder",
                group.holder(),
                "HeldBy",
                held ? Long.toString(group.heldBy()) : null,
                "ReceiveCount",
                held ? (long) group.receiveCount() : null,
                "Since",
                held ? group.since() : null,
                "Until",
                group.until() == 0 ? null : group.until());
    }
}
