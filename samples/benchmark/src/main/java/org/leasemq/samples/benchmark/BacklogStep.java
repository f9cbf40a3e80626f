package org.leasemq.samples.benchmark;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.regex.Pattern;

/**
 * What filling or draining took.
 *
 * @param seconds from the first message to the last
 * @param peakHeap bytes: the most that was ever used, garbage included
 * @param liveHeap bytes in use after it, without garbage
 */
record BacklogStep(double seconds, long peakHeap, long liveHeap) {
    private static final Pattern SPACE = Pattern.compile(" ");

    /** Takes the memory as it is now. */
    static BacklogStep now(double seconds) {
        long peak = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getPeakUsage)
                .mapToLong(usage -> usage.getUsed())
                .sum();
        System.gc();
        long live = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        return new BacklogStep(seconds, Math.min(peak, Runtime.getRuntime().maxMemory()), live);
    }

    /** One line, from which {@link #parse} makes it again. */
    String line() {
        return seconds + " " + peakHeap + " " + liveHeap;
    }

    static BacklogStep parse(String line) {
        String[] values = SPACE.split(line, -1);
        return new BacklogStep(Double.parseDouble(values[0]), Long.parseLong(values[1]), Long.parseLong(values[2]));
    }
}
