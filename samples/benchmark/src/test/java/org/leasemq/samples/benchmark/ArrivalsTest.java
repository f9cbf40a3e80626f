package org.leasemq.samples.benchmark;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class ArrivalsTest {
    private final Arrivals arrivals = new Arrivals(3);

    @Test
    void areCompleteWhenEachHasComeInWhateverOrder() {
        arrivals.add(2);
        arrivals.add(0);
        arrivals.add(1);
        assertDoesNotThrow(arrivals::awaitAll);
        assertDoesNotThrow(arrivals::checkNoneTwice);
    }

    @Test
    void tellWhichMessageCameTwice() {
        arrivals.add(0);
        arrivals.add(1);
        arrivals.add(1);
        arrivals.add(2);
        assertDoesNotThrow(arrivals::awaitAll);
        assertEquals(
                "Message number 1 of 3 came 2 times",
                assertThrows(IllegalStateException.class, arrivals::checkNoneTwice)
                        .getMessage());
    }
}
