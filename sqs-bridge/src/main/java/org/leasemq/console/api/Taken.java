package org.leasemq.console.api;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.leasemq.engine.Client;
import org.leasemq.engine.Delivery;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.Owner;
import org.leasemq.engine.ReceiveRequest;
import org.leasemq.engine.Selection;
import org.leasemq.engine.model.Filter;

/** Messages that wait and were picked, received here so that nobody else gets them meanwhile. Those that are left are released at the end. */
final class Taken implements AutoCloseable {
    /** So many are judged: a selection looks at all that wait. */
    static final int MOST_JUDGED = 100_000;
    /** Contents are read again, one by one. */
    private static final long MOST_BYTES = 1 << 20;
    /** As selectors are known to the engine. */
    private static final String SELECTOR = "jms";

    private final Client client;
    private final List<Delivery> deliveries;

    Taken(LeaseEngine engine, String queue, Set<UUID> ids) {
        if (engine.statistics(queue).await().available() > MOST_JUDGED) {
            throw new Refusal(
                    Refusal.CONFLICT,
                    "Single messages that nobody has received yet can be taken out of queues in which up to "
                            + MOST_JUDGED + " messages wait. Receive what comes before them, or move all.");
        }
        this.client = Client.open(engine, "console");
        boolean done = false;
        try {
            this.deliveries = receive(queue, ids);
            done = true;
        } finally {
            if (!done) {
                client.close();
            }
        }
    }

    private List<Delivery> receive(String queue, Set<UUID> ids) {
        Owner owner = client.openOwner("console");
        String condition =
                ids.stream().map(id -> "'ID:" + id + "'").collect(Collectors.joining(", ", "JMSMessageID IN (", ")"));
        Selection selection = client.select(queue, new Filter(SELECTOR, condition));
        List<Delivery> received = new ArrayList<>();
        while (received.size() < ids.size()) {
            List<Delivery> some = client.engine()
                    .receive(ReceiveRequest.from(queue)
                            .upTo(ids.size() - received.size())
                            .waiting(Duration.ZERO)
                            .ownedBy(owner)
                            .among(selection)
                            .upToBytes(MOST_BYTES))
                    .await();
            if (some.isEmpty()) {
                return received;
            }
            some.forEach(one -> received.add(one.withoutContent()));
        }
        return received;
    }

    List<Delivery> deliveries() {
        return deliveries;
    }

    @Override
    public void close() {
        client.close();
    }
}
