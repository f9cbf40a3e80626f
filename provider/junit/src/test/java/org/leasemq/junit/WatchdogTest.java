package org.leasemq.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSRuntimeException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class WatchdogTest {

    @RegisterExtension
    static final LeaseMQExtension LEASEMQ = LeaseMQExtension.inMemory().stoppedAt(Instant.EPOCH);

    @Test
    void aReceiveThatNothingEndsIsInterruptedAndSaysWhereItWaited(ConnectionFactory factory) {
        try (JMSContext context = factory.createContext();
                Watchdog watchdog = new Watchdog(Duration.ofMillis(50))) {
            JMSConsumer empty = context.createConsumer(context.createQueue("empty"));
            AssertionError late = assertThrows(AssertionError.class, () -> watchdog.guard(() -> empty.receive(1_000)));
            assertTrue(late.getMessage().contains("advances the clock"), late.getMessage());
            boolean inReceive = false;
            for (StackTraceElement frame : late.getStackTrace()) {
                inReceive |= frame.getMethodName().equals("receive");
            }
            assertTrue(inReceive);
            assertSame(JMSRuntimeException.class, late.getSuppressed()[0].getClass());
            assertFalse(Thread.currentThread().isInterrupted());
        }
    }

    @Test
    void whatIsInTimeKeepsItsResultOrItsFailure() throws Throwable {
        try (Watchdog watchdog = new Watchdog(Duration.ofMinutes(1))) {
            assertEquals("done", watchdog.guard(() -> "done"));
            IllegalStateException failure = new IllegalStateException("no");
            assertSame(
                    failure,
                    assertThrows(
                            IllegalStateException.class,
                            () -> watchdog.guard(() -> {
                                throw failure;
                            })));
        }
    }
}
