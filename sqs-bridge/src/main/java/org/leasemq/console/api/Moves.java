package org.leasemq.console.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import org.leasemq.access.Right;
import org.leasemq.annotation.GuardedBy;
import org.leasemq.console.audit.Audit;
import org.leasemq.console.audit.Audit.Outcome;
import org.leasemq.console.audit.Audit.Way;
import org.leasemq.console.login.Person;
import org.leasemq.engine.TimeSource;
import org.leasemq.engine.model.EngineException;

/** Whole queues that are being moved elsewhere, and those that were: their progress is here, not in a page. Safe for use by several threads. */
final class Moves {
    private static final int MOST = 50;
    private static final int AT_ONCE = 200;
    private static final String RUNNING = "running";
    private static final String DONE = "done";
    private static final String FEWER = "done: the others were received, were deleted or have expired meanwhile";

    private static final class Move {
        private final String queue;
        private final String to;
        private final String user;
        private final long began;
        private final long all;
        private final AtomicLong moved = new AtomicLong();
        private volatile String state = RUNNING;
        private volatile boolean stopped;

        Move(String queue, String to, String user, long began, long all) {
            this.queue = queue;
            this.to = to;
            this.user = user;
            this.began = began;
            this.all = all;
        }

        boolean isRunning() {
            return state.equals(RUNNING);
        }

        String words() {
            return queue + (to == null ? " to where each came from" : " to " + to);
        }

        String told() {
            return stopped && isRunning() ? "stopping" : state;
        }
    }

    private final Executor threads;
    private final TimeSource clock;
    private final Audit audit;

    @GuardedBy("this")
    private final Map<Integer, Move> moves = new LinkedHashMap<>();

    @GuardedBy("this")
    private int last;

    /** @param threads runs each task on a thread of its own */
    Moves(Executor threads, TimeSource clock, Audit audit) {
        this.threads = threads;
        this.clock = clock;
        this.audit = audit;
    }

    /** Begins to move what can be received now, to one queue or to those from which the messages came. */
    Object begin(PageCall call) {
        String queue = call.text("queue");
        String to = call.text("to", null);
        long all = call.engine().statistics(queue).await().available();
        if (all == 0) {
            throw new Refusal(Refusal.CONFLICT, "No message can be received from that queue now.");
        }
        Move move = new Move(queue, to, call.person().user(), clock.millis(), all);
        int id = add(move);
        boolean begun = false;
        try {
            // what may not be is refused at once, not in the background
            move.moved.set(call.engine().redrive(queue, to, 1).await());
            threads.execute(() -> run(call, move));
            begun = true;
        } finally {
            if (!begun) {
                remove(id);
            }
        }
        return Values.of("id", id);
    }

    /** Refuses what would be one too many, or would share the messages of its queue with another. */
    private synchronized int add(Move move) {
        if (moves.values().stream().anyMatch(one -> one.isRunning() && one.queue.equals(move.queue))) {
            throw new Refusal(
                    Refusal.CONFLICT, "The messages of that queue are being moved already. Stop that, or wait for it.");
        }
        if (moves.values().stream().filter(Move::isRunning).count() >= MOST) {
            throw new Refusal(Refusal.UNAVAILABLE, MOST + " queues are being moved already. Wait for one of them.");
        }
        if (moves.size() >= MOST) {
            moves.values().removeIf(one -> !one.isRunning());
        }
        moves.put(++last, move);
        return last;
    }

    private synchronized void remove(int id) {
        moves.remove(id);
    }

    private void run(PageCall call, Move move) {
        try {
            move(call, move);
        } finally {
            Outcome outcome = move.state.equals(DONE) ? Outcome.DONE : Outcome.PARTLY;
            audit.changed(
                    Way.CONSOLE,
                    move.user,
                    call.deed().from(),
                    "move-all ended",
                    move.words(),
                    outcome,
                    move.moved.get() + " of " + move.all + ", " + move.state);
        }
    }

    private static void move(PageCall call, Move move) {
        try {
            boolean more = move.moved.get() > 0;
            while (more && !move.stopped && move.moved.get() < move.all) {
                int max = (int) Math.min(AT_ONCE, move.all - move.moved.get());
                int some = call.engine().redrive(move.queue, move.to, max).await();
                move.moved.addAndGet(some);
                more = some
                        > 0; // fewer than asked for come before one that cannot be moved, of which the next says why
            }
            move.state = move.stopped ? "stopped" : move.moved.get() < move.all ? FEWER : DONE;
        } catch (EngineException e) {
            move.state = "failed: " + e.getMessage();
        } catch (RuntimeException | Error e) {
            move.state = "failed: the server failed, and its log says why";
            throw e;
        }
    }

    Object list(PageCall call) {
        List<Map<String, Object>> all = new ArrayList<>();
        synchronized (this) {
            moves.forEach((id, move) -> {
                if (call.person().sees(move.queue)) {
                    all.add(
                            0,
                            Values.of(
                                    "id",
                                    id,
                                    "queue",
                                    move.queue,
                                    "to",
                                    move.to,
                                    "user",
                                    move.user,
                                    "began",
                                    move.began,
                                    "all",
                                    move.all,
                                    "moved",
                                    move.moved.get(),
                                    "state",
                                    move.told(),
                                    "stoppable",
                                    move.isRunning() && !move.stopped && mayStop(call.person(), move)));
                }
            });
        }
        return Values.of("moves", all);
    }

    /** For who began it, and for those who could begin it as well. */
    Object stop(PageCall call) {
        Move move;
        synchronized (this) {
            move = moves.get((int) call.number("id", 0, 0, Integer.MAX_VALUE));
        }
        if (move == null || !call.person().sees(move.queue)) {
            throw new Refusal(Refusal.NOT_FOUND, "There is no such move.");
        }
        call.deed().of(move.words());
        if (!mayStop(call.person(), move)) {
            throw new Refusal(
                    Refusal.FORBIDDEN,
                    "You may not stop that move: it is for who began it, and for those who may manage the queue and"
                            + " send to where its messages go.");
        }
        if (!move.isRunning()) {
            throw new Refusal(Refusal.CONFLICT, "That move is over already.");
        }
        move.stopped = true;
        return Values.of();
    }

    private static boolean mayStop(Person person, Move move) {
        boolean began = person.user() != null && person.user().equals(move.user);
        boolean mayTo = move.to == null ? person.mayOfEverything(Right.MANAGE) : person.may(Right.SEND, move.to);
        return began || person.may(Right.MANAGE, move.queue) && mayTo;
    }

    synchronized void stopAll() {
        moves.values().forEach(move -> move.stopped = true);
    }
}
