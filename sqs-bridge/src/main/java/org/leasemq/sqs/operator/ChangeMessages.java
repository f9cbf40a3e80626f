package org.leasemq.sqs.operator;

import static org.leasemq.sqs.wire.Shape.NUMBER;
import static org.leasemq.sqs.wire.Shape.TEXT;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.leasemq.engine.BrowseItem;
import org.leasemq.engine.Browser;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.QueueInfo;
import org.leasemq.engine.model.Receipt;
import org.leasemq.engine.model.seen.ByHand;
import org.leasemq.engine.model.seen.HandOutcome;
import org.leasemq.sqs.call.Call;
import org.leasemq.sqs.call.SimpleAction;
import org.leasemq.sqs.call.Touch;
import org.leasemq.sqs.message.PeekedMessage;
import org.leasemq.sqs.wire.ApiException;
import org.leasemq.sqs.wire.Shape;

/** Deletes, releases or moves messages of a queue by hand, whatever state they are in. */
final class ChangeMessages implements SimpleAction {
    private static final String IDS = "MessageIds";
    private static final String CHANGE = "Change";
    private static final String DESTINATION = "DestinationName";
    private static final int MOST = 100;
    private static final int SOME = 100;

    @Override
    public List<Touch> touches() {
        return List.of(Touch.listed("the queues of QueueName and DestinationName"));
    }

    @Override
    public Shape.Structure input() {
        return Shape.texts(NamedQueue.PARAMETER, CHANGE, DESTINATION).with(IDS, Shape.list("MessageId", TEXT));
    }

    @Override
    public Shape.Structure output() {
        return Shape.structure()
                .with("Changed", NUMBER)
                .with("Left", Shape.list("Message", Shape.texts("MessageId", "Reason")));
    }

    @Override
    public boolean isForQueues() {
        return false;
    }

    @Override
    public Map<String, Object> answer(Call call) {
        call.requireOwnAccount();
        QueueInfo queue = NamedQueue.of(call, NamedQueue.PARAMETER);
        ByHand.Action action = action(call.in().text(CHANGE));
        String destination =
                call.in().has(DESTINATION) ? NamedQueue.of(call, DESTINATION).name() : null;
        List<String> ids = call.in().texts(IDS);
        if (ids.isEmpty() || ids.size() > MOST) {
            throw ApiException.invalid(IDS, ids.size(), "Name 1 to 100 messages.");
        }
        try {
            Map<String, Receipt> seen = find(call, queue, new LinkedHashSet<>(ids));
            List<String> found = new ArrayList<>(seen.keySet());
            List<HandOutcome> outcomes = call.engine()
                    .byHand(new ByHand(queue.name(), List.copyOf(seen.values()), action, destination, true))
                    .await();
            List<Map<String, Object>> left = new ArrayList<>();
            new LinkedHashSet<>(ids)
                    .stream()
                            .filter(id -> !seen.containsKey(id))
                            .forEach(id -> left.add(left(id, new HandOutcome(0, HandOutcome.Result.GONE, null))));
            for (int i = 0; i < outcomes.size(); i++) {
                if (!outcomes.get(i).done()) {
                    left.add(left(found.get(i), outcomes.get(i)));
                }
            }
            long changed = outcomes.stream().filter(HandOutcome::done).count();
            return Shape.values("Changed", changed, "Left", Shape.orNull(left));
        } catch (EngineException.NoSuchQueue | EngineException.InvalidAttribute | EngineException.InvalidMessage e) {
            throw NamedQueue.refused(e);
        }
    }

    private static ByHand.Action action(String change) {
        return switch (change == null ? "" : change) {
            case "DELETE" -> ByHand.Action.DELETE;
            case "RELEASE" -> ByHand.Action.RELEASE;
            case "MOVE" -> ByHand.Action.MOVE;
            default -> throw ApiException.invalid(CHANGE, change, "Value must be DELETE, RELEASE or MOVE.");
        };
    }

    private static Map<String, Object> left(String id, HandOutcome outcome) {
        return Shape.values("MessageId", id, "Reason", outcome.words(id));
    }

    /** Those of these ids, or of these sequence numbers, as they stand in the queue now, by what they were called. */
    private static Map<String, Receipt> find(Call call, QueueInfo queue, Set<String> ids) {
        Map<String, Receipt> found = new LinkedHashMap<>();
        try (Browser browser = Browser.of(call.engine(), queue.name())) {
            List<BrowseItem> items = browser.next(SOME);
            while (!items.isEmpty() && found.size() < ids.size()) {
                for (BrowseItem item : items) {
                    Receipt seen = new Receipt(queue.number(), item.sequenceNumber(), item.receiveCount(), 0);
                    Stream.of(PeekedMessage.id(item, queue.name()).toString(), Long.toString(item.sequenceNumber()))
                            .filter(ids::contains)
                            .forEach(id -> found.put(id, seen));
                }
                items = browser.next(SOME);
            }
        }
        return found;
    }
}
