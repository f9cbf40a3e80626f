package org.leasemq.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Where there is said to be enough stack there is, in the interpreter and in compiled code. */
@Timeout(60)
class StackReserveTest {
    private static final int STACK_BYTES = 400 << 10;
    private static final int LEVELS_BETWEEN = 20;
    private static final int MOST_QUESTIONS = 300;
    /** Less than 16 KiB: of the size that interpreted methods with so many arguments have. */
    private static final int LEVELS_USED = 32;

    private int level;
    private int refused;
    private int granted;
    private int broken;

    @SuppressWarnings("InfiniteRecursion") // the stack ends it
    private void goDown() {
        level++;
        try {
            goDown();
        } catch (StackOverflowError e) {
            assertTrue(level > 0);
        }
        level--;
        if (level % LEVELS_BETWEEN == 0 && refused + granted < MOST_QUESTIONS) {
            ask();
        }
    }

    private void ask() {
        try {
            StackReserve.forSection();
        } catch (StackOverflowError e) {
            refused++;
            return;
        }
        granted++;
        try {
            assertEquals(LEVELS_USED + 36, use(LEVELS_USED, 1, 2, 3, 4, 5, 6, 7, 8));
        } catch (StackOverflowError e) {
            broken++;
        }
    }

    private static long use(int left, long a, long b, long c, long d, long e, long f, long g, long h) {
        return left == 0 ? a + b + c + d + e + f + g + h : 1 + use(left - 1, a, b, c, d, e, f, g, h);
    }

    private void run() throws Exception {
        FutureTask<Void> task = new FutureTask<>(this::goDown, null);
        new Thread(null, task, "deep", STACK_BYTES).start();
        task.get(50, TimeUnit.SECONDS);
    }

    @Test
    void whoIsNotRefusedHasEnoughStackAlsoWhereTheQuestionWasCompiled() throws Exception {
        run();
        assertTrue(refused > 0 && granted > 0, refused + " refused, " + granted + " granted");
        for (int i = 0; i < 50_000; i++) {
            StackReserve.forSection(); // often enough to be compiled
        }
        refused = 0;
        granted = 0;
        run();
        assertTrue(refused > 0 && granted > 0, refused + " refused, " + granted + " granted");
        assertEquals(0, broken);
    }

    @Test
    void theDatabaseIsSaidToHaveEnoughWhereNobodyIsDeepDown() {
        StackReserve.forCall();
        StackReserve.forStore();
        assertTrue(StackReserve.sufficesForStore());
    }
}
