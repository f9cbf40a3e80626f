package org.leasemq.sqs.action;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.leasemq.engine.EngineException;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.QueueInfo;
import org.leasemq.sqs.queue.TaskHandle;

/** The move tasks of this process, running and over. What they move is durable; the tasks are not. Safe for several threads. */
final class MoveTasks {
    private static final int MOST_A_SECOND = 500;
    private static final int INTERVALS = 10;
    private static final Duration INTERVAL = Duration.ofMillis(1000 / INTERVALS);
    private static final int MOST_REMEMBERED = 10;
    private static final int MOST_SOURCES = 200;

    private final LeaseEngine engine;
    private final InstantSource clock;
    private final Delayer timer;
    /** By the number of the source, that with the newest last; of each the newest first. */
    private final Map<Integer, Deque<MoveTask>> tasks = new LinkedHashMap<>();

    MoveTasks(LeaseEngine engine, InstantSource clock, Delayer timer) {
        this.engine = engine;
        this.clock = clock;
        this.timer = timer;
    }

    long now() {
        return clock.millis();
    }

    /** Starts a task, unless one is running for the same source: then tells so. */
    boolean start(MoveTask task) {
        synchronized (this) {
            int source = task.source.number();
            Deque<MoveTask> known = tasks.getOrDefault(source, new ArrayDeque<>());
            if (isRunning(known)) {
                return false;
            }
            known.addFirst(task);
            if (known.size() > MOST_REMEMBERED) {
                known.removeLast();
            }
            tasks.remove(source);
            tasks.put(source, known);
            forgetSome();
        }
        step(task);
        return true;
    }

    private static boolean isRunning(Deque<MoveTask> known) {
        return known.stream().anyMatch(MoveTask::isRunning);
    }

    /** The oldest, but none that is running. */
    private void forgetSome() {
        Iterator<Deque<MoveTask>> oldest = tasks.values().iterator();
        while (tasks.size() > MOST_SOURCES && oldest.hasNext()) {
            if (!isRunning(oldest.next())) {
                oldest.remove();
            }
        }
    }

    /** The queue has been deleted. */
    synchronized void forget(QueueInfo source) {
        tasks.remove(source.number());
    }

    /** One that was made anew under the same name is another. */
    private boolean isThere(QueueInfo source) {
        return engine.findQueue(source.name())
                .filter(found -> found.number() == source.number())
                .isPresent();
    }

    private void step(MoveTask task) {
        if (!task.isRunning()) {
            task.moved(0, true);
            return;
        }
        if (!isThere(task.source)) {
            task.failed(new EngineException.NoSuchQueue(task.source.name()));
            return;
        }
        int share = task.share(INTERVALS, MOST_A_SECOND);
        try {
            engine.redrive(task.source.name(), task.destination, share).whenDone((moved, error) -> {
                if (error != null) {
                    task.failed(error);
                    return;
                }
                task.moved(moved, moved < share);
                if (task.isRunning()) {
                    timer.after(INTERVAL.multipliedBy(task.intervals(INTERVALS)), () -> step(task));
                }
            });
        } catch (EngineException e) {
            task.failed(e);
        }
    }

    synchronized List<MoveTask> of(QueueInfo source) {
        return List.copyOf(tasks.getOrDefault(source.number(), new ArrayDeque<>()));
    }

    synchronized Optional<MoveTask> find(TaskHandle handle) {
        return tasks.values().stream()
                .flatMap(Deque::stream)
                .filter(task -> task.handle().equals(handle))
                .findFirst();
    }
}
