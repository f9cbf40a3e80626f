package org.leasemq.jms;

import jakarta.jms.JMSException;
import jakarta.jms.MessageListener;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.leasemq.engine.EngineException;

/** Runs the listeners of one session, one at a time, on the session's own thread. */
final class ListenerLoop implements Runnable {
    private static final System.Logger LOG = System.getLogger(ListenerLoop.class.getName());
    private static final Duration UNREADABLE_FOR = Duration.ofSeconds(1);

    private final Gate gate;
    private final Leasing leasing;
    private final Acknowledgement acknowledgement;
    private final Incoming incoming;
    private final LeaseMQMessage.Acknowledgeable acknowledgeable;
    private final Consumer<JMSException> errors;
    private int turn;

    ListenerLoop(
            Gate gate,
            Leasing leasing,
            Acknowledgement acknowledgement,
            Incoming incoming,
            LeaseMQMessage.Acknowledgeable acknowledgeable,
            Consumer<JMSException> errors) {
        this.gate = gate;
        this.leasing = leasing;
        this.acknowledgement = acknowledgement;
        this.incoming = incoming;
        this.acknowledgeable = acknowledgeable;
        this.errors = errors;
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
                return () -> failed(failure);
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

    private void failed(EngineException failure) {
        if (!(failure instanceof EngineException.Closed)) {
            errors.accept(JmsErrors.of(failure));
        }
    }

    private void deliver(Line line, MessageListener listener, Leased lease) {
        try {
            LeaseMQMessage message = read(line, lease);
            if (message != null) {
                hand(message, listener, lease);
            }
        } catch (JMSException e) {
            errors.accept(e);
        } catch (EngineException e) {
            errors.accept(JmsErrors.of(e));
        } finally {
            gate.leaveListener();
        }
    }

    /** Reads the message; one that cannot be read goes back for a while. */
    private LeaseMQMessage read(Line line, Leased lease) throws JMSException {
        try {
            return incoming.decode(lease.delivery(), line.queue(), acknowledgeable);
        } catch (JMSException | EngineException e) {
            leasing.hide(List.of(lease), UNREADABLE_FOR);
            throw e instanceof JMSException jms ? jms : JmsErrors.of((EngineException) e);
        }
    }

    private void hand(LeaseMQMessage message, MessageListener listener, Leased lease) throws JMSException {
        acknowledgement.delivering(lease);
        try {
            listener.onMessage(message);
        } catch (Throwable e) { // whatever it is, the session goes on
            LOG.log(
                    Level.WARNING,
                    () -> "The listener for queue '" + lease.queue() + "' threw an exception on message "
                            + message.getJMSMessageID() + ", which is delivered again if the session's mode says so",
                    e);
            acknowledgement.threw(lease);
            return;
        }
        acknowledgement.listened(lease);
    }
}
