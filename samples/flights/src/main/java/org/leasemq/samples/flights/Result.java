package org.leasemq.samples.flights;

/**
 * What became of a departure that was processed.
 *
 * @param number its place in the timetable
 * @param origin the airport it left
 * @param verdict such as {@code 66 min late}
 * @param attempt which delivery of its message it was, from 1
 * @param processor who processed it
 */
record Result(int number, String origin, String verdict, int attempt, String processor) {

    static Result of(int number, Departure departure, int attempt, String processor) {
        return new Result(number, departure.origin(), verdict(departure.delay()), attempt, processor);
    }

    private static String verdict(int delay) {
        if (delay == 0) {
            return "on time";
        }
        return delay > 0 ? delay + " min late" : -delay + " min early";
    }
}
