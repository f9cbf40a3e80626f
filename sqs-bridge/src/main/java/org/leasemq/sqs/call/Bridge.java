package org.leasemq.sqs.call;

import java.util.Map;
import java.util.concurrent.Executor;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.TimeSource;
import org.leasemq.memory.MemoryShare;
import org.leasemq.sqs.access.ActionGuard;
import org.leasemq.sqs.move.Delayer;
import org.leasemq.sqs.move.MoveTasks;
import org.leasemq.sqs.queue.Arns;
import org.leasemq.sqs.queue.Homes;
import org.leasemq.sqs.queue.Limits;
import org.leasemq.sqs.receive.Parked;
import org.leasemq.sqs.receive.ReceiveAttempts;
import org.leasemq.sqs.signing.HandleKeys;
import org.leasemq.sqs.signing.Signers;

/** What actions share: the engine, the rules, and what is remembered from one request to the next. Safe for several threads. */
public final class Bridge {
    private final LeaseEngine engine;
    private final MemoryShare memory;
    private final TimeSource clock;
    private final Limits limits;
    private final ActionGuard guard;
    private final Executor executor;
    private final Executor answers;

    private final RecentEvents deletions;
    private final RecentEvents purges;
    private final ReceiveAttempts attempts;
    private final MoveTasks moves;
    private final Parked parked;
    private final HandleKeys handleKeys;
    private final Signers signers;
    private volatile QueueLife queueLife = QueueLife.NOTHING;
    private final Homes homes;

    /**
     * @param engine the queues
     * @param memory what is remembered from one request to the next is counted there
     * @param clock the engine's source of time
     * @param settings what can be chosen
     * @param guard decides who may do what
     * @param executor runs what may wait for the disk
     * @param answers runs what makes answers, and does not wait
     * @param timer calls back later
     */
    public Bridge(
            LeaseEngine engine,
            MemoryShare memory,
            TimeSource clock,
            BridgeSettings settings,
            ActionGuard guard,
            Executor executor,
            Executor answers,
            Delayer timer) {
        this.engine = engine;
        this.handleKeys = new HandleKeys(engine);
        this.signers = new Signers(engine);
        this.memory = memory;
        this.clock = clock;
        this.limits = settings.limits();
        this.guard = guard;
        this.executor = executor;
        this.answers = answers;
        this.homes = new Homes(engine, new Arns(settings.account(), settings.region()));
        this.deletions = new RecentEvents(clock, limits.deletedRecently());
        this.purges = new RecentEvents(clock, limits.betweenPurges());
        this.attempts = new ReceiveAttempts(clock, memory);
        this.parked = new Parked(memory);
        this.moves = new MoveTasks(engine, guard, timer);
    }

    /** Goes on with what was under way when the server ended. */
    public void resume() {
        queueLife.resume(Call.own(this, homes.own(), "", Map.of()));
        moves.resume();
    }

    /** The queues. */
    public LeaseEngine engine() {
        return engine;
    }

    /** What is remembered from one request to the next is counted there. */
    public MemoryShare memory() {
        return memory;
    }

    /** The engine's source of time. */
    public TimeSource clock() {
        return clock;
    }

    /** How much is too much. */
    public Limits limits() {
        return limits;
    }

    /** Decides who may do what. */
    ActionGuard guard() {
        return guard;
    }

    /** Where what waits for the disk is carried out, and answers are made that read from it. */
    public Executor executor() {
        return executor;
    }

    /** Where answers are made to what has become durable: one after the other, off the engine's threads. */
    Executor answers() {
        return answers;
    }

    /** When queues were deleted. */
    public RecentEvents deletions() {
        return deletions;
    }

    /** When queues were purged. */
    public RecentEvents purges() {
        return purges;
    }

    /** What receives with an attempt id got. */
    public ReceiveAttempts attempts() {
        return attempts;
    }

    /** The move tasks. */
    public MoveTasks moves() {
        return moves;
    }

    /** What signs receipt handles. */
    public HandleKeys handleKeys() {
        return handleKeys;
    }

    /** The receives that wait. */
    public Parked parked() {
        return parked;
    }

    /** Says who is told when queues come and go. */
    public void setQueueLife(QueueLife value) {
        queueLife = value;
    }

    /** Who is told when queues come and go. */
    public QueueLife queueLife() {
        return queueLife;
    }

    /** What signs that which topics send. */
    public Signers signers() {
        return signers;
    }

    /** Where queues and topics belong, and what the engine calls them. */
    public Homes homes() {
        return homes;
    }
}
