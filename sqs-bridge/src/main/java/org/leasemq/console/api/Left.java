package org.leasemq.console.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.leasemq.access.Right;
import org.leasemq.engine.BrowseItem;
import org.leasemq.engine.BrowseItem.State;
import org.leasemq.engine.model.seen.ByHand;
import org.leasemq.memory.MemoryShare;

/** What was picked and could not be done, since it was not as it was shown any more: why, in words. */
final class Left {
    private final ShownMessage shown;

    Left(MemoryShare memory) {
        this.shown = new ShownMessage(memory);
    }

    /**
     * Looks where they were shown.
     *
     * @param queue where they were
     * @param done how many of them were done
     * @return a sentence for each that is there, and one for those that are not
     */
    List<String> of(PageCall call, String queue, ByHand.Action action, int done) {
        JsonNode picked = call.in().path("messages");
        int left = picked.size() - done;
        List<String> told = new ArrayList<>();
        if (left > 0 && call.person().may(Right.BROWSE, queue)) {
            for (JsonNode one : picked) {
                String why = shown.find(
                        call,
                        queue,
                        one.path("id").asText(),
                        one.path("after").asText(null),
                        item -> why(item, one.path("receiveCount").asInt(), action));
                if (why != null && !why.isEmpty() && told.size() < left) {
                    told.add(why);
                }
            }
        }
        int gone = left - told.size();
        if (gone > 0) {
            told.add(gone + (gone == 1 ? " was" : " were")
                    + " not there any more as shown: received and deleted, expired, or moved.");
        }
        return told;
    }

    /** Empty if nothing is known against it. */
    private static String why(BrowseItem item, int receiveCount, ByHand.Action action) {
        String message = "Message " + item.message().id();
        boolean again = item.receiveCount() != receiveCount;
        if (item.state() == State.IN_FLIGHT) {
            if (again) {
                return message + " was received by " + (item.holder() == null ? "somebody over HTTP" : item.holder())
                        + " in the meantime.";
            }
            return message + " is in flight still"
                    + (action == ByHand.Action.MOVE
                            ? ": those in flight are not moved."
                            : ": it is being deleted, or part of a prepared transaction.");
        }
        if (again) {
            return message + " was received in the meantime, and came back.";
        }
        return action == ByHand.Action.RELEASE && item.state() == State.AVAILABLE
                ? ""
                : message + " is as it was: it is part of a transaction, or about to expire.";
    }
}
