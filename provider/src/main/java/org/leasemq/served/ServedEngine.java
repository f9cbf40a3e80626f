package org.leasemq.served;

import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executor;
import org.leasemq.annotation.GuardedBy;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.ReceiveRequest;
import org.leasemq.engine.TimeSource;
import org.leasemq.engine.wire.FrameType;
import org.leasemq.engine.wire.Verb;
import org.leasemq.engine.wire.Verbs;
import org.leasemq.engine.wire.WireOut;
import org.leasemq.log.Logs;

/** An engine that is served to clients elsewhere. Safe for use by several threads. */
public final class ServedEngine implements AutoCloseable {
    private static final System.Logger LOG = Logs.of(ServedEngine.class);

    /** Bytes that something that is asked in parts takes at most. */
    private static final long LONGEST_CALL = 1L << 30;

    /** @param mostMillis for how long a session may be missed at most */
    public record Limits(long leastMillis, long mostMillis) {
        /** Between a second and an hour. */
        public static final Limits USUAL = new Limits(1000, 3_600_000);
    }

    private final LeaseEngine engine;
    private final Executor threads;
    private final TimeSource clock;
    private final Watch watch;
    private final Limits limits;

    @GuardedBy("this")
    private final Map<UUID, ServedSession> sessions = new HashMap<>();

    /**
     * @param engine not closed by this
     * @param threads for what may take long; may refuse
     * @param watch has sessions looked at that may have been silent for too long
     */
    public ServedEngine(LeaseEngine engine, Executor threads, TimeSource clock, Watch watch, Limits limits) {
        this.engine = engine;
        this.threads = threads;
        this.clock = clock;
        this.watch = watch;
        this.limits = limits;
    }

    /** A connection begins. */
    public ServedConnection connection(Outlet outlet) {
        return new ServedConnection(this, outlet, LONGEST_CALL);
    }

    Executor threads() {
        return threads;
    }

    /** Whether the caller's thread could be kept for longer than others should wait for it: by filters, or by the disk. */
    boolean mayTakeLong(Verb<?, ?> verb, Object request) {
        return verb == Verbs.BROWSE
                || verb == Verbs.READ
                || request instanceof ReceiveRequest receive && receive.selection() != null;
    }

    void log(String what, RuntimeException cause) {
        LOG.log(Level.DEBUG, what, cause);
    }

    // -------------------------------------------------------------------------------------------- sessions

    /** The session of that id, on a new connection. */
    ServedSession session(UUID id, String description, long wishedMillis, Outlet outlet) {
        ServedSession session;
        boolean stillThere;
        synchronized (this) {
            session = sessions.get(id);
            stillThere = session != null;
            if (!stillThere) {
                long timeout = Math.max(limits.leastMillis(), Math.min(limits.mostMillis(), wishedMillis));
                session = new ServedSession(id, description, timeout, engine, this);
                sessions.put(id, session);
            }
            heardOf(session);
            if (!stillThere) {
                watch(session);
            }
        }
        WireOut welcome = new WireOut();
        welcome.writeInt(FrameType.VERSION);
        welcome.writeBoolean(stillThere);
        welcome.writeLong(session.timeoutMillis);
        session.connected(outlet, FrameType.WELCOME.frame(welcome));
        return session;
    }

    void heardOf(ServedSession session) {
        session.heardAt = clock.elapsedMillis();
    }

    @GuardedBy("this")
    private void watch(ServedSession session) {
        long left = session.heardAt + session.timeoutMillis - clock.elapsedMillis();
        session.watch = watch.in(Math.max(1, left), () -> look(session));
    }

    /** Whether it has been silent for too long. */
    private void look(ServedSession session) {
        synchronized (this) {
            if (sessions.get(session.id) != session) {
                return;
            }
            if (session.heardAt + session.timeoutMillis > clock.elapsedMillis()) {
                watch(session);
                return;
            }
            sessions.remove(session.id);
        }
        LOG.log(
                Level.INFO,
                session + " has not been heard of for " + session.timeoutMillis
                        + " ms: what it had is given up, and others get what it was working on.");
        session.close();
    }

    /** It has said that it ends. */
    void end(ServedSession session) {
        synchronized (this) {
            sessions.remove(session.id, session);
            session.watch.stop();
        }
        session.close();
    }

    /** Ends all sessions. The engine goes on. */
    @Override
    public void close() {
        List<ServedSession> all;
        synchronized (this) {
            all = List.copyOf(sessions.values());
            sessions.clear();
            all.forEach(session -> session.watch.stop());
        }
        all.forEach(ServedSession::close);
    }
}
