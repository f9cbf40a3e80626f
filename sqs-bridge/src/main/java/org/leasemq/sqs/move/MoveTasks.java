package org.leasemq.sqs.move;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.leasemq.engine.AttributeChange;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.model.QueueInfo;
import org.leasemq.engine.model.QueuePrefix;
import org.leasemq.sqs.access.ActionGuard;
import org.leasemq.sqs.move.MoveTask.Status;

/**
 * The move tasks. Those of each dead-letter queue are kept, as durably as it, with a queue without messages that nobody sees;
 * those that were running when the server ended {@linkplain #resume() go on}. Safe for several threads.
 */
public final class MoveTasks {
    /** What the names of the queues begin with that keep tasks; the number of the source follows. */
    private static final String KEPT = QueuePrefix.MOVES;

    private static final String LABEL = "tasks";
    private static final int MOST_REMEMBERED = 10;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<List<MoveTask>> LIST = new TypeReference<>() {};

    private final LeaseEngine engine;
    private final ActionGuard guard;
    private final Delayer timer;
    /** By the number of the source. What is over stays until that is kept. */
    private final ConcurrentMap<Integer, RunningMove> running = new ConcurrentHashMap<>();

    /**
     * None yet: those that are kept come with {@link #resume}.
     *
     * @param guard asked with every step whether who started a task may still send
     * @param timer calls back for the next step
     */
    public MoveTasks(LeaseEngine engine, ActionGuard guard, Delayer timer) {
        this.engine = engine;
        this.guard = guard;
        this.timer = timer;
    }

    /**
     * Starts a task, unless one is running for the same source: then tells so. Waits until it is kept.
     *
     * @throws EngineException if it cannot be
     */
    public boolean start(QueueInfo source, MoveTask task) {
        RunningMove move = running(source.number(), task);
        RunningMove now = running.compute(
                source.number(),
                (number, present) -> present != null && !present.task().isOver() ? present : move);
        if (now != move) {
            return false;
        }
        boolean kept = false;
        try {
            keep(source, task);
            kept = true;
        } finally {
            if (!kept) {
                running.remove(source.number(), move);
            }
        }
        move.step();
        return true;
    }

    private RunningMove running(int source, MoveTask task) {
        return new RunningMove(engine, guard, timer, source, task, move -> ended(source, move));
    }

    /** Keeps how a task ended; does not wait for that. What cannot be kept goes on after a restart, and ends soon. */
    private void ended(int source, RunningMove move) {
        try {
            Optional<QueueInfo> found = home(source);
            if (found.isEmpty()) {
                running.remove(source, move);
            } else {
                QueueInfo home = found.get();
                engine.setAttributes(home, with(home.attributes(), move.task()))
                        .whenDone((kept, error) -> kept(source, move, error));
            }
        } catch (EngineException e) {
            kept(source, move, e);
        }
    }

    private void kept(int source, RunningMove move, EngineException error) {
        Runnable next = error == null ? () -> running.remove(source, move) : afterRefusal(source, move, error);
        next.run();
    }

    private Runnable afterRefusal(int source, RunningMove move, EngineException error) {
        return switch (error.kind()) {
            case QUEUE_CHANGED -> () -> ended(source, move); // another task was kept meanwhile
            case NO_SUCH_QUEUE, CLOSED ->
                () -> running.remove(source, move); // the latter goes on when it is open again
            case QUEUE_SET_ASIDE,
                    QUEUE_EXISTS,
                    INVALID_ATTRIBUTE,
                    INVALID_MESSAGE,
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
                    ACCESS_DENIED -> () -> {}; // told by this process as long as it lives
        };
    }

    private void keep(QueueInfo source, MoveTask task) {
        if (home(source.number()).isPresent()) {
            change(source.number(), task);
        } else {
            QueueAttributes home = QueueAttributes.standardQueue().withLabels(Map.of(LABEL, write(List.of(task))));
            boolean durable = source.attributes().durable();
            engine.createQueue(KEPT + source.number(), home.withDurable(durable))
                    .await();
        }
    }

