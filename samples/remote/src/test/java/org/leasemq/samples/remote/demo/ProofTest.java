package org.leasemq.samples.remote.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.leasemq.samples.remote.Shop;

class ProofTest {
    private static final int ORDERS = 120;
    private static final int UNKNOWN = 99;

    private final List<Evidence.Shipment> shipments = new ArrayList<>(IntStream.range(0, ORDERS)
            .filter(number -> !Shop.isUnknown(number))
            .mapToObj(ProofTest::shipment)
            .toList());
    private final List<Integer> deadLetters = new ArrayList<>(List.of(UNKNOWN));
    private final List<Integer> leftOver = new ArrayList<>();

    private static Evidence.Shipment shipment(int number) {
        return new Evidence.Shipment(number, Shop.customer(number), "warehouse 1", 1);
    }

    private List<String> differences() {
        return new Proof(ORDERS, new Evidence(shipments, deadLetters, leftOver)).differences();
    }

    @Test
    void holdsIfEachWasShippedOnceInTheOrderOfItsCustomer() {
        assertTrue(Shop.isUnknown(UNKNOWN));
        assertFalse(Shop.isUnknown(0));
        assertEquals(Shop.customer(3), Shop.customer(43));
        assertEquals(List.of(), differences());
    }

    @Test
    void findsAnOrderThatIsMissing() {
        shipments.remove(7);
        assertEquals(List.of("Order 7 is 0 times in shipments rather than 1 times"), differences());
    }

    @Test
    void findsAnOrderThatWasShippedTwiceOrByNobodySent() {
        shipments.add(8, shipment(7));
        shipments.add(shipment(ORDERS));
        assertEquals(
                List.of(
                        "Order 7 is 2 times in shipments rather than 1 times",
                        "Order 120, which nobody sent, was shipped",
                        "Order 7 was shipped after order 7 of the same customer"),
                differences());
    }

    @Test
    void findsAnOrderThatOvertookAnother() {
        shipments.add(3, shipments.remove(43));
        assertEquals(List.of("Order 3 was shipped after order 43 of the same customer"), differences());
    }

    @Test
    void findsWhatIsNoDeadLetterOrShouldBeOne() {
        deadLetters.set(0, 5);
        assertEquals(
                List.of(
                        "Order 5 is 1 times in orders-dlq.fifo rather than 0 times",
                        "Order 99 is 0 times in orders-dlq.fifo rather than 1 times"),
                differences());
    }

    @Test
    void findsWhatIsLeftOver() {
        leftOver.add(4);
        assertEquals(List.of("Order 4 is still in orders.fifo"), differences());
    }
}
