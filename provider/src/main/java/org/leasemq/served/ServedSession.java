package org.leasemq.served;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.RejectedExecutionException;
import org.leasemq.annotation.GuardedBy;
import org.leasemq.engine.Completion;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.wire.FrameType;
import org.leasemq.engine.wire.Frames;
import org.leasemq.engine.wire.Requests;
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
    private final Changes changes;

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
            Changes changes) {
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
        return description;
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
    synchronized void disconnected(Outlet broken) {
        if (outlet == broken) {
            outlet = null;
        }
    }

    synchronized boolean isOn(Outlet present) {
        return outlet == present;
    }

    // ---------------------------------------------------------------------------------------------- calls

    /** Something is asked, maybe again. */
    void called(long number, long knownBelow, WireIn in) {
        if (!isAnswered(number, knownBelow)) {
            begin(number, knownBelow, Verbs.numbered(in.readByte()), in);
        }
    }

    /**
     * Whether it is not to be begun, since it has been asked before; what is answered already is answered again, once on each
     * connection. When the server ends, nothing new is heard.
     */
    private synchronized boolean isAnswered(long number, long knownBelow) {
        calls.knownBelow(knownBelow);
        AskedCall again = calls.get(number);
        if (again == null) {
            return ending || calls.isOver(number);
        }
        if (!again.current) {
            again.current = true;
            if (again.answer != null && put(again)) {
                outlet.flushSoon();
            }
        }
        return true;
    }

    private <R, A> void begin(long number, long knownBelow, Verb<R, A> verb, WireIn in) {
        if (number == 0 || number > 0 != verb.changes()) {
            throw new WireException(number + " is no number for " + verb);
        }
        R request = memory.within(verb.readRequest(in));
        AskedCall call = new AskedCall(number, knownBelow);
        if (!isTaken(call)) {
            refuse(number);
            return;
        }
        noteClient(request);
        if (server.mayTakeLong(verb, request)) {
            later(call, verb, request, () -> ask(call, verb, request), List.of());
        } else {
            ask(call, verb, request);
        }
    }

    private synchronized boolean isTaken(AskedCall call) {
        return !over && calls.add(call);
    }

    /** There is no room for it: it has not been asked, and may be asked for again. */
    void refuse(long number) {
        List<byte[]> frames = AskedCall.frames(number, Frames.error(memory.tooLittle()));
        synchronized (this) {
            if (outlet != null) {
                frames.forEach(outlet::put);
                outlet.flushSoon();
            }
        }
    }

    private synchronized void noteClient(Object request) {
        if (request instanceof Requests.OpenClient open) {
            clients.add(open.client());
        }
    }

    private <R> void later(AskedCall call, Verb<R, ?> verb, R request, Runnable task, Object unseen) {
        try {
            server.threads().execute(task);
        } catch (RejectedExecutionException e) {
            server.giveBack(verb, request, unseen);
            answer(call, Frames.error(new EngineException.NoThread("The server has no thread for that.", e)), 0);
        }
    }

    private <R, A> void ask(AskedCall call, Verb<R, A> verb, R request) {
        Completion<A> completion;
        try {
            byte[] before = verb.changes() ? changes.answer(call.number) : null;
            if (before != null) {
                answer(call, before, 0);
                return;
            }
            completion = verb.ask(
                    verb.changes() ? changes.remembering(call.number, call.knownBelow, verb) : engine, request);
        } catch (EngineException e) {
            answer(call, Frames.error(e), 0);
            return;
        } catch (RuntimeException e) {
            EngineException refusal =
                    new EngineException.InvalidMessage(verb + " was asked for what makes no sense: " + e);
            answer(call, Frames.error(refusal), 0);
            return;
        }
        completion.whenDone((value, error) -> {
            if (error != null) {
                answer(call, Frames.error(error), 0);
            } else {
                told(call, verb, request, value);
            }
        });
        Runnable told;
        synchronized (this) {
            told = call.asked(completion);
        }
        told.run();
    }

    private <R, A> void told(AskedCall call, Verb<R, A> verb, R request, A value) {
        long weight = SessionMemory.weight(value);
        if (weight == 0) {
            answer(call, Frames.answer(verb, value), 0);
        } else if (!memory.takeForAnswer(weight)) {
            server.giveBack(verb, request, value);
            answer(call, Frames.error(memory.tooLittle()), 0);
        } else if (SessionMemory.isSoonTold(value, weight)) {
            answerAtLength(call, verb, request, value, weight);
        } else {
            later(call, verb, request, () -> answerAtLength(call, verb, request, value, weight), value);
        }
    }

    private <R, A> void answerAtLength(AskedCall call, Verb<R, A> verb, R request, A value, long weight) {
        byte[] answer;
        try {
            answer = Frames.answer(verb, value);
        } catch (RuntimeException e) {
            server.giveBack(verb, request, value);
            answer = Frames.error(new EngineException.Failed("What was found cannot be told: " + e, e));
        }
        answer(call, answer, weight);
    }

    /** @param taken memory that has been taken for it */
    private void answer(AskedCall call, byte[] answer, long taken) {
        List<byte[]> frames = AskedCall.frames(call.number, answer);
        long weight = memory.takeForFrames(frames, taken);
        boolean last;
        Outlet alone;
        synchronized (this) {
            boolean reached = calls.answered(call, frames, weight) && put(call);
            alone = reached ? flushed() : null;
            last = ending;
        }
        if (alone != null) {
            alone.flush();
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

    /** What waits for others is written with what they are answered; what does not is to be written by the caller, there. */
    @GuardedBy("this")
    private Outlet flushed() {
        if (calls.isChanging()) {
            outlet.flushSoon();
            return null;
        }
        return outlet;
    }

    void hinted(FrameType hint, long number) {
        Runnable told = () -> {};
        synchronized (this) {
            AskedCall call = calls.get(number);
            if (call != null) {
                told = call.hinted(hint);
            }
        }
        told.run();
    }

    /** The client knows answers. */
    synchronized void known(WireIn numbers) {
        calls.known(numbers);
    }

    /** What has been answered and was not asked again is known. */
    synchronized void allAsked() {
        calls.allAsked();
    }

    // -------------------------------------------------------------------------------------------- the end

    /** Is to be called before anything is asked. */
    void open() {
        changes.open(description);
    }

    /** The server ends: the client is told, nothing more is begun, and nothing waits any more. */
    void beginEnd() {
        List<Runnable> waiting = new ArrayList<>();
        synchronized (this) {
            ending = true;
            if (outlet != null) {
                outlet.put(FrameType.ENDING.frame());
                outlet.flushSoon();
            }
            calls.questions().forEach(call -> waiting.add(call.hinted(FrameType.CANCEL)));
        }
        waiting.forEach(Runnable::run);
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
        Outlet present;
        synchronized (this) {
            if (over) {
                return;
            }
            over = true;
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
        for (UUID client : open) {
            try {
                engine.closeClient(client).background();
            } catch (EngineException e) {
                server.log(this + " ends with the engine", e);
            }
        }
    }
}
