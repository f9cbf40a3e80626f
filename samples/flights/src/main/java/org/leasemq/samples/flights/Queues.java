package org.leasemq.samples.flights;

import java.nio.file.Path;
import org.leasemq.jms.LeaseMQConnectionFactory;

/** The queues of the demo and how to reach them. The only place that knows which provider it is. */
final class Queues {
    static final String DEPARTURES = "departures.fifo";
    static final String DEAD_LETTERS = "departures-dlq.fifo";
    static final String RESULTS = "results";
    static final String FAILURES = "failures";

    /** Property of every message: the number of the departure. */
    static final String NUMBER = "number";

    static final int ATTEMPTS = 3;

    private Queues() {}

    /** Opens the database in {@code directory}, which is created if it is not there. Queues are created when used. */
    static LeaseMQConnectionFactory open(Path directory) {
        return new LeaseMQConnectionFactory("leasemq:derby:" + directory.toUri().getRawPath() + "?max-receive-count="
                + ATTEMPTS + "&dead-letter-queue={queue}-dlq");
    }
}
