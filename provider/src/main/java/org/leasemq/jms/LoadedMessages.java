package org.leasemq.jms;

import jakarta.jms.JMSException;
import jakarta.jms.MessageListener;
import java.util.ArrayDeque;
import java.util.List;
import org.leasemq.jms.error.JmsErrors;

/**
 * What a connection consumer has loaded into a session of an application server, for {@link jakarta.jms.Session#run} to hand
 * to the session's own listener (Jakarta Messaging 3.1, chapter 11). The session owns the leases.
 */
final class LoadedMessages {
    private final Gate gate;
    private final Acknowledgement acknowledgement;
    private final Deliveries deliveries;
    /** Guarded by the gate's lock. */
    private final ArrayDeque<Loaded> messages = new ArrayDeque<>();

    private volatile MessageListener listener;

    private record Loaded(Line line, Leased lease) {}

    LoadedMessages(Gate gate, Acknowledgement acknowledgement, Deliveries deliveries) {
        this.gate = gate;
        this.acknowledgement = acknowledgement;
        this.deliveries = deliveries;
    }

    MessageListener listener() {
        return listener;
    }

    void setListener(MessageListener value) {
        listener = value;
    }

    /** Adds messages that have come from a line. */
    void add(Line line, List<Leased> leases) {
        gate.lock();
        try {
            leases.forEach(lease -> messages.add(new Loaded(line, lease)));
        } finally {
            gate.unlock();
        }
    }

    /** Takes out what has not been handed over. */
    List<Leased> unload() {
        gate.lock();
        try {
            List<Leased> unseen = messages.stream().map(Loaded::lease).toList();
            messages.clear();
            return unseen;
        } finally {
            gate.unlock();
        }
    }

    /** Hands over all that is loaded, on the calling thread. */
    void run() throws JMSException {
        MessageListener present = listener;
        if (present == null) {
            throw JmsErrors.illegalState("The session has no message listener that its messages could be handed to. "
                    + "They come back when the session closes; set a listener before running it.");
        }
        for (Loaded next = next(); next != null; next = next()) {
            deliveries.deliver(gate, next.line.source(), present, next.lease);
        }
        acknowledgement.idle();
    }

    /** The next message; null when there is none, or the session is closed. */
    private Loaded next() {
        gate.lock();
        try {
            Loaded next = gate.isClosed() ? null : messages.poll();
            if (next != null) {
                gate.enterListener(next.line);
            }
            return next;
        } finally {
            gate.unlock();
        }
    }
}
