package org.leasemq.jms.acknowledge;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.leasemq.engine.Delivery;
import org.leasemq.engine.model.Receipt;
import org.leasemq.jms.destination.Source;

/**
 * A message that a session has leased.
 *
 * @param source what the session has it from
 * @param delivery the lease
 * @param in what it was leased in, and is consumed in; null if that is no transaction branch
 * @param by the session's settings, by which it is given back, also when another session decides on its transaction branch
 */
public record Leased(Source source, Delivery delivery, Enlistment in, Leasing by) {

    /** The name of its queue. */
    public String queue() {
        return source.queue();
    }

    /** What names the lease. */
    public Receipt receipt() {
        return delivery.receipt();
    }

    /** What names each. */
    public static List<Receipt> receipts(Collection<Leased> leases) {
        return leases.stream().map(Leased::receipt).toList();
    }

    /**
     * The last lease of each message. One before it ended by its time limit, and the message came again: what becomes of the
     * message is told by the last alone.
     */
    static List<Leased> last(Collection<Leased> leases) {
        Map<Receipt, Leased> last = new LinkedHashMap<>();
        leases.forEach(lease -> last.put(lease.message(), lease));
        return List.copyOf(last.values());
    }

    /** The same for all leases of the message. */
    private Receipt message() {
        return new Receipt(receipt().queue(), receipt().sequenceNumber(), 0, 0);
    }

    static Map<String, List<Receipt>> byQueue(Collection<Leased> leases) {
        Map<String, List<Receipt>> queues = new LinkedHashMap<>();
        leases.forEach(lease ->
                queues.computeIfAbsent(lease.queue(), name -> new ArrayList<>()).add(lease.receipt()));
        return queues;
    }
}
