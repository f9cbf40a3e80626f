package org.leasemq.sqs.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.leasemq.process.JavaProgram;

/** A process that cannot go on ends, with a status and a line that says why. */
@Timeout(120)
class VitalThreadsTest {

    @ParameterizedTest
    @CsvSource({
        "alone, Thread victim died of java.lang.OutOfMemoryError",
        "with-nothing-left, Thread victim died of java.lang.OutOfMemoryError",
        "that-logs, OutOfMemoryError",
        "of-the-http-library, OutOfMemoryError",
        "that-is-told-to-end, Stopping has not ended within 1 seconds",
    })
    void theProcessEndsWithALineThatSaysWhy(String thread, String why) throws Exception {
        String said = new JavaProgram(DyingThread.class, thread).with("-Xmx24m").run(VitalThreads.STATUS);
        assertTrue(said.contains("leasemq: ") && said.contains(why), said);
    }
}
