package org.leasemq.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;
import org.junit.platform.launcher.listeners.TestExecutionSummary.Failure;

/** Runs classes as JUnit runs them, among them one whose tests fail. */
class WholeClassTest {

    private static TestExecutionSummary run(Class<?> testClass) {
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectClass(testClass))
                                .build(),
                        listener);
        return listener.getSummary();
    }

    /** Not run by itself. */
    @TestMethodOrder(MethodOrderer.MethodName.class)
    static class Waiting {
        @RegisterExtension
        static final LeaseMQExtension LEASEMQ =
                LeaseMQExtension.inMemory().stoppedAt(Instant.EPOCH).timeLimit(Duration.ofSeconds(3));

        @Test
        void aWaitsWithoutATimeout(ConnectionFactory factory) {
            try (JMSContext context = factory.createContext()) {
                context.createConsumer(context.createQueue("empty")).receive();
            }
        }

        @Test
        void bWaitsForAClockThatStandsStill(ConnectionFactory factory) {
            try (JMSContext context = factory.createContext()) {
                context.createConsumer(context.createQueue("empty")).receive(1);
            }
        }

        @Test
        void cDoesNotWait() {
            assertEquals(0, LEASEMQ.queue("empty").count());
        }
    }

    @Test
    void testsThatWaitForEverFailAndTheOthersGoOn() {
        TestExecutionSummary summary = run(Waiting.class);
        assertEquals(1, summary.getTestsSucceededCount());
        List<Failure> failures = summary.getFailures();
        assertEquals(2, failures.size());
        for (Failure failure : failures) {
            AssertionError error = assertInstanceOf(AssertionError.class, failure.getException());
            assertTrue(error.getMessage().contains("PT3S"), error.getMessage());
        }
    }

    /** Not run by itself. */
    static class Sending {
        @RegisterExtension
        static final LeaseMQExtension LEASEMQ = LeaseMQExtension.inMemory();

        @Test
        void whatIsSentIsThereButNothingElse() {
            assertTrue(LEASEMQ.queue("orders").toString().contains("sent=0"));
            try (JMSContext context = LEASEMQ.connectionFactory().createContext()) {
                context.createProducer().send(context.createQueue("orders"), "one");
            }
            assertEquals(1, LEASEMQ.queue("orders").count());
        }
    }

    @Test
    void aClassThatIsRunAgainHasAnotherEngineAndTheFirstIsClosed() {
        for (int i = 0; i < 2; i++) {
            TestExecutionSummary summary = run(Sending.class);
            assertEquals(
                    1,
                    summary.getTestsSucceededCount(),
                    () -> summary.getFailures().toString());
            assertThrows(IllegalStateException.class, Sending.LEASEMQ::now);
        }
    }
}
