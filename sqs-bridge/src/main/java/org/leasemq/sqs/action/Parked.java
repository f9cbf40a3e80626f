package org.leasemq.sqs.action;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.leasemq.engine.Completion;

/** The receives that wait for messages. Safe for use by several threads. */
public final class Parked {
    private final Set<Completion<?>> receives = ConcurrentHashMap.newKeySet();
    private volatile boolean over;

    void add(Completion<?> receive) {
        receives.add(receive);
        if (over) {
            receive.cancel();
        }
    }

    void remove(Completion<?> receive) {
        receives.remove(receive);
    }

    /** How many wait. */
    public int size() {
        return receives.size();
    }

    /** Ends all of them without messages, and those that come: the server stops. */
    public void endAll() {
        over = true;
        receives.forEach(Completion::cancel);
    }
}
