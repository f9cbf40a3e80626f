package org.leasemq.engine.local.operation;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;
import org.leasemq.engine.local.commit.Answers;
import org.leasemq.engine.local.commit.GroupCommit;
import org.leasemq.engine.local.commit.SpaceWatch;
import org.leasemq.engine.local.content.Contents;
import org.leasemq.engine.local.definition.Filters;
import org.leasemq.engine.local.memory.EngineMemory;
import org.leasemq.engine.local.order.EntryIndex;
import org.leasemq.engine.local.order.Receipts;
import org.leasemq.engine.local.queue.Departures;
import org.leasemq.engine.local.queue.Notices;
import org.leasemq.engine.local.queue.QueueParts;
import org.leasemq.engine.local.queue.QueueState;
import org.leasemq.engine.local.queue.Queues;
import org.leasemq.engine.local.queue.Subscribers;
import org.leasemq.engine.local.runtime.EngineLock;
import org.leasemq.engine.local.runtime.EngineSettings;
import org.leasemq.engine.local.runtime.EngineThreads;
import org.leasemq.engine.local.runtime.EngineTime;
import org.leasemq.engine.local.runtime.Environment;
import org.leasemq.engine.local.runtime.Life;
import org.leasemq.engine.local.runtime.Numbers;
import org.leasemq.engine.model.EngineException;
import org.leasemq.store.Store;

/** The parts of an engine, for its operations. Each part knows only those that it needs. */
public final class Kernel {
    final Environment environment;
    final EngineSettings settings;
    final Store store;
    final EngineLock lock = new EngineLock();
    final Life life = new Life(lock);
    final EngineTime time;
    final EngineThreads threads;
    final Numbers numbers;

    /** What is counted of the heap. */
    final EngineMemory memory;

    final Contents contents;

    /** All entries. */
    final EntryIndex index;

    /** The leases that receipts name. */
    final Receipts receipts;

    final Queues queues;
    final Subscribers topics;

    /** What filters mean. */
    final Filters filters;

    final Branches branches;

    /** What clients elsewhere were answered. */
    final Answers answers;

    /** Where operations go in line to become durable. */
    final GroupCommit commit;

    final SpaceWatch space;
    final Notices notices;
    private final AtomicBoolean shrinking = new AtomicBoolean();

    /** @param departures carries out what becomes of messages that nobody asked for */
    public Kernel(
            Environment environment, EngineSettings settings, Store store, Function<Kernel, Departures> departures) {
        this.environment = environment;
        this.settings = settings;
        this.store = store;
        this.time = new EngineTime(environment, lock);
        this.threads = new EngineThreads(environment, lock);
        this.numbers = new Numbers(environment.random());
        this.memory = new EngineMemory(settings.memory().share());
        this.filters = new Filters(settings.filters(), environment.clock());
        this.contents = new Contents(lock, memory.share(), store, settings.memoryBudget());
        this.index = new EntryIndex(memory, contents::drop);
        this.receipts = new Receipts(index);
        memory.onTaking(contents::makeRoom);
        memory.share().onShortage(this::shrinkSoon);
        QueueParts parts = new QueueParts(
                lock, life, time, threads, memory, settings, numbers, contents, index, departures.apply(this));
        this.queues = new Queues(parts);
        this.topics = queues.topics();
        this.branches = new Branches(life, time, numbers, memory, queues);
        this.notices = new Notices(lock, time);
        this.answers = new Answers(memory, time, settings.longestAbsence().toMillis());
        this.commit = new GroupCommit(lock, life, time, threads, settings, store, answers);
        this.space = new SpaceWatch(store, memory, threads, life, settings.reclaiming());
        commit.afterBatch(queues::dispatch);
        commit.afterWrite(space::look);
    }

    /** Others of this process need memory. */
    private void shrinkSoon() {
        if (!lock.isHeld() && shrinking.compareAndSet(false, true)) {
            threads.execute(() -> {
                shrinking.set(false);
                lock.run(() -> contents.makeRoom(0));
            });
        }
    }

    // ---------------------------------------------------------------------------- what most operations need

    /** Does something with the lock. */
    public <T> T locked(Supplier<T> action) {
        return lock.locked(action);
    }

    public void checkOpen() {
        life.checkOpen();
    }

    public long now() {
        return time.now();
    }

    public long elapsed() {
        return time.elapsed();
    }

    public QueueState queue(String name) {
        return queues.get(name);
    }

    /** A queue that is not set aside. */
    public QueueState usableQueue(String name) {
        return queues.usable(name);
    }

    /** Hands out what has become available. */
    public void dispatch() {
        queues.dispatch();
    }

    public EngineLock lock() {
        return lock;
    }

    public Life life() {
        return life;
    }

    public EngineMemory memory() {
        return memory;
    }

    public Queues queues() {
        return queues;
    }

    public Subscribers topics() {
        return topics;
    }

    public Numbers numbers() {
        return numbers;
    }

    public Receipts receipts() {
        return receipts;
    }

    public Branches branches() {
        return branches;
    }

    public Answers answers() {
        return answers;
    }

    public GroupCommit commit() {
        return commit;
    }

    public EntryIndex index() {
        return index;
    }

    public EngineTime time() {
        return time;
    }

    public Contents contents() {
        return contents;
    }

    public Filters filters() {
        return filters;
    }

    public EngineSettings settings() {
        return settings;
    }

    public Environment environment() {
        return environment;
    }

    /**
     * Why nothing may be handed over any more, which others may get meanwhile: then the engine has failed. Null if the queues
     * are certainly here.
     */
    public EngineException.Failed lost() {
        return store.isOwned()
                ? null
                : lock.lose("nothing could be written for as long as the owner of the store has time for it.", null);
    }

    public Store store() {
        return store;
    }

    public Notices notices() {
        return notices;
    }

    public SpaceWatch space() {
        return space;
    }

    public EngineThreads threads() {
        return threads;
    }
}
