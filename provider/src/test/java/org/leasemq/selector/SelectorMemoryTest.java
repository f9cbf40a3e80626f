package org.leasemq.selector;

import org.junit.jupiter.api.Test;
import org.leasemq.process.JavaProgram;

/** Selectors take no more memory than queues are counted with for those of their subscriptions. */
class SelectorMemoryTest {
    @Test
    void selectorsOfEveryKindTakeNoMoreThanIsCountedInAHeapOfItsOwn() throws Exception {
        new JavaProgram(HeavySelectors.class).with("-Xmx256m").run();
    }
}
