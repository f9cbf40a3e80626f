package org.leasemq.store.derby.failure;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.SyncFailedException;
import java.nio.channels.AsynchronousCloseException;
import java.sql.SQLException;
import org.apache.derby.shared.common.error.ShutdownException;
import org.junit.jupiter.api.Test;

/** Which failures make the store open its database anew. */
class FailuresTest {
    @Test
    void anErrorThatDerbyWrappedIsFatalAndWhatEndsAStatementIsNot() {
        SQLException javaException = new SQLException("Java exception", "XJ001", 0, new OutOfMemoryError());
        SQLException outer = new SQLException("see the next exception", "38000", 20_000);
        outer.setNextException(javaException);
        assertTrue(Failures.isFatal(javaException));
        assertTrue(Failures.isFatal(outer));
        assertFalse(Failures.isFatal(new SQLException("a value is too long", "22001", 20_000)));
        assertFalse(Failures.isFatal(new SQLException("Java exception", "XJ001", 0, new RuntimeException())));
        assertTrue(Failures.isFatal(new SQLException("Java exception", "XJ001", 0, new ShutdownException())));
    }

    @Test
    void aFileThatAnInterruptClosedIsTheWorkOfAnInterrupt() {
        SQLException creation = new SQLException("Exception during creation of file", "XSDF1", 40_000);
        assertFalse(Failures.isInterrupt(creation));
        creation.initCause(new IOException(new SyncFailedException("sync failed")));
        assertTrue(Failures.isInterrupt(creation));
        SQLException outer = new SQLException("see the next exception", "38000", 20_000);
        outer.setNextException(new SQLException("write", "XSDG1", 45_000, new AsynchronousCloseException()));
        assertTrue(Failures.isInterrupt(outer));
        assertTrue(Failures.isInterrupt(new SQLException("interrupted", "08000", 40_000)));
        assertFalse(Failures.isInterrupt(new SQLException("no connection", "08003", 40_000)));
    }
}
