package org.leasemq.console.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.leasemq.engine.BrowseItem;

/**
 * A message that somebody has picked on the page.
 *
 * @param id the id it was sent with
 * @param sequenceNumber its number in the queue
 * @param receiveCount how often it had been delivered when it was shown
 * @param state in which it was shown
 */
record Picked(UUID id, long sequenceNumber, int receiveCount, BrowseItem.State state) {
    static final int MOST = 100;

    static List<Picked> of(PageCall call) {
        JsonNode all = call.in().path("messages");
        if (!all.isArray() || all.isEmpty() || all.size() > MOST) {
            throw new Refusal(Refusal.BAD_REQUEST, "Pick 1 to " + MOST + " messages.");
        }
        List<Picked> picked = new ArrayList<>();
        for (JsonNode one : all) {
            try {
                picked.add(new Picked(
                        UUID.fromString(one.path("messageId").asText()),
                        Long.parseLong(one.path("sequenceNumber").asText()),
                        one.path("receiveCount").asInt(),
                        BrowseItem.State.valueOf(one.path("state").asText())));
            } catch (IllegalArgumentException e) {
                throw new Refusal(Refusal.BAD_REQUEST, "A message is not told as it was shown.");
            }
        }
        return picked;
    }
}
