package org.leasemq.engine.wire;

import java.util.List;
import org.leasemq.engine.BrowsePage;
import org.leasemq.engine.Delivery;
import org.leasemq.engine.model.Message;
import org.leasemq.engine.model.seen.KnownClient;

/** How many bytes of memory answers take that may tell much, about. */
final class ToldSize {
    /** What a message takes besides its content. */
    private static final int OF_MESSAGE = 256;
    /** A queue with few policies and tags, or what is wrong with its definition. */
    private static final int OF_QUEUE = 1024;
    /** A transaction branch, or one thing that a client has. */
    private static final int OF_NAMED = 128;

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

    static long ofQueues(int count) {
        return (long) OF_QUEUE * count;
    }

    static long ofBranches(int count) {
        return (long) OF_NAMED * count;
    }

    static long ofClients(List<KnownClient> clients) {
        return clients.stream().mapToLong(ToldSize::of).sum();
    }

    private static long of(KnownClient client) {
        int named = 2
                + client.names().size()
                + client.temporaryQueues().size()
                + client.subscriptions().size()
                + client.owners().size()
                + client.owners().stream()
                        .mapToInt(owner -> owner.waiting().size())
                        .sum();
        return (long) OF_NAMED * named;
    }
}
