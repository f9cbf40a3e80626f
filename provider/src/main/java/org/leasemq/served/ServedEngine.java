package org.leasemq.served;

import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Executor;
import org.leasemq.annotation.GuardedBy;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.TimeSource;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.wire.FrameType;
import org.leasemq.engine.wire.Resumption;
import org.leasemq.engine.wire.WireOut;
import org.leasemq.log.Logs;
import org.leasemq.log.Seldom;
import org.leasemq.memory.MemoryShare;

/** An engine that is served to clients elsewhere. Safe for use by several threads. */
public final class ServedEngine implements AutoCloseable {
    private static final System.Logger LOG = Logs.of(ServedEngine.class);

    /** Bytes that something that is asked in parts takes at most. */
    private static final long LONGEST_CALL = 1L << 30;

    /**
     * How much is too much.
     *
     * @param leastMillis for how long a session is missed at least
     * @param mostMillis for how long it may be missed at most
     * @param absenceMillis for how long answers are remembered of a session that has been missed
     * @param sessions how many there may be, as far as there is memory for them
     * @param calls how many of one session may be without an answer that is known
     */
    public record Limits(long leastMillis, long mostMillis, long absenceMillis, int sessions, int calls) {
        /** Between a second and an hour, as many sessions as there is memory for, and 10,000 calls of each. */
        public static final Limits USUAL = new Limits(1000, 3_600_000, 3_600_000, Integer.MAX_VALUE, 10_000);

        public Limits withSessions(int most) {
            return new Limits(leastMillis, mostMillis, absenceMillis, most, calls);
        }
    }

    /** A part of the account, for sessions. */
    private static final int PART = 8;

    private final LeaseEngine engine;
    private final Executor threads;
    private final TimeSource clock;
    private final Watch watch;
    private final Limits limits;
    private final MemoryShare memory;
    private final Seldom silent;
    /** How many sessions there may be. */
    private final int most;

    @GuardedBy("this")
    private final Map<UUID, ServedSession> sessions = new HashMap<>();

    @GuardedBy("this")
    private final AbsentSessions absent;

    /** Sessions that somebody has ended, with what ends that. */
    @GuardedBy("this")
    private final Map<UUID, Watch.Stop> ended = new HashMap<>();

    @GuardedBy("this")
    private boolean closed;

    /** Whether answers have been waited for long enough. */
    @GuardedBy("this")
    private boolean impatient;

    /**
     * @param engine not closed by this
     * @param threads for what may take long; may refuse
     * @param watch has sessions looked at that may have been silent for too long
     * @param memory what clients take is counted there; not closed by this
     */
    public ServedEngine(
            LeaseEngine engine, Executor threads, TimeSource clock, Watch watch, Limits limits, MemoryShare memory) {
        this.engine = engine;
        this.threads = threads;
        this.clock = clock;
        this.watch = watch;
        this.limits = limits;
        this.memory = memory;
        this.silent = new Seldom(clock::elapsedMillis);
        this.most = (int)
                Math.min(limits.sessions(), Math.max(1, memory.account().limit() / PART / SessionMemory.OF_SESSION));
        this.absent = new AbsentSessions(most);
    }

    /** A connection begins of somebody who has no name, and may do everything. */
    public ServedConnection connection(Outlet outlet) {
        return connection(new Visitor(null, null, null, null, session -> engine), outlet);
    }

    /** A connection begins. */
    public ServedConnection connection(Visitor visitor, Outlet outlet) {
        return new ServedConnection(this, visitor, outlet, LONGEST_CALL, memory);
    }

    /** What time it is here. */
    long now() {
        return clock.millis();
    }

    long elapsed() {
        return clock.elapsedMillis();
    }

    Executor threads() {
        return threads;
    }

    LeaseEngine engine() {
        return engine;
    }

    void log(String what, Throwable cause) {
        LOG.log(Level.DEBUG, what, cause);
    }

    // -------------------------------------------------------------------------------------------- sessions

    /**
     * The session of that id, on a new connection.
     *
     * @throws NotServedException if there are too many, or it is somebody else's
     */
    ServedSession session(
            UUID id, String description, boolean returning, long wishedMillis, Visitor visitor, Outlet outlet) {
        visitor.requireMayHave(id);
        LeaseEngine his = visitor.engine().apply(id);
        long life = engine.newId().getMostSignificantBits();
        ServedSession session;
        boolean stillThere;
        synchronized (this) {
            if (ended.containsKey(id)) {
                throw new NotServedException("somebody has ended this session; begin another", false);
            }
            session = sessions.get(id);
            stillThere = session != null;
            if (stillThere) {
                session.visitor.requireSameAs(visitor);
                session.visitor = visitor;
            } else {
                absent.returned(id, visitor);
                requireRoom();
                long timeout = Math.max(limits.leastMillis(), Math.min(limits.mostMillis(), wishedMillis));
                SessionMemory own = new SessionMemory(memory, limits.calls());
                RememberedChanges changes = new RememberedChanges(id, his, returning);
                session = new ServedSession(id, life, description, timeout, visitor, his, this, own, changes);
                sessions.put(id, session);
            }
            heardOf(session);
            if (!stillThere) {
                watch(session);
            }
        }
        try {
            session.open();
        } catch (EngineException e) {
            drop(session);
            throw new NotServedException("no session can begin: " + e.getMessage(), true);
        }
        WireOut welcome = new WireOut();
        welcome.writeInt(FrameType.VERSION);
        welcome.writeLong(session.life);
        welcome.writeLong(session.timeoutMillis);
        welcome.writeLong(now());
        welcome.writeBytes(session.secret.told(visitor));
        session.connected(outlet, FrameType.WELCOME.frame(welcome));
        return session;
    }

