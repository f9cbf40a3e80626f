package org.leasemq.console.figures;

import org.leasemq.engine.model.QueueInfo;
import org.leasemq.engine.model.QueueStatistics;

/**
 * A queue as it was when it was looked at last.
 *
 * @param info what it is
 * @param counts what is in it
 * @param sentRate messages sent to it each second, lately
 * @param doneRate messages deleted, dead-lettered or expired each second, lately
 * @param growing whether more and more waits in it
 */
public record Row(QueueInfo info, QueueStatistics counts, float sentRate, float doneRate, boolean growing) {

    public String name() {
        return info.name();
    }

    /** Messages that wait, now or later. */
    public long waiting() {
        return counts.available() + counts.delayed();
    }

    long done() {
        return counts.deleted() + counts.deadLettered() + counts.expired();
    }

    boolean isUsed() {
        return waiting() + counts.inFlight() + counts.sent() + counts.received() > 0;
    }
}
