package org.leasemq.console.api;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.leasemq.access.Right;
import org.leasemq.engine.BrowseItem;
import org.leasemq.engine.BrowsePage;
import org.leasemq.engine.BrowseRequest;
import org.leasemq.engine.model.Attribute;
import org.leasemq.engine.model.Body;
import org.leasemq.engine.model.Message;
import org.leasemq.memory.MemoryShare;
import org.leasemq.memory.MemoryShare.Use;

/** Messages of a queue in the order of delivery, page by page, without taking any. */
final class MessagePages {
    private static final int MOST = 100;
    private static final int USUAL = 50;
    /** Bytes of a body that are shown in a list. */
    private static final int BEGINNING = 400;
    /** The same of one message alone. */
    private static final int MOST_OF_BODY = 256 << 10;
    /** The same of the value of an attribute. */
    private static final int MOST_OF_VALUE = 4096;

    private static final int MOST_ATTRIBUTES = 200;

    private final MemoryShare memory;
    private final ShownMessage shown;

    MessagePages(MemoryShare memory) {
        this.memory = memory;
        this.shown = new ShownMessage(memory);
    }

    Object list(PageCall call) {
        String queue = call.text("queue");
        BrowseItem.State state = state(call);
        String group = call.text("group", null);
        int max = call.count("max", USUAL, MOST);
        List<Map<String, Object>> all = new ArrayList<>();
        String after = ShownMessage.requirePlace(call.text("after", null));
        long skip = call.number("skip", 0, 0, Long.MAX_VALUE);
        long upTo = call.number("upTo", -1, -1, Long.MAX_VALUE);
        do { // a page has fewer where messages are large
            BrowsePage page = call.engine()
                    .browse(new BrowseRequest(queue, after, upTo, skip, max - all.size(), state, group))
                    .await();
            memory.take(Use.BROWSERS, page.size());
            try {
                upTo = page.upTo();
                for (BrowseItem item : page.items()) {
                    all.add(describe(item, BEGINNING));
                }
                after = page.next();
                skip = 0;
            } finally {
                memory.giveBack(Use.BROWSERS, page.size());
            }
        } while (after != null && all.size() < max);
        return Values.of("messages", all, "next", after, "upTo", upTo);
    }

    /** Null for all. */
    private static BrowseItem.State state(PageCall call) {
        String state = call.text("state", "");
        try {
            return state.isEmpty() ? null : BrowseItem.State.valueOf(state);
        } catch (IllegalArgumentException e) {
            throw new Refusal(Refusal.BAD_REQUEST, "There is no state '" + state + "'.");
        }
    }

    /** One message, found where a list has shown it. */
    Object one(PageCall call) {
        return shown.use(call, item -> {
            Map<String, Object> values = describe(item, MOST_OF_BODY);
            String copy = copyTo(call, item.deadLetterSource());
            if (copy != null) {
                values.put("copyTo", copy);
            }
            return values;
        });
    }

    /** Where to a copy that is corrected would go; null if nowhere that is known. */
    private static String copyTo(PageCall call, String source) {
        if (source != null && call.person().may(Right.SEND, source)) {
            return source;
        }
        String queue = call.text("queue");
        return call.person().may(Right.SEND, queue) ? queue : null;
    }

    private static Map<String, Object> describe(BrowseItem item, int most) {
        Message message = item.message();
        Map<String, Object> attributes = new TreeMap<>();
        if (most > BEGINNING) {
            message.attributes().entrySet().stream()
                    .limit(MOST_ATTRIBUTES)
                    .forEach(one -> attributes.put(one.getKey(), describe(one.getValue())));
        }
        Map<String, Object> values = Values.of(
                "id",
                item.id().toString(),
                "messageId",
                message.id().toString(),
                "sequenceNumber",
                Long.toString(item.sequenceNumber()),
                "after",
                item.before(),
                "state",
                item.state().name(),
                "receiveCount",
                item.receiveCount(),
                "earlierReceives",
                item.earlierReceives(),
                "source",
                item.deadLetterSource(),
                "until",
                item.until() == 0 ? null : item.until(),
                "holder",
                item.holder(),
                "blockedBy",
                item.blockedBy() == 0 ? null : Long.toString(item.blockedBy()),
                "sentAt",
                message.sentAt(),
                "visibleAt",
                message.visibleAt(),
                "expiresAt",
                message.expiresAt() == 0 ? null : message.expiresAt(),
                "priority",
                message.priority(),
                "group",
                message.groupId(),
                "exclusiveGroup",
                message.exclusiveGroup(),
                "deduplicationId",
                message.deduplicationId(),
                "persistent",
                message.persistent(),
                "attributes",
                attributes,
                "attributeCount",
                message.attributes().size(),
                "attributesCut",
                message.attributes().size() > MOST_ATTRIBUTES,
                "size",
                message.size());
        values.putAll(describe(message.body(), most));
        return values;
    }

    private static Map<String, Object> describe(Body body, int most) {
        byte[] bytes = body.bytes();
        byte[] first = bytes.length <= most ? bytes : Arrays.copyOf(bytes, most);
        return Values.of(
                "isText",
                body.isText(),
                "bodySize",
                bytes.length,
                "cut",
                first.length < bytes.length,
                "body",
                body.isText() ? new Body(first, true).asText() : null,
                "bytes",
                body.isText() ? null : Base64.getEncoder().encodeToString(first));
    }

    private static Map<String, Object> describe(Attribute attribute) {
        byte[] value = attribute.value();
        byte[] first = value.length <= MOST_OF_VALUE ? value : Arrays.copyOf(value, MOST_OF_VALUE);
        return Values.of(
                "type",
                attribute.type(),
                "value",
                attribute.isBinary()
                        ? Base64.getEncoder().encodeToString(first)
                        : new Attribute(attribute.type(), first).asText(),
                "cut",
                first.length < value.length);
    }
}