    /** Nobody has been told of it yet. */
    private void drop(ServedSession session) {
        synchronized (this) {
            if (!sessions.remove(session.id, session)) {
                return;
            }
            session.watch.stop();
        }
        session.close(null);
    }

    @GuardedBy("this")
    private void requireRoom() {
        if (closed) {
            throw new NotServedException("the server ends", true);
        }
        if (sessions.size() >= most || !memory.hasRoomToHold(SessionMemory.OF_SESSION)) {
            throw new NotServedException(
                    "there are " + sessions.size() + " sessions, and room for no more: let programs end"
                            + " that are not needed, or give the server more heap, or a higher limit",
                    true);
        }
    }

    /** Whether somebody goes on with a session that is here and his, by its secret. */
    public boolean isResumedBy(String user, Resumption said) {
        ServedSession session;
        synchronized (this) {
            session = sessions.get(said.session());
        }
        return session != null && Objects.equals(session.visitor.user(), user) && session.secret.isKnownBy(said);
    }

    /** How many sessions there are. */
    public synchronized int sessions() {
        return sessions.size();
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
        List<ServedSession> surplus;
        synchronized (this) {
            if (sessions.get(session.id) != session) {
                return;
            }
            if (session.heardAt + session.timeoutMillis > clock.elapsedMillis()) {
                watch(session);
                return;
            }
            sessions.remove(session.id);
            absent.add(session, watch.in(limits.absenceMillis(), () -> forget(session)));
            surplus = absent.surplus();
        }
        String more = silent.more();
        if (more != null) {
            LOG.log(
                    Level.INFO,
                    session + " has not been heard of for " + session.timeoutMillis
                            + " ms: what it had is given up, and others get what it was working on." + more);
        }
        session.close(null);
        surplus.forEach(ServedSession::forget);
    }

    /** It has been absent for so long that it will not come back. */
    private void forget(ServedSession session) {
        synchronized (this) {
            if (!absent.remove(session)) {
                return;
            }
        }
        session.forget();
    }

    /** It has said that it ends. */
    void end(ServedSession session) {
        synchronized (this) {
            sessions.remove(session.id, session);
            session.watch.stop();
        }
        session.close(null);
        session.forget();
    }

    /**
     * Somebody ends a session, whose client is told; it is not let in again with that, unless the server is started again before it
     * comes. What was answered to it is remembered, so that nothing is done twice for it then.
     *
     * @param why in words
     * @return whether there was one
     */
    public boolean end(UUID id, String why) {
        ServedSession session;
        synchronized (this) {
            session = sessions.remove(id);
            if (session == null) {
                return false;
            }
            session.watch.stop();
            ended.put(id, watch.in(limits.absenceMillis(), () -> notEndedAnyMore(session)));
        }
        LOG.log(Level.INFO, session + " has been ended: " + why);
        session.close(ServedConnection.refusal(why, false));
        return true;
    }

    private void notEndedAnyMore(ServedSession session) {
        synchronized (this) {
            if (ended.remove(session.id) == null) {
                return;
            }
        }
        session.forget();
    }

    /** All sessions that there are. */
    public List<SeenSession> seen() {
        List<ServedSession> all;
        synchronized (this) {
            all = List.copyOf(sessions.values());
        }
        long now = clock.elapsedMillis();
        return all.stream().map(session -> session.seen(now)).toList();
    }

    Instant date() {
        return clock.instant();
    }

    /**
     * Has no new sessions, tells clients that this ends, and has what they asked answered. Receives that wait end. To be followed by
     * {@link #close}.
     *
     * @param mostMillis so long it waits for answers at most
     */
    public void end(long mostMillis) {
        List<ServedSession> all;
        synchronized (this) {
            closed = true;
            all = List.copyOf(sessions.values());
        }
        all.forEach(ServedSession::beginEnd);
        Watch.Stop limit = watch.in(mostMillis, this::waitNoMore);
        try {
            awaitAnswers(all);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            limit.stop();
        }
    }

    private synchronized void waitNoMore() {
        impatient = true;
        notifyAll();
    }

    private synchronized void awaitAnswers(List<ServedSession> all) throws InterruptedException {
        while (!impatient && !all.stream().allMatch(ServedSession::hasAnswered)) {
            wait();
        }
    }

    /** A session that ends has answered something. */
    synchronized void answered() {
        notifyAll();
    }

    /** Ends all sessions, and has no new ones. The engine goes on. */
    @Override
    public void close() {
        List<ServedSession> all;
        synchronized (this) {
            closed = true;
            all = List.copyOf(sessions.values());
            sessions.clear();
            all.forEach(session -> session.watch.stop());
            absent.clear();
            ended.values().forEach(Watch.Stop::stop);
            ended.clear();
        }
        all.forEach(session -> session.close(null));
    }
}
