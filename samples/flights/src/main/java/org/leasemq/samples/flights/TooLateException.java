package org.leasemq.samples.flights;

/** A departure that cannot be processed, now or later. */
final class TooLateException extends Exception {
    private static final long serialVersionUID = 1L;

    TooLateException(int number, Departure departure) {
        super("Departure " + number + " from " + departure.origin() + " left " + departure.delay()
                + " minutes late, which is more than four hours");
    }
}
