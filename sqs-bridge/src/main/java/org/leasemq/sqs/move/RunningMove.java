package org.leasemq.sqs.move;

import java.time.Duration;
import java.util.function.Consumer;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.QueueInfo;
import org.leasemq.sqs.access.ActionGuard;
import org.leasemq.sqs.access.Resource;
import org.leasemq.sqs.access.TouchRole;
import org.leasemq.sqs.move.MoveTask.Status;
import org.leasemq.sqs.queue.EngineErrors;
import org.leasemq.sqs.wire.ApiException;

/**
 * Moves the messages of a dead-letter queue, some each tenth of a second, until there are none. Those that wait for one of their
 * group, which somebody has, belong to them; those that somebody has do not. Safe for several threads.
 */
final class RunningMove {
    /** The action that starts it, and that has to stay allowed. */
    private static final String START = "StartMessageMoveTask";

    private static final int MOST_A_SECOND = 500;
    private static final int INTERVALS = 10;
    private static final Duration INTERVAL = Duration.ofMillis(1000 / INTERVALS);
    /** Until messages are asked for again that were not to be had. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final LeaseEngine engine;
    private final ActionGuard guard;
    private final Delayer timer;
    /** Of the source: one that was made anew under the same name is another. */
    private final int number;

    private final Consumer<RunningMove> atEnd;
    private MoveTask task;

    /** @param atEnd told once, when it is over, on a thread that must not wait */
    RunningMove(
            LeaseEngine engine,
            ActionGuard guard,
            Delayer timer,
            int number,
            MoveTask task,
            Consumer<RunningMove> atEnd) {
        this.engine = engine;
        this.guard = guard;
        this.timer = timer;
        this.number = number;
        this.task = task;
        this.atEnd = atEnd;
    }

    synchronized MoveTask task() {
        return task;
    }

    /** Tells how many have been moved; null if it is over already. */
    synchronized Long cancel() {
        if (task.status() != Status.RUNNING) {
            return null;
        }
        task = task.as(Status.CANCELLING, task.moved());
        return task.moved();
    }

    /** Moves the next of them, and asks to be called again while there are more. */
    void step() {
        MoveTask now = task();
        if (now.status() != Status.RUNNING) {
            moved(0, true);
            return;
        }
        int share = share(now);
        try {
            requireQueue(now.source(), number);
            requireDestination(now);
            engine.redrive(now.source(), now.destination(), share).whenDone((moved, error) -> {
                if (error != null) {
                    failed(reason(error), EngineErrors.words(error));
                } else {
                    moved(moved, moved < share);
                }
            });
        } catch (EngineException e) {
            failed(reason(e), EngineErrors.words(e));
        } catch (ApiException e) {
            failed(e.code().legacy(), e.getMessage());
        }
    }

    private QueueInfo requireQueue(String name, int expected) {
        return engine.findQueue(name)
                .await()
                .filter(found -> found.number() == expected)
                .orElseThrow(() -> new EngineException.NoSuchQueue(name));
    }

    /** Who started it may have lost the right to send there. To where messages came from nobody loses it. */
    private void requireDestination(MoveTask now) {
        if (now.destination() != null) {
            QueueInfo destination = requireQueue(now.destination(), now.destinationNumber());
            guard.require(now.starter(), START, TouchRole.SENDER, Resource.of(destination));
        }
    }

    private static String reason(EngineException e) {
        return switch (e.kind()) {
            case INVALID_MESSAGE -> "CouldNotDetermineMessageSource";
            case NO_SUCH_QUEUE -> "AWS.SimpleQueueService.NonExistentQueue";
            case ACCESS_DENIED -> "AccessDenied";
            case QUEUE_SET_ASIDE,
                    QUEUE_EXISTS,
                    QUEUE_CHANGED,
                    INVALID_ATTRIBUTE,
                    MESSAGE_TOO_LARGE,
                    LEASE_ENDED,
                    INVALID_FILTER,
                    NO_SUCH_BRANCH,
                    BRANCH_EXISTS,
                    BRANCH_BUSY,
                    BRANCH_DECIDED,
                    SUBSCRIPTION_IN_USE,
                    NO_ROOM,
                    NO_THREAD,
                    STORE_FAILED,
                    FAILED,
                    UNKNOWN,
                    CLOSED -> EngineErrors.words(e);
        };
    }

    /** @param wereLast whether there was no other to be had */
    private void moved(int count, boolean wereLast) {
        if (now(Status.RUNNING, count) == Status.CANCELLED) {
            end();
        } else if (wereLast) {
            timer.after(Duration.ZERO, this::lookForOthers);
        } else {
            timer.after(INTERVAL.multipliedBy(intervals(task())), this::step);
        }
    }

    /** Nothing tells when somebody gives back, or deletes, what holds up others. */
    private void lookForOthers() {
        try {
            QueueInfo source = requireQueue(task().source(), number);
            if (engine.statistics(source.name()).await().available() > 0) {
                timer.after(PAUSE, this::step);
            } else {
                now(Status.COMPLETED, 0);
                end();
            }
        } catch (EngineException e) {
            failed(reason(e), EngineErrors.words(e));
        }
    }

    /** It has come to a status, unless somebody cancelled it meanwhile, and has moved some more. */
    private synchronized Status now(Status status, int moved) {
        task = task.as(task.status() == Status.CANCELLING ? Status.CANCELLED : status, task.moved() + moved);
        return task.status();
    }

    private void failed(String reason, String words) {
        synchronized (this) {
            task = task.failed(reason, words);
        }
        end();
    }

    private void end() {
        timer.after(Duration.ZERO, () -> atEnd.accept(this));
    }

    /** How many may be moved within the next interval. */
    private static int share(MoveTask task) {
        long perSecond = task.rate() == null ? MOST_A_SECOND : Math.min(task.rate(), MOST_A_SECOND);
        return (int) Math.max(1, perSecond / INTERVALS);
    }

    /** How many intervals pass until the next: more than one for rates below one an interval. */
    private static int intervals(MoveTask task) {
        return task.rate() == null || task.rate() >= INTERVALS ? 1 : (int) (INTERVALS / task.rate());
    }
}
