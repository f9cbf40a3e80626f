package org.leasemq.jms;

import jakarta.jms.JMSException;
import jakarta.jms.MessageListener;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.leasemq.log.Logs;

/** Runs the listeners of one session, one at a time, on the session's own thread. */
final class ListenerLoop implements Runnable {
    private static final System.Logger LOG = Logs.of(ListenerLoop.class);
    /** So long it is waited when the engine refuses to be asked, for want of a queue for example. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Gate gate;
    private final Deliveries deliveries;
    private final Acknowledgement acknowledgement;
    private int turn;

    ListenerLoop(Gate gate, Deliveries deliveries, Acknowledgement acknowledgement) {
        this.gate = gate;
        this.deliveries = deliveries;
        this.acknowledgement = acknowledgement;
    }

    @Override
    public void run() {
        for (Runnable next = next(); next != null; next = next()) {
            run(next);
        }
    }

    private static void run(Runnable next) {
        try {
            next.run();
        } catch (Throwable e) { // whatever it is, the session goes on
            LOG.log(Level.WARNING, "A message could not be handed to its listener; it comes again", e);
        }
    }

    /** What to do next, or null when the session is closed. */
    private Runnable next() {
        boolean idle = false;
        while (true) {
            List<Line> wanting;
            gate.lock();
            try {
                if (gate.isClosed()) {
                    return null;
                }
                Runnable next = gate.isOpen() ? ready() : null;
                if (next != null) {
                    return next;
                }
                wanting = gate.isOpen() ? wanting() : List.of();
                if (wanting.isEmpty() && idle) {
                    awaitChange();
                    continue;
                }
            } catch (InterruptedException e) {
                LOG.log(Level.DEBUG, "An interrupt does not end a session; close it", e);
                continue;
            } finally {
                gate.unlock();
            }
            if (wanting.isEmpty()) {
                acknowledgement.idle();
                idle = true;
            } else {
                wanting.forEach(Line::request);
            }
        }
    }

    /** Lines that were refused are tried again, now and then. */
    private void awaitChange() throws InterruptedException {
        List<Line> failed = gate.lines().stream().filter(Line::isFailed).toList();
        if (failed.isEmpty()) {
            gate.awaitChange();
        } else if (!gate.awaitChange(PAUSE)) {
            failed.forEach(Line::tryAgain);
        }
    }

    private List<Line> wanting() {
        List<Line> wanting = new ArrayList<>(1);
        for (Line line : gate.lines()) {
            if (line.wants()) {
                wanting.add(line);
            }
        }
        return wanting;
    }

    /** Looks for something that has come, beginning after the line that was served last. */
    private Runnable ready() {
        List<Line> lines = gate.lines();
        for (int i = 1; i <= lines.size(); i++) {
            int index = (turn + i) % lines.size();
            Line line = lines.get(index);
            JMSException failure = line.pollFailure();
            if (failure != null) {
                return () -> deliveries.failed(failure);
            }
            Leased lease = line.poll();
            MessageListener listener = line.listener();
            if (lease != null) {
                turn = index;
                gate.enterListener(line);
                return () -> deliveries.deliver(gate, line.source(), listener, lease);
            }
        }
        return null;
    }
}
