package org.leasemq.sqs.action;

import static org.leasemq.sqs.wire.Shape.FLAG;
import static org.leasemq.sqs.wire.Shape.NUMBER;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.leasemq.engine.BrowseItem;
import org.leasemq.engine.Browser;
import org.leasemq.engine.model.QueueInfo;
import org.leasemq.sqs.access.TouchRole;
import org.leasemq.sqs.call.AnswerSize;
import org.leasemq.sqs.call.Call;
import org.leasemq.sqs.call.SimpleAction;
import org.leasemq.sqs.call.Touch;
import org.leasemq.sqs.message.PeekedMessage;
import org.leasemq.sqs.queue.MessageAttributes;
import org.leasemq.sqs.wire.ApiException;
import org.leasemq.sqs.wire.Shape;

/**
 * Looks at the messages of a queue, in the order of delivery, without receiving them. Not an action of Amazon SQS: the command
 * line uses it.
 */
final class PeekMessages implements SimpleAction {
    private static final int MOST = 10_000;
    private static final int SOME = 100;

    private static final Shape.Structure MESSAGE = Shape.texts(
                    "MessageId", "State", "Body", "MessageGroupId", "MessageDeduplicationId", "Holder", "BlockedBy")
            .with(FLAG, "Binary", "ExclusiveGroup")
            .with(NUMBER, "SequenceNumber", "ReceiveCount", "SentTimestamp", "Until")
            .with(NUMBER, "VisibleAt", "ExpiresAt", "Priority")
            .with("MessageAttributes", Shape.map("MessageAttribute", MessageAttributes.SHAPE))
            .with("MessageSystemAttributes", Shape.map("MessageSystemAttribute", MessageAttributes.SHAPE));

    @Override
    public List<Touch> touches() {
        return List.of(Touch.queueUrl(TouchRole.RECEIVER));
    }

    @Override
    public Shape.Structure input() {
        return Shape.texts("QueueUrl", "MessageId", "After", "State", "MessageGroupId")
                .with(NUMBER, "Skip", "MaxResults");
    }

    @Override
    public Shape.Structure output() {
        return Shape.structure()
                .with("Messages", Shape.list("Message", MESSAGE))
                .with("End", FLAG)
                .with("Next", Shape.TEXT);
    }

    @Override
    public Map<String, Object> answer(Call call) {
        QueueInfo queue = call.queue();
        Long max = call.in().number("MaxResults");
        if (max != null && (max < 1 || max > MOST)) {
            throw ApiException.invalid("MaxResults", max, "Must be between 1 and 10000, if provided.");
        }
        Long skip = call.in().number("Skip");
        String id = call.in().text("MessageId");
        String last = call.in().text("After");
        List<Map<String, Object>> messages = new ArrayList<>();
        long most = max == null ? SOME : max;
        long room = AnswerSize.most(call.bridge().memory().account());
        boolean full = false;
        boolean end = false;
        try (Browser browser = Browser.of(call.engine(), queue.name())) {
            browser.only(state(call.in().text("State")), call.in().text("MessageGroupId"));
            if (last != null) {
                browser.goBehind(last);
            }
            browser.skip(skip == null ? 0 : skip);
            while (!end && !full && messages.size() < most) {
                List<BrowseItem> items = browser.next(1);
                end = items.isEmpty();
                for (BrowseItem item : items) {
                    if (id == null
                            || PeekedMessage.id(item, queue.name()).toString().equals(id)) {
                        long size = AnswerSize.of(item.message());
                        room -= size;
                        full = room < 0 && !messages.isEmpty() || !AnswerSize.take(call, size);
                        addUnless(full, item, queue, messages);
                    }
                    last = full ? last : item.place();
                }
            }
        }
        if (full && messages.isEmpty()) {
            throw AnswerSize.noMemory();
        }
        return Shape.values("Messages", Shape.orNull(messages), "End", end, "Next", last);
    }

    /** Null for all. */
    private static BrowseItem.State state(String name) {
        return name == null
                ? null
                : Arrays.stream(BrowseItem.State.values())
                        .filter(state -> state.name().equals(name))
                        .findFirst()
                        .orElseThrow(() ->
                                ApiException.invalid("State", name, "Value must be AVAILABLE, IN_FLIGHT or DELAYED."));
    }

    private static void addUnless(boolean full, BrowseItem item, QueueInfo queue, List<Map<String, Object>> messages) {
        if (!full) {
            messages.add(PeekedMessage.describe(item, queue.name()));
        }
    }
}
