package org.leasemq.engine.local.queue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.leasemq.engine.local.definition.Definition;
import org.leasemq.engine.model.EngineException;
import org.leasemq.memory.MemoryShare.Use;

/** The queues there are, by name and by number, and those that have something to be handed out. */
public final class Queues {
    private final NavigableMap<String, QueueState> byName = new TreeMap<>();
    private final Map<Integer, QueueState> byNumber = new HashMap<>();
    private final Subscribers topics = new Subscribers();
    private final Set<QueueState> touched = new LinkedHashSet<>();
    private final QueueParts parts;
    /** Who is told of those that come and go; null for nobody. */
    private Consumer<String> watcher;

    private Consumer<QueueState> unnamed = queue -> {};

    public Queues(QueueParts parts) {
        this.parts = parts;
        parts.time().afterRinging(this::dispatch);
        parts.lock().onFailure(failed -> waiting().forEach(waiter -> waiter.abandon(failed)));
    }

    /** A new one, that nobody finds yet. */
    public QueueState make(String name, int number, long createdAt, Definition definition) {
        return new QueueState(parts, this, name, number, createdAt, definition);
    }

    /**
     * Has somebody told, without the lock, when a queue has come or gone.
     *
     * @param watching gets its name; of several changes in short time the last may be told first
     */
    public void watch(Consumer<String> watching) {
        watcher = watching;
    }

    private void changed(QueueState queue) {
        if (watcher != null) {
            parts.lock().later(() -> watcher.accept(queue.name()));
        }
    }

    /** Who subscribes to what. */
    public Subscribers topics() {
        return topics;
    }

    /** The queue of a name; null if there is none. */
    public QueueState find(String name) {
        return byName.get(name);
    }

    public boolean has(String name) {
        return byName.containsKey(name);
    }

    public QueueState get(String name) {
        parts.life().checkOpen();
        QueueState queue = byName.get(name);
        if (queue == null) {
            throw new EngineException.NoSuchQueue(name);
        }
        return queue;
    }

    /** A queue that is not set aside. */
    public QueueState usable(String name) {
        QueueState queue = get(name);
        if (queue.faults != null) {
            throw new EngineException.QueueSetAside(name, queue.faults);
        }
        return queue;
    }

    /** Those that can be found, by name. */
    public NavigableMap<String, QueueState> named() {
        return Collections.unmodifiableNavigableMap(byName);
    }

    /** The queue of a number; null if there is none. */
    public QueueState numbered(int number) {
        return byNumber.get(number);
    }

    public boolean has(int number) {
        return byNumber.containsKey(number);
    }

    /** The name of the queue of a number; null if there is none. */
    public String nameOf(int number) {
        QueueState queue = byNumber.get(number);
        return queue == null ? null : queue.name();
    }

    public void register(QueueState queue) {
        byName.put(queue.name(), queue);
        if (byNumber.put(queue.number(), queue) == null) {
            parts.memory().take(Use.QUEUES, queue.definition().footprint());
        }
        topics.put(queue);
        changed(queue);
    }

    /** One that has a number only, and counts as something else. */
    public void registerUnnamed(QueueState queue) {
        byNumber.put(queue.number(), queue);
    }

    public void unregisterUnnamed(QueueState queue) {
        byNumber.remove(queue.number());
    }

    /** Whether it has its number, so that its definition is counted. */
    boolean isRegistered(QueueState queue) {
        return byNumber.get(queue.number()) == queue;
    }

    /** The queue is being deleted: nobody finds it any more, but until that is durable it is there. */
    public void takeName(QueueState queue) {
        if (byName.remove(queue.name(), queue)) {
            unnamed.accept(queue);
        }
    }

    /** @param action is told of each queue that nobody finds any more */
    public void whenUnnamed(Consumer<QueueState> action) {
        unnamed = action;
    }

    /** It could not be deleted, so it has its name back: queues that were to get that, and are not stored yet, never were. */
    public void giveName(QueueState queue) {
        List.copyOf(byNumber.values()).stream()
                .filter(other -> other.isNew() && other != queue && other.name().equals(queue.name()))
                .forEach(QueueState::undo);
        byName.putIfAbsent(queue.name(), queue);
    }

    /** Whether the queue can be found, rather than being deleted. */
    public boolean isNamed(QueueState queue) {
        return byName.get(queue.name()) == queue;
    }

    void unregister(QueueState queue) {
        takeName(queue);
        if (byNumber.remove(queue.number()) != null) {
            parts.memory().giveBack(Use.QUEUES, queue.definition().footprint());
        }
        topics.remove(queue);
        changed(queue);
    }

    /** Everybody who waits on any of them. */
    public List<Waiter> waiting() {
        List<Waiter> all = new ArrayList<>();
        byNumber.values().forEach(queue -> all.addAll(queue.waiting()));
        return all;
    }

    /** Something became available in this queue: {@link #dispatch} will look at it. */
    void touch(QueueState queue) {
        touched.add(queue);
    }

    /** Hands out what has become available. */
    public void dispatch() {
        while (!touched.isEmpty() && parts.lock().failure() == null) {
            QueueState queue = touched.iterator().next();
            touched.remove(queue);
            queue.dispatch();
        }
    }
}