    private void change(int source, MoveTask task) {
        AttributeChange.apply(engine, KEPT + source, present -> with(present, task));
    }

    private static QueueAttributes with(QueueAttributes home, MoveTask task) {
        return home.withLabels(Map.of(LABEL, write(with(kept(home), task))));
    }

    /** With the task first if it is new. Of those before none is running any more. */
    private static List<MoveTask> with(List<MoveTask> tasks, MoveTask task) {
        if (tasks.stream().anyMatch(one -> one.id().equals(task.id()))) {
            return tasks.stream()
                    .map(one -> one.id().equals(task.id()) ? task : one)
                    .toList();
        }
        Stream<MoveTask> before =
                tasks.stream().map(one -> one.status() == Status.RUNNING ? one.as(Status.CANCELLED, one.moved()) : one);
        return Stream.concat(Stream.of(task), before).limit(MOST_REMEMBERED).toList();
    }

    /** Newest first. */
    public List<MoveTask> of(QueueInfo source) {
        RunningMove move = running.get(source.number());
        MoveTask live = move == null ? null : move.task();
        return kept(source.number()).stream()
                .map(task -> live != null && task.id().equals(live.id()) ? live : task)
                .toList();
    }

    /**
     * Cancels a task, so that it does not go on after a restart either. Waits until that is kept.
     *
     * @return how many it has moved; null if it is over already
     * @throws EngineException if that is so in this process only
     */
    public Long cancel(QueueInfo source, TaskHandle handle) {
        RunningMove move = running.get(source.number());
        if (move == null || !move.task().handle().equals(handle)) {
            return null;
        }
        Long moved = move.cancel();
        if (moved != null) {
            change(source.number(), move.task().as(Status.CANCELLED, moved));
        }
        return moved;
    }

    /** The queue has been deleted, and its tasks with it. */
    public void forget(QueueInfo source) {
        home(source.number()).ifPresent(home -> engine.deleteQueue(home.name()).background());
    }

    /** Goes on with those that were running when the server ended, and forgets those of queues that are gone. */
    public void resume() {
        Map<Integer, QueueInfo> queues =
                engine.queues().stream().collect(Collectors.toMap(QueueInfo::number, queue -> queue));
        for (QueueInfo home : queues.values()) {
            if (isHome(home)) {
                int number = Integer.parseInt(home.name().substring(KEPT.length()));
                QueueInfo source = queues.get(number);
                if (source == null) {
                    engine.deleteQueue(home.name()).background();
                } else {
                    kept(home.attributes()).stream()
                            .filter(task -> task.status() == Status.RUNNING)
                            .findFirst()
                            .ifPresent(task -> resume(source, task));
                }
            }
        }
    }

    /** How many had been moved is not kept with each of them: those that are left tell it, about. */
    private void resume(QueueInfo source, MoveTask task) {
        long left = engine.statistics(source.name()).await().available();
        RunningMove move = running(source.number(), task.as(Status.RUNNING, Math.max(0, task.toMove() - left)));
        running.put(source.number(), move);
        timer.after(Duration.ZERO, move::step);
    }

    private List<MoveTask> kept(int source) {
        return home(source).map(home -> kept(home.attributes())).orElse(List.of());
    }

    private Optional<QueueInfo> home(int source) {
        return engine.findQueue(KEPT + source).await().filter(MoveTasks::isHome);
    }

    /** Jakarta Messaging may have a queue that is called so as well: that is left alone. */
    private static boolean isHome(QueueInfo queue) {
        return queue.name().startsWith(KEPT) && queue.attributes().labels().containsKey(LABEL);
    }

    private static List<MoveTask> kept(QueueAttributes home) {
        try {
            return JSON.readValue(home.labels().get(LABEL), LIST);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Move tasks are kept as they were written", e);
        }
    }

    private static String write(List<MoveTask> tasks) {
        try {
            return JSON.writeValueAsString(tasks);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A move task can be written", e);
        }
    }
}
