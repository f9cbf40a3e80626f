package org.leasemq.sqs.filter;

import org.junit.jupiter.api.Test;
import org.leasemq.process.JavaProgram;

/** Filter policies take no more memory than queues are counted with for them. */
class FilterMemoryTest {
    @Test
    void policiesOfEveryKindTakeNoMoreThanIsCountedInAHeapOfItsOwn() throws Exception {
        new JavaProgram(HeavyPolicies.class).with("-Xmx256m").run();
    }
}
