package org.leasemq.store.derby;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
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
    }
}
