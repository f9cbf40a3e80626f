package org.leasemq.jms.delivery;

import jakarta.jms.JMSException;
import jakarta.jms.MessageListener;
import java.util.List;
import org.leasemq.jms.acknowledge.Acknowledgement;
import org.leasemq.jms.acknowledge.Leased;
import org.leasemq.jms.error.JmsErrors;

/**
 * What a connection consumer has loaded into a session of an application server, for {@link jakarta.jms.Session#run} to hand
 * to the session's own listener (Jakarta Messaging 3.1, chapter 11). The session owns the leases.
 */
public final class LoadedMessages {
    private final DeliveryMonitor<Fetcher, Leased> monitor;
    private final Acknowledgement acknowledgement;
    private final Handover handover;

    private volatile MessageListener listener;

    public LoadedMessages(
            DeliveryMonitor<Fetcher, Leased> monitor, Acknowledgement acknowledgement, Handover handover) {
        this.monitor = monitor;
        this.acknowledgement = acknowledgement;
        this.handover = handover;
    }

    public MessageListener listener() {
        return listener;
    }

    public void setListener(MessageListener value) {
        listener = value;
    }

    public void add(List<Leased> leases) {
        monitor.load(leases);
    }

    /** Takes out what has not been handed over. */
    public List<Leased> unload() {
        return monitor.unload();
    }

    /** Hands over all that is loaded, on the calling thread. */
    public void run() throws JMSException {
        MessageListener present = listener;
        if (present == null) {
            throw JmsErrors.illegalState("The session has no message listener that its messages could be handed to. "
                    + "They come back when the session closes; set a listener before running it.");
        }
        for (Leased next = monitor.nextLoaded(); next != null; next = monitor.nextLoaded()) {
            handover.toListener(present, next);
        }
        acknowledgement.idle();
    }
}
