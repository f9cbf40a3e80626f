package org.leasemq.served;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.RejectedExecutionException;
import org.leasemq.annotation.GuardedBy;
import org.leasemq.engine.Completion;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.wire.FrameType;
import org.leasemq.engine.wire.Frames;
import org.leasemq.engine.wire.Parts;
import org.leasemq.engine.wire.Requests;
import org.leasemq.engine.wire.Verb;
import org.leasemq.engine.wire.Verbs;
import org.leasemq.engine.wire.WireIn;
import org.leasemq.engine.wire.WireOut;

/**
 * What one client elsewhere has asked, and has here, over all its connections. Calls have numbers: one that comes again is not
 * carried out again, and has the same answer, until the client says that it knows it. Safe for use by several threads.
 */
final class ServedSession {
    final UUID id;
    final long timeoutMillis;
    /** When the client was last heard of, by the clock that only goes forward. */
    volatile long heardAt;
    /** Has it looked at when it may have been silent for too long. Guarded by the server. */
    Watch.Stop watch;

    private final String description;
    private final LeaseEngine engine;
    private final ServedEngine server;

    @GuardedBy("this")
    private final Map<Long, AskedCall> calls = new LinkedHashMap<>();

    /** Clients of the engine that it has opened: they end with it. */
    @GuardedBy("this")
    private final Set<UUID> clients = new LinkedHashSet<>();

    /** All changes below this number are known to the client. */
    @GuardedBy("this")
    private long known;

    /** Null while there is no connection. */
    @GuardedBy("this")
    private Outlet outlet;

    ServedSession(UUID id, String description, long timeoutMillis, LeaseEngine engine, ServedEngine server) {
        this.id = id;
        this.timeoutMillis = timeoutMillis;
        this.description = description;
        this.engine = engine;
        this.server = server;
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
            outlet = present;
            calls.values().forEach(call -> call.current = false);
            present.put(welcome);
        }
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
            begin(number, Verbs.numbered(in.readByte()), in);
        }
    }

    /** Whether it has been asked before; what is answered already is answered again. */
    private synchronized boolean isAnswered(long number, long knownBelow) {
        known = Math.max(known, knownBelow);
        AskedCall again = calls.get(number);
        if (again == null) {
            return number > 0 && number < known;
        }
        again.current = true;
        if (again.answer != null) {
            put(again);
        }
        return true;
    }

    private <R, A> void begin(long number, Verb<R, A> verb, WireIn in) {
        R request = verb.readRequest(in);
        AskedCall call = new AskedCall(number);
        synchronized (this) {
            calls.put(number, call);
        }
        noteClient(request);
        if (server.mayTakeLong(verb, request)) {
            later(call, () -> ask(call, verb, request));
        } else {
            ask(call, verb, request);
        }
    }

    private synchronized void noteClient(Object request) {
        if (request instanceof Requests.OpenClient open) {
            clients.add(open.client());
        }
    }

    private void later(AskedCall call, Runnable task) {
        try {
            server.threads().execute(task);
        } catch (RejectedExecutionException e) {
            answered(call, Frames.error(new EngineException.NoThread("The server has no thread for that.", e)));
        }
    }

    private <R, A> void ask(AskedCall call, Verb<R, A> verb, R request) {
        Completion<A> completion;
        try {
            completion = verb.ask(engine, request);
        } catch (EngineException e) {
            answered(call, Frames.error(e));
            return;
        } catch (RuntimeException e) {
            answered(
                    call,
                    Frames.error(
                            new EngineException.InvalidMessage(verb + " was asked for what makes no sense: " + e)));
            return;
        }
        completion.whenDone((value, error) -> {
            if (error != null) {
                answered(call, Frames.error(error));
            } else if (verb == Verbs.RECEIVE && !((List<?>) value).isEmpty()) {
                later(call, () -> answered(call, Frames.answer(verb, value))); // contents may have to be read
            } else {
                answered(call, Frames.answer(verb, value));
            }
        });
        Runnable told;
        synchronized (this) {
            told = call.asked(completion);
        }
        told.run();
    }

    private synchronized void answered(AskedCall call, byte[] answer) {
        call.answered(answer);
        put(call);
    }

    @GuardedBy("this")
    private void put(AskedCall call) {
        if (outlet != null && call.current) {
            WireOut head = new WireOut();
            head.writeLong(call.number);
            Parts.frames(FrameType.ANSWER, call.number, head, call.answer).forEach(outlet::put);
        }
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
        while (numbers.remaining() > 0) {
            calls.remove(numbers.readLong());
        }
    }

    /** What has been answered and was not asked again is known. */
    synchronized void allAsked() {
        calls.values().removeIf(call -> call.answer != null && !call.current);
    }

    // -------------------------------------------------------------------------------------------- the end

    /** Ends it with all that it has. */
    void close() {
        List<UUID> open;
        Outlet present;
        synchronized (this) {
            open = new ArrayList<>(clients);
            clients.clear();
            calls.clear();
            present = outlet;
            outlet = null;
        }
        if (present != null) {
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
