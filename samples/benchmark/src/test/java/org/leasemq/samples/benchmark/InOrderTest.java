package org.leasemq.samples.benchmark;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class InOrderTest {
    private final AtomicInteger firsts = new AtomicInteger();
    private final InOrder inOrder = new InOrder(3, firsts::incrementAndGet);

    @Test
    void isContentWithEveryMessageAtItsPlace() {
        inOrder.arrived(0);
        inOrder.arrived(1);
        inOrder.arrived(2);
        assertDoesNotThrow(inOrder::awaitAll);
        assertEquals(1, firsts.get());
    }

    @Test
    void tellsWhichMessageCameOutOfOrder() {
        inOrder.arrived(0);
        inOrder.arrived(2);
        assertEquals(
                "Message number 2 arrived where number 1 was due",
                assertThrows(IllegalStateException.class, inOrder::awaitAll).getMessage());
    }
}
