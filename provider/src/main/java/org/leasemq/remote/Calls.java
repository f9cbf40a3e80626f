package org.leasemq.remote;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.leasemq.annotation.GuardedBy;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.wire.FrameType;
import org.leasemq.engine.wire.Frames;
import org.leasemq.engine.wire.Parts;
import org.leasemq.engine.wire.Verb;
import org.leasemq.engine.wire.WireIn;
import org.leasemq.engine.wire.WireOut;

/**
 * What has been asked of a server and has no answer yet, in the order in which it was asked. While there is no connection it waits
 * for one, and is asked again then. Safe for use by several threads.
 */
final class Calls {
    /** So many answers are known before the server is told, unless something is asked meanwhile. */
    private static final int KNOWN_AT_ONCE = 64;

    private final Waiting waiting;

    @GuardedBy("this")
    private final Map<Long, RemoteCall<?, ?>> pending = new LinkedHashMap<>();

    /** What is asked before all else, since the server does not know any more what was there. */
    @GuardedBy("this")
    private final Map<Long, RemoteCall<?, ?>> reopening = new LinkedHashMap<>();

    @GuardedBy("this")
    private final OrderedParts inParts = new OrderedParts();

    @GuardedBy("this")
    private final TreeSet<Long> changes = new TreeSet<>();

    /** Answers that have come, of which the server has not been told. */
    @GuardedBy("this")
    private final List<Long> known = new ArrayList<>();

    /** What the server's store has refused, to be asked again since nobody waits for it. */
    @GuardedBy("this")
    private final List<RemoteCall<?, ?>> later = new ArrayList<>();

    /** Null while there is no connection. */
    @GuardedBy("this")
    private Link link;

    /** Why nothing can be asked any more; null as long as it can. */
    @GuardedBy("this")
    private EngineException over;

    private long lastChange;
    private long lastQuestion;

    Calls(Waiting waiting) {
        this.waiting = waiting;
    }

    Waiting waiting() {
        return waiting;
    }

    /**
     * Asks.
     *
     * @param effect done with the answer before anybody knows of it, by who reads it
     */
    <R, A> RemoteCall<R, A> ask(Verb<R, A> verb, R request, Effect<? super A> effect) {
        return goOn(begin(verb, request, effect));
    }

    /** What was {@linkplain #begin begun} is written; what ends something is not waited for where there is no connection. */
    <R, A> RemoteCall<R, A> goOn(RemoteCall<R, A> call) {
        Link open = link();
        if (open != null) {
            open.flush();
        }
        if (call.verb().isEnd() && !isConnected()) {
            call.goesOnAlone();
        }
        return call;
    }

    /** As {@link #ask}, to be followed by {@link #flush}: it has its place among the calls, and does not wait for the network. */
    <R, A> RemoteCall<R, A> begin(Verb<R, A> verb, R request, Effect<? super A> effect) {
        byte[] bytes = Frames.request(verb, request);
        synchronized (this) {
            if (over != null) {
                throw over;
            }
            RemoteCall<R, A> call = new RemoteCall<>(this, next(verb), verb, bytes, effect);
            call.inParts = inParts.begun(verb.order(request), bytes.length);
            pending.put(call.number(), call);
            if (link != null) {
                long below = knownBelow();
                known.removeIf(number -> number > 0 && number < below); // which the call says
                tellKnown();
                putFirst(call, bytes);
            }
            return call;
        }
    }

    /** Has what is in line written, also by who reads. */
    void flush() {
        flush(link());
    }

    private synchronized Link link() {
        return link;
    }

    /** Changes have a series of their own. */
    @GuardedBy("this")
    private long next(Verb<?, ?> verb) {
        if (!verb.changes()) {
            return --lastQuestion;
        }
        changes.add(++lastChange);
        return lastChange;
    }

    /** Who is thrown something has asked nothing. What part of it is in line ends with the connection. */
    @GuardedBy("this")
    private void putFirst(RemoteCall<?, ?> call, byte[] request) {
        try {
            put(call, request);
        } catch (RuntimeException | Error e) {
            drop(call);
            link.close();
            throw e;
        }
    }

    /** It will have no answer here. */
    @GuardedBy("this")
    private void drop(RemoteCall<?, ?> call) {
        pending.remove(call.number());
        changes.remove(call.number());
        inParts.over(call.inParts);
    }

    /** The answers of all changes below this number are known. */
    @GuardedBy("this")
    private long knownBelow() {
        return changes.isEmpty() ? lastChange + 1 : changes.first();
    }

    @GuardedBy("this")
    private void put(RemoteCall<?, ?> call, byte[] request) {
        call.told = true;
        WireOut head = new WireOut();
        head.writeLong(call.number());
        head.writeLong(knownBelow());
        Parts.frames(FrameType.CALL, call.number(), head, request, call.inParts != null || isReopeningInParts())
                .forEach(link::put);
    }

    /** What is asked meanwhile may need what is reopened, and does not pass it. */
    @GuardedBy("this")
    private boolean isReopeningInParts() {
        return !reopening.isEmpty() && reopening.values().stream().anyMatch(call -> call.request().length > Parts.SIZE);
    }

    @GuardedBy("this")
    private void tellKnown() {
        if (!known.isEmpty()) {
            WireOut out = new WireOut();
            known.forEach(out::writeLong);
            known.clear();
            link.put(FrameType.KNOWN.frame(out));
        }
    }

