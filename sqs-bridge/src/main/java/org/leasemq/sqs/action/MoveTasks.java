package org.leasemq.sqs.action;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.leasemq.engine.EngineException;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.sqs.queue.TaskHandle;

/** The move tasks of this process, running and over. What they move is durable; the tasks are not. Safe for several threads. */
final class MoveTasks {
    private static final int MOST_A_SECOND = 500;
    private static final int INTERVALS = 10;
    private static final Duration INTERVAL = Duration.ofMillis(1000 / INTERVALS);
    private static final int MOST_REMEMBERED = 10;

    private final LeaseEngine engine;
    private final InstantSource clock;
    private final Delayer timer;
    /** By source, newest first. */
    private final Map<String, Deque<MoveTask>> tasks = new HashMap<>();

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
            Deque<MoveTask> known = tasks.computeIfAbsent(task.source, key -> new ArrayDeque<>());
            if (known.stream().anyMatch(MoveTask::isRunning)) {
                return false;
            }
            known.addFirst(task);
            if (known.size() > MOST_REMEMBERED) {
                known.removeLast();
            }
        }
        step(task);
        return true;
    }

    private void step(MoveTask task) {
        if (!task.isRunning()) {
            task.moved(0, true);
            return;
        }
        int share = task.share(INTERVALS, MOST_A_SECOND);
        try {
            engine.redrive(task.source, task.destination, share).whenDone((moved, error) -> {
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

    synchronized List<MoveTask> of(String source) {
        return List.copyOf(tasks.getOrDefault(source, new ArrayDeque<>()));
    }

    synchronized Optional<MoveTask> find(TaskHandle handle) {
        return tasks.values().stream()
                .flatMap(Deque::stream)
                .filter(task -> task.handle().equals(handle))
                .findFirst();
    }
}
