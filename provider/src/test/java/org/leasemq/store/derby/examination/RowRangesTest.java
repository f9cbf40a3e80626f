package org.leasemq.store.derby.examination;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RowRangesTest {
    @Test
    void itContainsWhatWasAddedInWhateverOrder() {
        Random random = new Random(1);
        for (int round = 0; round < 200; round++) {
            RowRanges ranges = new RowRanges();
            BitSet expected = new BitSet();
            for (int i = 0; i < 40; i++) {
                int number = random.nextInt(60);
                ranges.add(number);
                expected.set(number);
            }
            for (int number = 0; number < 62; number++) {
                assertEquals(expected.get(number), ranges.contains(number), "round " + round + ", number " + number);
            }
        }
    }
}
