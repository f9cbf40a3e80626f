package org.leasemq.log;

/**
 * Where loggers come from. Theirs never throw: whoever logs that something went wrong has to go on afterwards, also where the
 * application's exceptions, or its logging, throw exceptions themselves.
 */
public final class Logs {
    private Logs() {}

    /** The logger with the name of a class. */
    public static System.Logger of(Class<?> owner) {
        return of(owner.getName());
    }

    /** The logger of that name. */
    public static System.Logger of(String name) {
        return new SteadyLogger(System.getLogger(name));
    }
}
