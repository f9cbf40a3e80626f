package org.leasemq.jms.delivery;

import java.lang.System.Logger.Level;
import org.leasemq.jms.acknowledge.Acknowledgement;
import org.leasemq.jms.acknowledge.Leased;
import org.leasemq.log.Logs;

/** Runs the listeners of one session, one at a time, on the session's own thread. */
public final class ListenerLoop implements Runnable {
    private static final System.Logger LOG = Logs.of(ListenerLoop.class);

    private final DeliveryMonitor<Fetcher, Leased> monitor;
    private final Handover handover;
    private final Acknowledgement acknowledgement;
    /** Whether nothing has been handed over since the last rest. */
    private boolean rested;

    public ListenerLoop(DeliveryMonitor<Fetcher, Leased> monitor, Handover handover, Acknowledgement acknowledgement) {
        this.monitor = monitor;
        this.handover = handover;
        this.acknowledgement = acknowledgement;
    }

    @Override
    public void run() {
        while (!(next() instanceof Step.End)) {
            // goes on
        }
    }

    private Step<Fetcher, Leased> next() {
        while (true) {
            try {
                Step<Fetcher, Leased> step = monitor.next(rested);
                take(step);
                return step;
            } catch (InterruptedException e) {
                LOG.log(Level.DEBUG, "An interrupt does not end a session; close it", e);
            }
        }
    }

    private void take(Step<Fetcher, Leased> step) {
        if (step instanceof Step.Ask<Fetcher, Leased> ask) {
            ask.consumers().forEach(Fetcher::request);
        } else if (step instanceof Step.Rest) {
            rested = true;
            acknowledgement.idle();
        } else {
            rested = false;
            handOver(step);
        }
    }

    private void handOver(Step<Fetcher, Leased> step) {
        try {
            if (step instanceof Step.Hand<Fetcher, Leased> hand) {
                handover.toListener(hand.listener(), hand.message());
            } else if (step instanceof Step.Tell<Fetcher, Leased> tell) {
                handover.failed(tell.failure());
            }
        } catch (Throwable e) { // whatever it is, the session goes on
            LOG.log(Level.WARNING, "A message could not be handed to its listener; it comes again", e);
        }
    }
}
