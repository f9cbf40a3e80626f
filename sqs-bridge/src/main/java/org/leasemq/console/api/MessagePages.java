package org.leasemq.console.api;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
    private static final int LONGEST_PLACE = 4096;

    private final MemoryShare memory;

    MessagePages(MemoryShare memory) {
        this.memory = memory;
    }

    Object list(PageCall call) {
        String queue = call.text("queue");
        BrowseItem.State state = state(call);
        String group = call.text("group", null);
        int max = call.count("max", USUAL, MOST);
        List<Map<String, Object>> shown = new ArrayList<>();
        String after = place(call);
        long skip = call.number("skip", 0, 0, Long.MAX_VALUE);
        long upTo = call.number("upTo", -1, -1, Long.MAX_VALUE);
        do { // a page has fewer where messages are large
            BrowsePage page = call.engine()
                    .browse(new BrowseRequest(queue, after, upTo, skip, max - shown.size(), state, group))
                    .await();
            memory.take(Use.BROWSERS, page.size());
            try {
                upTo = page.upTo();
                for (BrowseItem item : page.items()) {
                    shown.add(describe(item, BEGINNING));
                }
                after = page.next();
                skip = 0;
            } finally {
                memory.giveBack(Use.BROWSERS, page.size());
            }
        } while (after != null && shown.size() < max);
        return Values.of("messages", shown, "next", after, "upTo", upTo);
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

    private static String place(PageCall call) {
        String place = call.text("after", null);
        if (place != null && place.length() > LONGEST_PLACE) {
            throw new Refusal(Refusal.BAD_REQUEST, "'after' is no place in a queue.");
        }
        return place;
    }

    /** One message, found where a list has shown it. */
    Object one(PageCall call) {
        String id = call.text("id");
        BrowsePage page = call.engine()
                .browse(new BrowseRequest(call.text("queue"), place(call), -1, 0, 1))
                .await();
        memory.take(Use.BROWSERS, page.size());
        try {
            return page.items().stream()
                    .filter(item -> item.id().toString().equals(id))
                    .findFirst()
                    .map(item -> describe(item, MOST_OF_BODY))
                    .orElseThrow(
                            () -> new Refusal(
                                    Refusal.NOT_FOUND,
                                    "The message is not there any more: it was received and deleted, has expired, or was moved."));
        } finally {
            memory.giveBack(Use.BROWSERS, page.size());
        }
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
