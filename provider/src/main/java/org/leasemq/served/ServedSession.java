package org.leasemq.served;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.leasemq.annotation.GuardedBy;
import org.leasemq.engine.Completion;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.wire.FrameType;
import org.leasemq.engine.wire.Frames;
import org.leasemq.engine.wire.NoRoomToReadException;
import org.leasemq.engine.wire.Verb;
import org.leasemq.engine.wire.Verbs;
import org.leasemq.engine.wire.WireException;
import org.leasemq.engine.wire.WireIn;

/**
 * What one client elsewhere has asked, and has here, over all its connections. Calls have numbers: one that comes again is not
 * carried out again, and has the same answer, until the client says that it knows it. Safe for use by several threads.
 */
final class ServedSession {
    final UUID id;
    /** Another one each time that the session begins anew. */
    final long life;

    final long timeoutMillis;
    /** When the client was last heard of, by the clock that only goes forward. */
    volatile long heardAt;
    /** Has it looked at when it may have been silent for too long. Guarded by the server. */
    Watch.Stop watch;

    private final String description;
    private final Instant since;
    /** As whom the client came last, and where from. */
    volatile Visitor visitor;

    final SessionSecret secret = new SessionSecret();
    private final LeaseEngine engine;
    private final ServedEngine server;
    private final SessionMemory memory;
    private final RememberedChanges changes;

    @GuardedBy("this")
    private final AskedCalls calls;

    /** Clients of the engine that it has opened: they end with it. */
    @GuardedBy("this")
    private final Set<UUID> clients = new LinkedHashSet<>();

    /** Null while there is no connection. */
    @GuardedBy("this")
    private Outlet outlet;

    /** Whether the server ends, so that nothing more is begun. */
    @GuardedBy("this")
    private boolean ending;

    @GuardedBy("this")
    private boolean over;

    /** @param life unlike that of any other, here and before */
    ServedSession(
            UUID id,
            long life,
            String description,
            long timeoutMillis,
            Visitor visitor,
            LeaseEngine engine,
            ServedEngine server,
            SessionMemory memory,
            RememberedChanges changes) {
        this.id = id;
        this.life = life;
        this.timeoutMillis = timeoutMillis;
        this.description = description;
        this.since = server.date();
        this.visitor = visitor;
        this.engine = engine;
        this.server = server;
        this.memory = memory;
        this.changes = changes;
        this.calls = new AskedCalls(memory);
    }

    @Override
    public String toString() {
        return new SessionName(id, description).toString();
    }

    // ---------------------------------------------------------------------------------------- connections

    /** A connection is there, instead of one that may not have been found broken yet. */
    void connected(Outlet present, byte[] welcome) {
        Outlet before;
        synchronized (this) {
            before = outlet;
            outlet = over ? null : present;
            calls.forgetConnection();
            present.put(welcome);
        }
        present.flushSoon();
        if (before != null) {
            before.close();
        }
    }

    /** A connection is broken, which may have been replaced already. */
    void disconnected(Outlet broken) {
        boolean last;
        synchronized (this) {
            outlet = outlet == broken ? null : outlet;
            last = ending;
        }
        if (last) {
            server.answered();
        }
    }

    synchronized boolean isOn(Outlet present) {
        return outlet == present;
    }

    // ---------------------------------------------------------------------------------------------- calls

    /** Something is asked on a connection, maybe again. */
    void called(Outlet on, long number, long knownBelow, WireIn in, CallMemory taken) {
        if (!isAnswered(on, number, knownBelow)) {
            begin(on, number, knownBelow, Verbs.numbered(in.readByte()), in, taken);
        }
    }

    /**
     * Whether it is not to be begun, since it has been asked before; what is answered already is answered again, once on each
     * connection. When the server ends, nothing new is heard, nor on a connection that has been replaced.
     */
    private synchronized boolean isAnswered(Outlet on, long number, long knownBelow) {
        if (outlet != on) {
            return true;
        }
        calls.knownBelow(knownBelow);
        AskedCall again = calls.get(number);
        if (again == null) {
            return ending || calls.isOver(number);
        }
        if (!again.current) {
            again.current = true;
            if (again.answer != null) {
                put(again);
            }
        }
        return true;
    }

    private <R, A> void begin(Outlet on, long number, long knownBelow, Verb<R, A> verb, WireIn in, CallMemory taken) {
        if (number == 0 || number > 0 != verb.changes()) {
            throw new WireException(number + " is no number for " + verb);
        }
        R request;
        try {
            request = verb.within(verb.readRequest(in.within(taken)), memory.ofAnswer());
        } catch (NoRoomToReadException e) {
            refuse(number, taken.wanted());
            return;
        } catch (OutOfMemoryError e) {
            if (!taken.isLarge()) {
                throw e;
            }
            server.log("There was no memory to read " + verb, e); // too large by itself, as the heap lies
            refuse(number, taken.wanted());
            return;
        }
        taken.isRead();
        AskedCall call = new AskedCall(number, knownBelow, taken);
        boolean fits;
        synchronized (this) {
            if (outlet != on || calls.get(number) != null) {
                return; // it is asked on another connection, and has been there maybe
            }
            fits = calls.add(call);
            if (fits) {
                taken.keep();
            }
            if (fits && verb.opened(request) != null) {
                clients.add(verb.opened(request));
            }
        }
        if (fits) {
            new CallTask<>(this, server, memory, changes, call, verb, request).begin();
        } else {
            refuse(number, AskedCall.WEIGHT);
        }
    }

