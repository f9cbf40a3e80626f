package org.leasemq.samples.benchmark;

import java.util.Arrays;
import java.util.List;

/** Latencies seen by one thread, in nanoseconds. Not thread-safe. */
final class Latencies {
    private static final double NANOS_PER_MILLISECOND = 1e6;

    private long[] nanos;
    private int size;

    Latencies(int expected) {
        nanos = new long[Math.max(16, expected)];
    }

    void add(long latency) {
        if (size == nanos.length) {
            nanos = Arrays.copyOf(nanos, 2 * size);
        }
        nanos[size++] = latency;
    }

    /**
     * The values below which these shares of all latencies lie.
     *
     * @param shares between 0 and 1
     * @return milliseconds, one for each share; NaN if there are no latencies
     */
    static double[] percentiles(List<Latencies> all, double... shares) {
        long[] sorted = all.stream()
                .flatMapToLong(each -> Arrays.stream(each.nanos, 0, each.size))
                .sorted()
                .toArray();
        return Arrays.stream(shares)
                .map(share -> sorted.length == 0
                        ? Double.NaN
                        : sorted[(int) Math.min(sorted.length - 1L, (long) (share * sorted.length))]
                                / NANOS_PER_MILLISECOND)
                .toArray();
    }
}
