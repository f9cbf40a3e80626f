package org.leasemq.console.api;

import java.util.function.Function;
import org.leasemq.engine.BrowseItem;
import org.leasemq.engine.BrowsePage;
import org.leasemq.engine.BrowseRequest;
import org.leasemq.memory.MemoryShare;
import org.leasemq.memory.MemoryShare.Use;

/** One message, where a list has shown it. */
final class ShownMessage {
    private static final int LONGEST_PLACE = 4096;

    private final MemoryShare memory;

    /** @param memory its content is counted there as long as it is used */
    ShownMessage(MemoryShare memory) {
        this.memory = memory;
    }

    /** A place in a queue that may be one; null for the beginning. */
    static String requirePlace(String place) {
        if (place != null && place.length() > LONGEST_PLACE) {
            throw new Refusal(Refusal.BAD_REQUEST, "'after' is no place in a queue.");
        }
        return place;
    }

    /**
     * The message that the call names by {@code queue}, {@code id} and {@code after}.
     *
     * @param use what is made of it
     * @throws Refusal if it is not there any more
     */
    <T> T use(PageCall call, Function<BrowseItem, T> use) {
        String id = call.text("id");
        String place = requirePlace(call.text("after", null));
        BrowsePage page = call.engine()
                .browse(new BrowseRequest(call.text("queue"), place, -1, 0, 1))
                .await();
        memory.take(Use.BROWSERS, page.size());
        try {
            return page.items().stream()
                    .filter(item -> item.id().toString().equals(id))
                    .findFirst()
                    .map(use)
                    .orElseThrow(
                            () -> new Refusal(
                                    Refusal.NOT_FOUND,
                                    "The message is not there any more: it was received and deleted, has expired, or was moved."));
        } finally {
            memory.giveBack(Use.BROWSERS, page.size());
        }
    }
}
