package org.leasemq.console.figures;

import java.util.List;

/**
 * Counts over time.
 *
 * @param times of each, in seconds since the epoch
 * @param values by count: waiting, in flight, sent each second, done each second
 */
public record History(long[] times, List<float[]> values) {}
