package org.leasemq.served;

import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.leasemq.engine.Completion;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.wire.Frames;
import org.leasemq.engine.wire.Verb;

/**
 * Has the engine do what a client has asked, and tells the outcome: whatever happens, the call has an answer. Safe for use by several
 * threads.
 */
final class CallTask<R, A> {
    /** Bytes that are copied by whoever has them. */
    private static final long SHORT = 16 << 10;
    /** So often is there what a large answer tells, while it is made: as it is read, and as it is written. */
    private static final int COPIES = 2;

    private final ServedSession session;
    private final ServedEngine server;
    private final SessionMemory memory;
    private final RememberedChanges changes;
    private final AskedCall call;
    private final Verb<R, A> verb;
    private final R request;

    CallTask(
            ServedSession session,
            ServedEngine server,
            SessionMemory memory,
            RememberedChanges changes,
            AskedCall call,
            Verb<R, A> verb,
            R request) {
        this.session = session;
        this.server = server;
        this.memory = memory;
        this.changes = changes;
        this.call = call;
        this.verb = verb;
        this.request = request;
    }

    void begin() {
        byte[] before = verb.changes() ? changes.answer(call.number) : null;
        if (before != null) {
            session.answer(call, before, 0);
        } else if (verb.mayTakeLong(request)) {
            later(this::ask, null, 0);
        } else {
            ask();
        }
    }

    /** @param taken memory that has been taken for the answer */
    private void later(Runnable task, A unseen, long taken) {
        try {
            server.threads().execute(task);
        } catch (RejectedExecutionException e) {
            refuse(unseen, new EngineException.NoThread("The server has no thread for that.", e), taken);
        } catch (Error e) { // of a thread that cannot be made
            refuse(unseen, new EngineException.NoThread("The server has no thread for that: " + e, e), taken);
            throw e;
        }
    }

    private void refuse(A unseen, EngineException cause, long taken) {
        if (unseen != null) {
            undo(unseen);
        }
        session.answer(call, Frames.error(cause), taken);
    }

    private void undo(A unseen) {
        try {
            verb.undo(server.engine(), request, unseen);
        } catch (EngineException e) {
            server.log("What was received comes back with the end of the engine", e);
        }
    }

    private void ask() {
        Completion<A> completion;
        if (verb.isCounted()) {
            call.memory.end();
        }
        try {
            completion = verb.ask(
                    verb.changes() ? changes.remembering(call.number, call.knownBelow, verb) : session.engine(),
                    request);
        } catch (EngineException e) {
            session.answer(call, Frames.error(e), 0);
            return;
        } catch (RuntimeException e) {
            EngineException refusal =
                    new EngineException.InvalidMessage(verb + " was asked for what makes no sense: " + e);
            session.answer(call, Frames.error(refusal), 0);
            return;
        } catch (Error e) {
            session.answer(call, Frames.error(failed(e)), 0);
            throw e;
        }
        completion.whenDone((value, error) -> {
            if (error != null) {
                session.answer(call, Frames.error(error), 0);
            } else {
                done(value);
            }
        });
        session.asked(call, completion);
    }

    /** What has been begun may happen all the same. */
    private EngineException failed(Throwable cause) {
        String what = "The server failed while it was about " + verb + ", or telling the outcome: " + cause;
        return verb.changes() ? new EngineException.Unknown(what, cause) : new EngineException.Failed(what, cause);
    }

    private void done(A value) {
        if (verb.closed(request) != null) {
            session.closed(verb.closed(request));
        }
        session.opened(verb.opened(request));
        long told = verb.weight(value);
        long weight = told <= SHORT ? told : told * COPIES;
        if (weight == 0) {
            answer(value, 0);
        } else if (!memory.takeForAnswer(weight)) {
            refuse(value, memory.tooLittle(weight), 0);
        } else if (weight <= SHORT && verb.isReady(value)) {
            answer(value, weight);
        } else {
            later(() -> answer(value, weight), value, weight); // contents may have to be read, and are copied
        }
    }

    private void answer(A value, long weight) {
        List<byte[]> answer;
        try {
            answer = call.frames(Frames.written(verb, value));
        } catch (RuntimeException e) {
            refuse(value, failed(e), weight);
            return;
        } catch (OutOfMemoryError e) {
            if (weight > SHORT && !verb.changes()) { // too large by itself, as the heap lies
                server.log("There was no memory to tell the answer to " + verb, e);
                refuse(value, memory.tooLittle(weight), weight);
                return;
            }
            refuse(value, failed(e), weight);
            throw e;
        } catch (Error e) {
            refuse(value, failed(e), weight);
            throw e;
        }
        session.answer(call, answer, weight);
    }
}
