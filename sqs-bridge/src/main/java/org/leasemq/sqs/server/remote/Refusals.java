package org.leasemq.sqs.server.remote;

import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.Map;
import org.leasemq.engine.TimeSource;
import org.leasemq.log.Logs;
import org.leasemq.log.Seldom;

/** Tells the operator what is refused, seldom for each address. Safe for use by several threads. */
final class Refusals {
    private static final System.Logger LOG = Logs.of(Refusals.class);
    /** Whoever comes from more addresses shares his lines with others. */
    private static final int MOST_ADDRESSES = 256;

    private final TimeSource clock;
    private final Map<String, Seldom> byAddress = new HashMap<>();
    private final Seldom others;

    Refusals(TimeSource clock) {
        this.clock = clock;
        this.others = new Seldom(clock::elapsedMillis);
    }

    private synchronized Seldom of(String address) {
        if (byAddress.size() >= MOST_ADDRESSES) {
            return byAddress.getOrDefault(address, others);
        }
        return byAddress.computeIfAbsent(address, key -> new Seldom(clock::elapsedMillis));
    }

    void of(String address, String why) {
        String more = of(address).more();
        if (more != null) {
            LOG.log(Level.WARNING, "A connection of " + address + " was refused: " + why + "." + more);
        }
    }

    /** A failure of this side. */
    void failed(String address, Throwable cause) {
        LOG.log(Level.ERROR, "A connection of " + address + " was ended, since something failed here: " + cause, cause);
    }
}
