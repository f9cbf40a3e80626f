package org.leasemq.served;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.leasemq.engine.wire.Parts;
import org.leasemq.engine.wire.WireException;
import org.leasemq.engine.wire.WireIn;

class PartsPaceTest {
    private final Parts parts = new Parts(1 << 30);
    private final PartsPace pace = new PartsPace();

    private void come(long number, int bytes, long now) {
        pace.begins(number, now);
        parts.add(number, new WireIn(new byte[bytes]));
    }

    private void assertTooSlow(long now) {
        assertThrows(WireException.class, () -> pace.require(parts, now));
    }

    private void assertFastEnough(long now) {
        assertDoesNotThrow(() -> pace.require(parts, now));
    }

    @Test
    void whatStopsInTheMiddleIsTooSlowHoweverMuchHasCome() {
        come(7, 10 << 20, 1000);
        assertFastEnough(20_999);
        assertFastEnough(21_000);
        assertFastEnough(40_999);
        assertTooSlow(41_000);
    }

    @Test
    void whatGoesOnComingMayTakeItsTime() {
        for (int second = 0; second < 300; second++) {
            come(7, 4096, second * 1000L);
            assertFastEnough(second * 1000L);
        }
    }

    @Test
    void eachHasToComeWhateverElseComes() {
        come(7, 100_000, 0);
        for (int second = 0; second < 40; second++) {
            come(8, 1 << 20, second * 1000L);
            assertFastEnough(second * 1000L);
        }
        assertTooSlow(40_000);
    }

    @Test
    void whatIsWholeIsNotWaitedFor() {
        come(7, 100, 0);
        parts.drop(7);
        pace.ends(7);
        assertFastEnough(60_000);
    }
}
