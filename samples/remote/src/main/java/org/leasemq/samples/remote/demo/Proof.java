package org.leasemq.samples.remote.demo;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.leasemq.samples.remote.Orders;
import org.leasemq.samples.remote.Shop;

/**
 * Whether the queues show what they must: every order shipped exactly once and in order for its customer, or, if no warehouse has what
 * it asks for, in the dead-letter queue.
 */
final class Proof {
    private final int orders;
    private final Evidence evidence;
    private final List<String> wrong = new ArrayList<>();

    /** @param orders how many were sent */
    Proof(int orders, Evidence evidence) {
        this.orders = orders;
        this.evidence = evidence;
    }

    /** What is wrong, in words; empty if the proof holds. */
    List<String> differences() {
        wrong.clear();
        checkEachOnce();
        checkOrder();
        evidence.leftOver().forEach(number -> wrong.add("Order " + number + " is still in " + Orders.ORDERS));
        return List.copyOf(wrong);
    }

    private void checkEachOnce() {
        Map<Integer, Long> shipped = count(
                evidence.shipments().stream().map(Evidence.Shipment::order).toList());
        Map<Integer, Long> dead = count(evidence.deadLetters());
        for (int number = 0; number < orders; number++) {
            check(number, shipped.remove(number), Shop.isUnknown(number) ? 0 : 1, Orders.SHIPMENTS);
            check(number, dead.remove(number), Shop.isUnknown(number) ? 1 : 0, Orders.DEAD_LETTERS);
        }
        shipped.keySet().forEach(number -> wrong.add("Order " + number + ", which nobody sent, was shipped"));
        dead.keySet().forEach(number -> wrong.add("Order " + number + ", which nobody sent, is a dead letter"));
    }

    private static Map<Integer, Long> count(List<Integer> numbers) {
        return numbers.stream().collect(Collectors.groupingBy(number -> number, HashMap::new, Collectors.counting()));
    }

    private void check(int number, Long found, int expected, String queue) {
        long times = found == null ? 0 : found;
        if (times != expected) {
            wrong.add(
                    "Order " + number + " is " + times + " times in " + queue + " rather than " + expected + " times");
        }
    }

    private void checkOrder() {
        Map<String, Integer> last = new HashMap<>();
        for (Evidence.Shipment shipment : evidence.shipments()) {
            Integer before = last.put(shipment.customer(), shipment.order());
            if (before != null && before >= shipment.order()) {
                wrong.add("Order " + shipment.order() + " was shipped after order " + before + " of the same customer");
            }
        }
    }
}
