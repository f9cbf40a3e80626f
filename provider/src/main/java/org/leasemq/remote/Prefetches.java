package org.leasemq.remote;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import org.leasemq.engine.Completion;
import org.leasemq.engine.Delivery;
import org.leasemq.engine.ReceiveRequest;
import org.leasemq.engine.Selection;
import org.leasemq.engine.TimeSource;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.Receipt;
import org.leasemq.memory.MemoryShare;
import org.leasemq.memory.MemoryShare.Use;

/**
 * What receivers of this process have been given in advance. It is leased to them, and goes back uncounted, to its old place, as
 * soon as it could be missed: by somebody who asks about the queue, or receives from it and finds nothing, or when its receiver
 * asks for nothing for a moment. Safe for use by several threads.
 */
final class Prefetches {
    /** So long messages are kept that nobody asks for. */
    static final long UNUSED_MILLIS = 100;

    /** Bytes that a receiver is given at once, unless the first message has more. */
    private static final long MOST_BYTES = 1 << 20;

    /** @param selection null for none */
    private record Receiver(UUID owner, String queue, UUID selection) {}

    private final RemoteMessages engine;
    private final Waiting waiting;
    private final TimeSource clock;
    private final MemoryShare memory;
    private final int most;
    private final Map<Receiver, Prefetch> all = new ConcurrentHashMap<>();
    /** Held while something is taken out to go back and put in line for that, and while something is asked for. */
    private final Object turn = new Object();

    /** @param most messages that a receiver is given at once; 1 for none in advance */
    Prefetches(RemoteMessages engine, Waiting waiting, TimeSource clock, MemoryShare memory, int most) {
        this.engine = engine;
        this.waiting = waiting;
        this.clock = clock;
        this.memory = memory;
        this.most = most;
    }

    /** Only for owners who live as long as they do, of one message after the other, is there something in advance. */
    Completion<List<Delivery>> receive(ReceiveRequest request) {
        if (request.owner() == null || request.max() != 1) {
            recallKept(request.queue());
            return ask(request).map(engine::readable);
        }
        if (request.visibility() != null) {
            Prefetch none = new Prefetch(1);
            none.end();
            return begun(none, request);
        }
        Selection selection = request.selection();
        Receiver receiver = new Receiver(request.owner(), request.queue(), selection == null ? null : selection.id());
        Prefetch prefetch = all.computeIfAbsent(receiver, key -> new Prefetch(most));
        long now = clock.elapsedMillis();
        while (true) {
            Receiving late = prefetch.late();
            Delivery next = next(receiver, prefetch, now); // what came late is here once nobody is late any more
            if (next != null) {
                return Completion.done(List.of(next));
            }
            if (late == null) {
                break;
            }
            Receiving heir = new Receiving(waiting, this, prefetch, request);
            if (late.leavesTo(heir)) {
                return heir;
            }
        }
        int wanted = memory.hasRoomToHold(MOST_BYTES) ? prefetch.window(now) : 1;
        ReceiveRequest larger = request.upTo(wanted).upToBytes(MOST_BYTES);
        return begun(prefetch, larger);
    }

    private Completion<List<Delivery>> begun(Prefetch prefetch, ReceiveRequest request) {
        return new Receiving(waiting, this, prefetch, request).begun(othersKeep(request.queue()));
    }

    private Delivery next(Receiver receiver, Prefetch prefetch, long now) {
        Delivery next = prefetch.next(now);
        while (next != null) {
            memory.giveBack(Use.LEASES, next.size());
            if (!engine.isExpired(next)) {
                return next;
            }
            giveBack(receiver.owner(), List.of(next));
            next = prefetch.next(now);
        }
        return null;
    }

    private boolean othersKeep(String queue) {
        return all.size() > 1
                && all.entrySet().stream()
                        .anyMatch(entry -> entry.getKey().queue().equals(queue)
                                && !entry.getValue().isEmpty());
    }

    /** What the server tells, which is to be made {@link #readable}. */
    RemoteCall<ReceiveRequest, List<Delivery>> ask(ReceiveRequest request) {
        RemoteCall<ReceiveRequest, List<Delivery>> asked;
        synchronized (turn) {
            asked = engine.beginToReceive(request);
        }
        engine.flush();
        return asked;
    }

