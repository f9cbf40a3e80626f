package org.leasemq.console.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.leasemq.engine.BrowseItem.State;
import org.leasemq.engine.model.QueueInfo;
import org.leasemq.engine.model.Receipt;
import org.leasemq.engine.model.seen.ByHand;

/**
 * Messages that somebody has picked on the page.
 *
 * @param seen as they were shown
 * @param names what they are called on the page
 * @param held whether somebody had any of them
 */
record Picked(List<Receipt> seen, List<String> names, boolean held) {
    static final int MOST = 100;

    static Picked of(PageCall call, QueueInfo queue) {
        JsonNode all = call.in().path("messages");
        if (!all.isArray() || all.isEmpty() || all.size() > MOST) {
            throw new Refusal(Refusal.BAD_REQUEST, "Pick 1 to " + MOST + " messages.");
        }
        List<Receipt> seen = new ArrayList<>();
        List<String> names = new ArrayList<>();
        boolean held = false;
        for (JsonNode one : all) {
            try {
                long number = Long.parseLong(one.path("sequenceNumber").asText());
                seen.add(new Receipt(
                        queue.number(), number, one.path("receiveCount").asInt(), 0));
                names.add(one.path("messageId").asText(Long.toString(number)));
                held |= State.valueOf(one.path("state").asText()) == State.IN_FLIGHT;
            } catch (IllegalArgumentException e) {
                throw new Refusal(Refusal.BAD_REQUEST, "A message is not told as it was shown.");
            }
        }
        return new Picked(seen, names, held);
    }

    String name(int index) {
        return names.get(index);
    }

    /** What is asked of the engine. */
    ByHand byHand(String queue, ByHand.Action action, String to) {
        return new ByHand(queue, seen, action, to, held);
    }
}
