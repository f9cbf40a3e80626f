package org.leasemq.engine.local.recovery;

import java.lang.System.Logger.Level;
import org.leasemq.engine.local.queue.QueueState;
import org.leasemq.log.Logs;

/** Tells people of queues whose definitions cannot be read. */
final class SetAside {
    private static final System.Logger LOG = Logs.of(SetAside.class);

    private SetAside() {}

    static void report(QueueState queue) {
        if (queue.faults() != null) {
            LOG.log(
                    Level.WARNING,
                    "Queue '" + queue.name() + "' (number " + queue.number()
                            + ") is set aside, since its definition cannot be read: " + queue.faults()
                            + ". Its messages, " + queue.entries().size()
                            + " of them, are kept, and can be browsed and exported; nobody sends to it or receives"
                            + " from it. Set its attributes again, or delete it.");
        }
    }
}
