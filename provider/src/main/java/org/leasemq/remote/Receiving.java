package org.leasemq.remote;

import java.time.Duration;
import java.util.List;
import org.leasemq.annotation.GuardedBy;
import org.leasemq.engine.Delivery;
import org.leasemq.engine.ReceiveRequest;
import org.leasemq.engine.model.EngineException;

/**
 * A receive of one message that asks for more: the first is for who asks, the others for when he asks again. While there is no
 * connection it is waited for no longer than who asks wants to. What comes of it later is for when he asks again, too: nothing is
 * asked for him before that has come, so that nothing passes it.
 */
final class Receiving extends Pending<List<Delivery>> {
    /** So long another connection is waited for, whatever who asks wants: most are there again in a moment. */
    private static final long LEAST_MILLIS = 100;

    private final Prefetches all;
    private final Prefetch prefetch;
    private final ReceiveRequest request;
    /** When it is waited for no longer. */
    private final long until;
    /** The same, without a connection. */
    private final long least;

    @GuardedBy("this")
    private RemoteCall<?, ?> call;

    @GuardedBy("this")
    private boolean cancelled;

    /** Whether an answer has come. */
    @GuardedBy("this")
    private boolean answered;

    /** Whether it was waited for no longer. */
    @GuardedBy("this")
    private boolean left;

    /** Who gets what comes of it after that; null for nobody. */
    @GuardedBy("this")
    private Receiving heir;

    /** Of whom this is the heir; null for nobody. */
    @GuardedBy("this")
    private Receiving before;

    /** @param request for as many as there may be */
    Receiving(Waiting waiting, Prefetches all, Prefetch prefetch, ReceiveRequest request) {
        super(waiting);
        this.all = all;
        this.prefetch = prefetch;
        this.request = request;
        long now = all.clock().elapsedMillis();
        this.until = end(now, request.waitTime());
        this.least = now + LEAST_MILLIS;
    }

    private static long end(long now, Duration wait) {
        boolean never = wait == null || wait.compareTo(Duration.ofMillis(Long.MAX_VALUE - now)) >= 0;
        return never ? Long.MAX_VALUE : now + wait.toMillis();
    }

    /** Asks; if other receivers of this process have messages of the queue, they keep them only while there are others. */
    Receiving begun(boolean othersKeep) {
        ask(othersKeep ? request.waiting(Duration.ZERO) : request, othersKeep);
        return this;
    }

    private void ask(ReceiveRequest asked, boolean first) {
        RemoteCall<ReceiveRequest, List<Delivery>> asking = all.ask(asked);
        boolean unwanted;
        synchronized (this) {
            call = asking;
            before = null;
            unwanted = cancelled;
        }
        if (unwanted) {
            asking.cancel();
        }
        asking.whenCut(this::cut);
        asking.tell((deliveries, error) -> came(deliveries, error, first));
    }

    // -------------------------------------------------------------------------------------------- without a connection

    @Override
    void pause() {
        if (all.isConnected()) {
            super.pause();
            return;
        }
        long rest = isCancelled() ? 0 : Math.max(until, least) - all.clock().elapsedMillis();
        if (rest <= 0) {
            leave();
        } else if (until == Long.MAX_VALUE) {
            super.pause();
        } else {
            all.waiting().pause(this, rest);
        }
    }

    private synchronized boolean isCancelled() {
        return cancelled;
    }

    /** Somebody may be waiting for what came of this. */
    private void cut() {
        wake();
        Receiving present;
        synchronized (this) {
            present = heir;
        }
        if (present != null) {
            present.wake();
        }
    }

    /** Nobody waits any more. What comes all the same is kept, and asked for by who asks next. */
    private void leave() {
        RemoteCall<?, ?> present;
        Receiving ancestor;
        synchronized (this) {
            if (answered || call == null && before == null) {
                return; // there is an outcome, or it is about to be asked for
            }
            left = true;
            present = call;
            ancestor = before;
            if (ancestor == null) {
                prefetch.late(this);
            }
        }
        if (ancestor != null) {
            ancestor.isNotFor(this);
        } else if (!present.withdraw()) {
            prefetch.late(null);
        }
        finish(List.of(), null);
    }

    private synchronized void isNotFor(Receiving former) {
        heir = heir == former ? null : heir;
    }

    /** Somebody waits for what comes of this now, unless it has come. */
    boolean leavesTo(Receiving next) {
        synchronized (this) {
            if (answered) {
                return false;
            }
            heir = next;
        }
        next.follows(this);
        return true;
    }

    private synchronized void follows(Receiving ancestor) {
        before = call == null && !answered ? ancestor : null;
    }

    // ------------------------------------------------------------------------------------------------- the answer

    private void came(List<Delivery> deliveries, EngineException error, boolean first) {
        List<Delivery> own = error == null ? all.readable(deliveries) : List.of();
        Receiving next;
        boolean kept = true;
        synchronized (this) {
            answered = true;
            next = left ? heir : this;
            if (next == null) {
                kept = own.isEmpty() || all.isKept(prefetch, request, own);
            }
            if (left) {
                prefetch.late(null);
            }
        }
        if (!kept) {
            all.giveBack(request.owner(), own);
        } else if (next == this) {
            told(own, error, first);
        } else if (next != null) {
            next.came(own, error, true);
        }
    }

    private void told(List<Delivery> deliveries, EngineException error, boolean first) {
        if (error != null) {
            finish(null, error);
        } else if (deliveries.isEmpty()) {
            nothingCame(first);
        } else {
            all.keep(prefetch, request, deliveries.subList(1, deliveries.size()));
            finish(List.of(deliveries.get(0)), null);
        }
    }

    private void nothingCame(boolean first) {
        boolean again;
        synchronized (this) {
            again = first && !cancelled;
            answered = !again;
        }
        if (!again) {
            finish(List.of(), null);
            return;
        }
        try {
            all.recallKept(request.queue());
            ask(rest(), false);
        } catch (EngineException e) {
            finish(null, e);
        }
    }

    /** The same for as long as it is still waited for. */
    private ReceiveRequest rest() {
        long rest = Math.max(0, until - all.clock().elapsedMillis());
        return until == Long.MAX_VALUE ? request : request.waiting(Duration.ofMillis(rest));
    }

    @Override
    public void background() {
        // it goes on
    }

    @Override
    public void cancel() {
        RemoteCall<?, ?> present;
        synchronized (this) {
            cancelled = true;
            present = call;
        }
        if (present != null) {
            present.cancel();
        }
        wake();
    }
}
