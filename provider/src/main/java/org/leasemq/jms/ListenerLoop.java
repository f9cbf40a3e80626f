package org.leasemq.jms;

import jakarta.jms.MessageListener;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import org.leasemq.engine.EngineException;

/** Runs the listeners of one session, one at a time, on the session's own thread. */
final class ListenerLoop implements Runnable {
    private static final System.Logger LOG = System.getLogger(ListenerLoop.class.getName());

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
            next.run();
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
                    gate.awaitChange();
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
            EngineException failure = line.pollFailure();
            if (failure != null) {
                return () -> deliveries.failed(failure);
            }
            Leased lease = line.poll();
            MessageListener listener = line.listener();
            if (lease != null) {
                turn = index;
                gate.enterListener(line);
                return () -> deliver(line, listener, lease);
            }
        }
        return null;
    }

    private void deliver(Line line, MessageListener listener, Leased lease) {
        try {
            deliveries.deliver(line.source(), listener, lease);
        } finally {
            gate.leaveListener();
        }
    }
}
