package org.leasemq.embedded;

import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.leasemq.access.Admission;
import org.leasemq.annotation.VisibleTo;
import org.leasemq.annotation.VisibleTo.Audience;
import org.leasemq.engine.Client;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.TimeSource;
import org.leasemq.engine.model.EngineException;
import org.leasemq.memory.MemoryAccount;
import org.leasemq.options.InvalidOptionException;
import org.leasemq.options.OptionValues;

/**
 * One user's hold on a shared engine, which stays open until all have closed theirs. Safe for use by several threads;
 * belongs to who got it.
 */
public final class EngineHandle implements AutoCloseable {
    private final SharedEngine shared;
    private final EmbeddedEngines registry;
    private final Client client;
    private final AtomicBoolean closed = new AtomicBoolean();

    EngineHandle(SharedEngine shared, EmbeddedEngines registry, Client client) {
        this.shared = shared;
        this.registry = registry;
        this.client = client;
    }

    /** The engine. Not to be closed. */
    public LeaseEngine engine() {
        return client.engine();
    }

    /** This process, as the engine knows it. Not to be closed. */
    public Client client() {
        return client;
    }

    /**
     * Whether the engine has failed, and does nothing any more. Whoever {@linkplain EmbeddedEngines#open opens} its place next
     * gets a new one.
     */
    public boolean hasFailed() {
        return shared.hasFailed();
    }

    /** Whether the engine has failed, or has been closed although this hold on it has not. */
    public boolean isOver() {
        return shared.isOver();
    }

    /**
     * Has something done once when the engine {@linkplain #hasFailed fails}: with a server elsewhere when that has been away for
     * longer than it is waited for, or wants us no more. It is run by the thread that found out, without locks, and must not wait for
     * long; not at all when this has been closed before.
     */
    public void whenFailed(Runnable action) {
        shared.watch(this, action);
    }

    /** Whether a user would get this engine, too, and not a conversation with the server of his own. */
    public boolean isFor(String user) {
        return shared.isFor(user);
    }

    /** What counts the memory that clients of the engine make grow. */
    public MemoryAccount memory() {
        return shared.memory();
    }

    /** The engine's source of time. */
    public TimeSource clock() {
        return registry.clock();
    }

    /**
     * Runs each task on a thread of its own, at once, with the context class loader of who asked for it. Throws
     * {@link java.util.concurrent.RejectedExecutionException} when there is no thread.
     */
    public Executor threads() {
        return task -> ContextLoader.ofCaller().within(registry.threads()).execute(task);
    }

    /**
     * Another hold on the same engine.
     *
     * @throws EngineException.Closed if the engine has been closed because the process ends
     */
    public EngineHandle another() {
        return shared.joinAgain(OptionValues.defaults());
    }

    /**
     * Another hold on the same engine, for who has been given options since.
     *
     * @param options those given must not contradict those the engine was opened with
     * @throws InvalidOptionException if they do
     * @throws EngineException.Closed if the engine has been closed because the process ends
     */
    public EngineHandle another(OptionValues options) {
        return shared.joinAgain(options);
    }

    /**
     * Another hold on the same engine, for a user who is held to what he may do.
     *
     * @param options those given must not contradict those the engine was opened with
     * @param user null for nobody in particular
     * @param password null for none
     * @throws InvalidOptionException if they do
     * @throws org.leasemq.engine.model.AccessDenied if that is not the password of that user
     * @throws EngineException.Closed if the engine has been closed because the process ends
     */
    public EngineHandle another(OptionValues options, String user, String password) {
        return shared.joinAgain(options, user, password);
    }

    /** Who may use the engine, for who lets others in. */
    @VisibleTo(Audience.FACES)
    public Admission admission() {
        return shared.admission();
    }

    /**
     * The engine as somebody may use it who has been {@linkplain #admission let in}: what he makes is his for as long as he uses
     * this. Not to be closed.
     *
     * @param user null for nobody in particular
     * @param client a client that is his already
     */
    @VisibleTo(Audience.FACES)
    public LeaseEngine engine(String user, UUID client) {
        return shared.face(user, client);
    }

    /** Closing twice is harmless. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            shared.unwatch(this);
            shared.leave();
        }
    }
}
