package org.leasemq.simulation;

/** What is thrown at the engine from outside. */
final class Fault {
    private Fault() {}

    /** The process dies. */
    static final class Death extends Error {
        private static final long serialVersionUID = 1L;

        Death() {
            super("the process dies here", null, false, false);
        }
    }

    /** Something unforeseen, such as a bug. */
    static final class Unforeseen extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unforeseen() {
            super("unforeseen", null, false, false);
        }
    }

    /** Something worse, such as exhausted memory; the process goes on. */
    static final class Exhaustion extends Error {
        private static final long serialVersionUID = 1L;

        Exhaustion() {
            super("exhausted", null, false, false);
        }
    }
}
