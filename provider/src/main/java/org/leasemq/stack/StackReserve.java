package org.leasemq.stack;

/**
 * Sees to it that the calling thread has stack left for what it is about to begin. An application whose recursion runs out of
 * stack inside a call gets its {@link StackOverflowError} before anything has been changed, rather than in the middle of a
 * change that others depend on. Each question costs some nanoseconds. Thread-safe.
 */
public final class StackReserve {
    private static final LargeFrame SECTION = LargeFrame.of(16 << 10);
    private static final LargeFrame CALL = LargeFrame.of(40 << 10);
    private static final LargeFrame STORE = LargeFrame.of(96 << 10);

    private StackReserve() {}

    /**
     * For a short section that holds a lock of the engine.
     *
     * @throws StackOverflowError if there is not enough
     */
    public static void forSection() {
        SECTION.enter(false);
    }

    /**
     * For a call of a client, with the sections in it: to be asked before the first of them.
     *
     * @throws StackOverflowError if there is not enough
     */
    public static void forCall() {
        CALL.enter(false);
    }

    /**
     * For what calls the database.
     *
     * @throws StackOverflowError if there is not enough
     */
    public static void forStore() {
        STORE.enter(false);
    }

    /** Whether there is enough for what calls the database. */
    public static boolean sufficesForStore() {
        try {
            STORE.enter(false);
            return true;
        } catch (StackOverflowError e) {
            return false;
        }
    }
}
