package org.leasemq.samples.flights;

/**
 * A failed attempt to process a departure.
 *
 * @param number its place in the timetable
 * @param attempt which delivery of its message it was, from 1
 * @param reason why it failed
 */
record Failure(int number, int attempt, String reason) {}
