package org.leasemq.engine.wire;

import java.util.List;
import org.leasemq.engine.BrowsePage;
import org.leasemq.engine.Delivery;
import org.leasemq.engine.model.Message;

/** How many bytes of memory answers take that tell messages, about. */
final class ToldSize {
    /** What a message takes besides its content. */
    private static final int OF_MESSAGE = 256;

    private ToldSize() {}

    static long of(Message message) {
        return OF_MESSAGE + message.size();
    }

    static long of(BrowsePage page) {
        return (long) OF_MESSAGE * page.items().size() + page.size();
    }

    static long of(List<Delivery> deliveries) {
        return deliveries.stream()
                .mapToLong(delivery -> OF_MESSAGE + delivery.size())
                .sum();
    }
}
