package org.leasemq.log;

/**
 * Where loggers come from. Theirs never throw: whoever logs that something went wrong has to go on afterwards, also where the
 * application's exceptions, or its logging, throw exceptions themselves.
 */
public final class Logs {
    private static volatile Runnable whenOutOfMemory = () -> {};

    private Logs() {}

    /**
     * Has something done when there is not even memory to log something, which nobody would hear of otherwise.
     *
     * @param action makes no objects; runs on the thread that wanted to log
     */
    public static void whenOutOfMemory(Runnable action) {
        whenOutOfMemory = action;
    }

    static void outOfMemory() {
        whenOutOfMemory.run();
    }

    /** The logger with the name of a class. */
    public static System.Logger of(Class<?> owner) {
        return of(owner.getName());
    }

    /** The logger of that name. */
    public static System.Logger of(String name) {
        return new SteadyLogger(System.getLogger(name));
    }
}