    /**
     * There is no room to ask for it.
     *
     * @param wanted bytes of memory that it would take
     */
    void refused(Outlet on, long number, long knownBelow, long wanted) {
        if (!isAnswered(on, number, knownBelow)) {
            refuse(number, wanted);
        }
    }

    /** There is no room for it: unless it was asked before it has not been, and may be asked for again. */
    private void refuse(long number, long wanted) {
        byte[] before = number > 0 ? changes.answer(number) : null;
        byte[] answer = before == null ? Frames.error(memory.tooLittle(wanted)) : before;
        synchronized (this) {
            if (outlet != null) {
                AskedCall.frames(number, answer).forEach(outlet::put);
            }
        }
    }

    LeaseEngine engine() {
        return engine;
    }

    /** The engine has been asked, and may have answered. */
    void asked(AskedCall call, Completion<?> completion) {
        boolean withdrawn;
        synchronized (this) {
            withdrawn = call.asked(completion);
        }
        if (withdrawn) {
            completion.cancel();
        }
    }

    /** A client that it has opened is closed. */
    synchronized void closed(UUID client) {
        clients.remove(client);
    }

    /** @param taken memory that has been taken for it */
    void answer(AskedCall call, byte[] answer, long taken) {
        answer(call, AskedCall.frames(call.number, answer), taken);
    }

    /** The same in frames. */
    void answer(AskedCall call, List<byte[]> frames, long taken) {
        long weight = memory.takeForFrames(frames, taken);
        boolean last;
        boolean alone;
        Outlet reached;
        synchronized (this) {
            reached = calls.answered(call, frames, weight) && put(call) ? outlet : null;
            alone = !calls.isChanging();
            last = ending;
        }
        if (reached != null && alone) {
            reached.flush();
        } else if (reached != null) {
            reached.flushSoon(); // others are about to be answered
        }
        if (last) {
            server.answered();
        }
    }

    /** Tells whether it is in line now. */
    @GuardedBy("this")
    private boolean put(AskedCall call) {
        boolean reached = outlet != null && call.current;
        if (reached) {
            call.answer.forEach(outlet::put);
        }
        return reached;
    }

    /** The client waits no more. */
    void cancelled(long number) {
        Completion<?> withdrawn;
        synchronized (this) {
            AskedCall call = calls.get(number);
            withdrawn = call == null ? null : call.cancelled();
        }
        if (withdrawn != null) {
            withdrawn.cancel();
        }
    }

    /** The client knows answers. */
    synchronized void known(WireIn numbers) {
        calls.known(numbers);
    }

    /** What has been answered and was not asked again on this connection is known. */
    synchronized void allAsked(Outlet on) {
        if (outlet == on) {
            calls.allAsked();
        }
    }

    // -------------------------------------------------------------------------------------------- the end

    /** Is to be called before anything is asked. */
    void open() {
        changes.open(description);
    }

    /** The server ends: the client is told, nothing more is begun, and nothing waits any more. */
    void beginEnd() {
        List<Completion<?>> waiting = new ArrayList<>();
        Outlet present;
        synchronized (this) {
            ending = true;
            present = outlet;
            if (present != null) {
                present.put(FrameType.ENDING.frame());
            }
            calls.questions().forEach(call -> waiting.add(call.cancelled()));
        }
        if (present != null) {
            present.flushSoon();
        }
        waiting.stream().filter(Objects::nonNull).forEach(Completion::cancel);
    }

    /** Whether the client has the answer, as far as it depends on this side, to all that it asked before the end began. */
    synchronized boolean hasAnswered() {
        return outlet == null || calls.areAnswered();
    }

    /** What there is to see of it. */
    synchronized SeenSession seen(long now) {
        return new SeenSession(
                id,
                description,
                visitor.user(),
                visitor.address(),
                since,
                outlet != null,
                now - heardAt,
                timeoutMillis,
                calls.size(),
                Set.copyOf(clients));
    }

    /** It will not come back. */
    void forget() {
        changes.forget();
    }

    /** Ends it with all that it has here; what was answered to it is remembered. The client is told something last, or null. */
    void close(byte[] last) {
        List<UUID> open;
        List<Completion<?>> waiting = new ArrayList<>();
        Outlet present;
        synchronized (this) {
            if (over) {
                return;
            }
            over = true;
            calls.questions().forEach(call -> waiting.add(call.cancelled()));
            open = new ArrayList<>(clients);
            clients.clear();
            calls.clear();
            memory.end();
            present = outlet;
            outlet = null;
        }
        if (present != null) {
            if (last != null) {
                present.put(last);
            }
            present.close();
        }
        waiting.stream().filter(Objects::nonNull).forEach(Completion::cancel);
        open.forEach(this::closeClient);
    }

    private void closeClient(UUID client) {
        try {
            engine.closeClient(client).background();
        } catch (EngineException e) {
            server.log(this + " ends with the engine", e);
        }
    }

    /** A client has been opened, for a session that has ended meanwhile maybe. Null for none. */
    void opened(UUID client) {
        boolean late;
        synchronized (this) {
            late = client != null && over;
        }
        if (late) {
            closeClient(client);
        }
    }
}
