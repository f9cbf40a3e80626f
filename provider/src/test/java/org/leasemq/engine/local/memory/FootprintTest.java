package org.leasemq.engine.local.memory;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.leasemq.process.JavaProgram;

/** What is counted is what things take. */
class FootprintTest {

    @Test
    @Timeout(300)
    void whatIsCountedIsWhatThingsTakeInAHeapOfItsOwn() throws Exception {
        new JavaProgram(FilledHeap.class).with("-Xmx256m").run();
    }
}
