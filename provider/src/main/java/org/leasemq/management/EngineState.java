package org.leasemq.management;

import java.time.Duration;
import java.util.Map;
import org.leasemq.annotation.VisibleTo;
import org.leasemq.annotation.VisibleTo.Audience;
import org.leasemq.engine.model.Branch;

/**
 * How an engine is, as a whole.
 *
 * @param storeUp whether what is sent can be stored
 * @param setAside queues whose definition cannot be read
 * @param transactions how many there are that are prepared, or were decided by hand and are not forgotten: a count for each state
 * @param oldestPrepared how long ago the oldest was prepared for which nothing is decided; zero if there is none
 */
@VisibleTo(Audience.FACES)
public record EngineState(
        boolean storeUp, int setAside, Map<Branch.State, Integer> transactions, Duration oldestPrepared) {

    /** The same of an engine that does not answer any more. */
    public EngineState unreachable() {
        return new EngineState(false, setAside, transactions, oldestPrepared);
    }
}