    List<Delivery> readable(List<Delivery> told) {
        return engine.readable(told);
    }

    /** Messages have come for somebody who has got the one before them. */
    void keep(Prefetch prefetch, ReceiveRequest asked, List<Delivery> deliveries) {
        if (!isKept(prefetch, asked, deliveries)) {
            giveBack(asked.owner(), deliveries);
        }
    }

    /** The same, unless they have to be given back. Does not wait. */
    boolean isKept(Prefetch prefetch, ReceiveRequest asked, List<Delivery> deliveries) {
        long bytes = deliveries.stream().mapToLong(Delivery::size).sum();
        memory.take(Use.LEASES, bytes);
        boolean kept = prefetch.keep(deliveries, deliveries.size() + 1 == asked.max(), clock.elapsedMillis());
        if (!kept) {
            memory.giveBack(Use.LEASES, bytes);
        }
        return kept;
    }

    boolean isConnected() {
        return engine.calls.isConnected();
    }

    TimeSource clock() {
        return clock;
    }

    Waiting waiting() {
        return waiting;
    }

    void giveBack(UUID owner, List<Delivery> deliveries) {
        beginToGiveBack(owner, deliveries);
        engine.flush();
    }

    /** To be followed by {@link RemoteMessages#flush}. */
    private void beginToGiveBack(UUID owner, List<Delivery> deliveries) {
        if (deliveries.isEmpty()) {
            return;
        }
        try {
            engine.beginToGiveBack(
                    owner, deliveries.stream().map(Delivery::receipt).toList());
        } catch (EngineException e) {
            // they come back with the end of the session
        }
    }

    // -------------------------------------------------------------------------------------------- going back

    /** Gives back what there is of a queue. */
    void recall(String queue) {
        recall((receiver, prefetch) -> receiver.queue().equals(queue));
    }

    /** As {@link #recall(String)}, from those who have some. */
    void recallKept(String queue) {
        recall((receiver, prefetch) -> receiver.queue().equals(queue) && !prefetch.isEmpty());
    }

    /** Gives back what there is of the queues of these messages, so that it comes after them. */
    void recall(List<Receipt> receipts) {
        Set<Integer> queues = receipts.stream().map(Receipt::queue).collect(Collectors.toSet());
        recall((receiver, prefetch) -> queues.stream().anyMatch(prefetch::isOf));
    }

    /** Gives back what an owner has. */
    void recall(UUID owner) {
        recall((receiver, prefetch) -> receiver.owner().equals(owner));
    }

    /** Gives back what was received by a selection. */
    void recallSelected(UUID selection) {
        recall((receiver, prefetch) -> selection.equals(receiver.selection()));
    }

    /** Gives back what nobody has asked for for a while. Tells whether there is more that somebody may not ask for. */
    boolean recallUnused() {
        long moment = clock.elapsedMillis() - UNUSED_MILLIS;
        recall((receiver, prefetch) -> prefetch.isUnusedSince(moment));
        return all.values().stream().anyMatch(prefetch -> !prefetch.isEmpty());
    }

    private void recall(BiPredicate<Receiver, Prefetch> which) {
        all.forEach((receiver, prefetch) -> {
            if (which.test(receiver, prefetch)) {
                beginToEnd(receiver, prefetch);
                engine.flush();
            }
        });
    }

    /** Whoever finds nothing here asks the server behind this, so that what goes back comes before what comes next. */
    private void beginToEnd(Receiver receiver, Prefetch prefetch) {
        synchronized (turn) {
            beginToGiveBack(receiver.owner(), end(receiver, prefetch));
        }
    }

    private List<Delivery> end(Receiver receiver, Prefetch prefetch) {
        all.remove(receiver, prefetch);
        List<Delivery> kept = prefetch.end();
        memory.giveBack(Use.LEASES, kept.stream().mapToLong(Delivery::size).sum());
        return kept;
    }

    /** The server has lost the leases. */
    void forget() {
        all.forEach(this::end);
    }
}
