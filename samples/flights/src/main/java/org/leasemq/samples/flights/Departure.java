package org.leasemq.samples.flights;

/**
 * One departure of a flight.
 *
 * @param date local time, such as {@code 2001/01/01 00:47}
 * @param delay minutes; negative if it left early
 * @param distance miles
 * @param origin code of the airport it leaves, such as {@code DTW}
 * @param destination code of the airport it flies to
 */
record Departure(String date, int delay, int distance, String origin, String destination) {
    private static final int TOO_LATE_MINUTES = 4 * 60;

    /** Whether it left more than four hours late: such a departure cannot be processed. */
    boolean tooLate() {
        return delay > TOO_LATE_MINUTES;
    }
}
