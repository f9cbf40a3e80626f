package org.leasemq.console.figures;

import java.util.ArrayList;
import java.util.List;

/** The counts of a queue: of the last minutes each 10 seconds, of the last day each 5 minutes. For one thread. */
final class QueueHistory {
    static final int RECENT = 60;
    static final int DAY = 288;
    private static final int COUNTS = 4;
    static final long BYTES = COUNTS * (Ring.bytes(RECENT) + Ring.bytes(DAY)) + 200;

    private final List<Ring> recent = new ArrayList<>(COUNTS);
    private final List<Ring> day = new ArrayList<>(COUNTS);

    QueueHistory() {
        for (int i = 0; i < COUNTS; i++) {
            recent.add(new Ring(RECENT));
            day.add(new Ring(DAY));
        }
    }

    void setRecent(long moment, Row row) {
        set(recent, moment, row);
    }

    void setDay(long moment, Row row) {
        set(day, moment, row);
    }

    private static void set(List<Ring> rings, long moment, Row row) {
        rings.get(0).set(moment, row.waiting());
        rings.get(1).set(moment, row.counts().inFlight());
        rings.get(2).set(moment, row.sentRate());
        rings.get(3).set(moment, row.doneRate());
    }

    float[] recentDepths(long moment) {
        return recent.get(0).last(moment, RECENT);
    }

    List<float[]> lastOf(boolean ofDay, long moment) {
        return (ofDay ? day : recent)
                .stream().map(ring -> ring.last(moment, Integer.MAX_VALUE)).toList();
    }
}
