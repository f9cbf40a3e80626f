package org.leasemq.sqs.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx24m",
                        "-classpath",
                        System.getProperty("java.class.path"),
                        DyingThread.class.getName(),
                        thread)
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertEquals(VitalThreads.STATUS, process.waitFor(), said);
        assertTrue(said.contains("leasemq: ") && said.contains(why), said);
    }
}