    private static void flush(Link open) {
        if (open != null) {
            open.flushAside();
        }
    }

    void cancel(RemoteCall<?, ?> call) {
        Link open;
        synchronized (this) {
            if (call.cancelled || !pending.containsKey(call.number())) {
                return;
            }
            call.cancelled = true;
            open = link;
            if (open != null) {
                open.put(FrameType.CANCEL.frame(call.number()));
            }
        }
        flush(open);
    }

    /** As {@link #cancel}; what has not been told to a server, and changes nothing, is not asked at all. */
    boolean withdraw(RemoteCall<?, ?> call) {
        synchronized (this) {
            if (!call.told) {
                drop(call);
                return false;
            }
        }
        cancel(call);
        return true;
    }

    /** The server's store has refused something that nobody waits for: it is asked again with the next {@link #ping}. */
    synchronized void askLater(RemoteCall<?, ?> call) {
        later.add(call);
    }

    /** There is a connection, on which all that has no answer is asked again. */
    void connected(Link open) {
        synchronized (this) {
            link = open;
            known.clear();
            reopening.values().forEach(this::askAgain);
            pending.values().forEach(this::askAgain);
            open.put(FrameType.ALL_ASKED.frame());
        }
        open.flushAside();
    }

    @GuardedBy("this")
    private void askAgain(RemoteCall<?, ?> call) {
        put(call, call.request());
        if (call.cancelled) {
            link.put(FrameType.CANCEL.frame(call.number()));
        }
    }

    /**
     * The server does not know any more what was there: what is reopened now is asked for before all else, and what was about to be
     * ended has ended with it.
     */
    void reopen() {
        List<RemoteCall<?, ?>> ended;
        synchronized (this) {
            changes.removeAll(reopening.keySet());
            reopening.clear();
            ended = pending.values().stream()
                    .filter(call -> call.verb().isEnd())
                    .toList();
            ended.forEach(this::drop);
        }
        ended.forEach(RemoteCall::goesOnAlone);
    }

    /** Part of that. */
    synchronized <R> RemoteCall<R, ?> reopen(Verb<R, ?> verb, R request) {
        RemoteCall<R, ?> call = new RemoteCall<>(this, next(verb), verb, Frames.request(verb, request), answer -> {});
        reopening.put(call.number(), call);
        return call;
    }

    /** The connection is broken. */
    void disconnected() {
        List<RemoteCall<?, ?>> unanswered;
        synchronized (this) {
            link = null;
            unanswered = List.copyOf(pending.values());
        }
        unanswered.forEach(RemoteCall::cut);
    }

    /** @param in number and answer */
    void answered(WireIn in, Parts parts) {
        long number = in.readLong();
        WireIn answer = parts.whole(number, in);
        RemoteCall<?, ?> call;
        Link open = null;
        synchronized (this) {
            RemoteCall<?, ?> reopened = reopening.remove(number);
            call = reopened == null ? pending.remove(number) : reopened;
            if (call != null) {
                inParts.over(call.inParts);
            }
            changes.remove(number);
            known.add(number);
            if (known.size() >= KNOWN_AT_ONCE && link != null) {
                tellKnown();
                open = link;
            }
        }
        flush(open);
        if (call != null) {
            call.answered(answer);
        }
    }

    /** Is the server there? What it need not remember it is told, too, and what it could not do is asked again. */
    void ping() {
        Link open;
        List<RemoteCall<?, ?>> again = new ArrayList<>();
        synchronized (this) {
            open = link;
            if (open != null) {
                later.forEach(call -> again.add(repeated(call)));
                later.clear();
                tellKnown();
                open.put(FrameType.PING.frame());
            }
        }
        again.forEach(RemoteCall::background);
        flush(open);
    }

    /** The same, asked for once more. */
    @GuardedBy("this")
    private <R, A> RemoteCall<R, A> repeated(RemoteCall<R, A> call) {
        RemoteCall<R, A> again = new RemoteCall<>(this, next(call.verb()), call.verb(), call.request(), answer -> {});
        pending.put(again.number(), again);
        put(again, again.request());
        return again;
    }

    /** What changes something is not asked again: it may have happened, and nobody would know. */
    void giveUpChanges(EngineException cause) {
        List<RemoteCall<?, ?>> unknown;
        synchronized (this) {
            unknown =
                    pending.values().stream().filter(call -> call.number() > 0).toList();
            unknown.forEach(this::drop);
        }
        unknown.forEach(call -> call.fail(cause));
    }

    /** Nothing can be asked any more, and nothing will be answered. */
    void end(EngineException cause) {
        Map<RemoteCall<?, ?>, EngineException> unanswered = new LinkedHashMap<>();
        synchronized (this) {
            if (over == null) {
                over = cause;
            }
            link = null;
            pending.values().forEach(call -> unanswered.put(call, call.without(cause)));
            pending.clear();
            reopening.clear();
            changes.clear();
            later.clear();
        }
        unanswered.forEach(RemoteCall::fail);
    }

    /** Whether there is nothing without an answer. */
    synchronized boolean isIdle() {
        return pending.isEmpty() && reopening.isEmpty();
    }

    synchronized boolean isConnected() {
        return link != null;
    }

    synchronized boolean isOver() {
        return over != null;
    }
}
