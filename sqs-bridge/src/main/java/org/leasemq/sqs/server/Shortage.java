package org.leasemq.sqs.server;

import java.util.Map;
import org.leasemq.sqs.dispatch.Dispatcher;
import org.leasemq.sqs.wire.ErrorCode;

/** Has something done for those who are refused for the moment, which is for want of memory. Safe for use by several threads. */
final class Shortage implements Dispatcher.Observer {
    private final Dispatcher.Observer next;
    private final Runnable relief;

    /**
     * @param next is told of everything
     * @param relief must not wait
     */
    Shortage(Dispatcher.Observer next, Runnable relief) {
        this.next = next;
        this.relief = relief;
    }

    @Override
    public void answered(String action, Map<String, Object> values) {
        next.answered(action, values);
    }

    @Override
    public void refused(String action, ErrorCode code) {
        next.refused(action, code);
        if (code == ErrorCode.SERVICE_UNAVAILABLE) {
            relief.run();
        }
    }
}
