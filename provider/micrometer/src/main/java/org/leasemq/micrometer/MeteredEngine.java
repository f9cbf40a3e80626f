package org.leasemq.micrometer;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.leasemq.embedded.EngineHandle;
import org.leasemq.engine.model.EngineException;
import org.leasemq.log.Logs;
import org.leasemq.management.EngineFigures;
import org.leasemq.management.EngineState;
import org.leasemq.memory.MemoryAccount;
import org.leasemq.thread.DaemonThreads;

/**
 * The engine that meters tell of, opened when it is looked at for the first time, and anew when it has failed. A server elsewhere may be
 * away, and calls wait for it: so it is looked at by a thread of its own, and nobody waits longer for that than a moment. Safe for use by
 * several threads, of which one at a time asks for a {@link #glance}.
 */
final class MeteredEngine implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 2;
    private static final long OLD_MILLIS = 30_000;

    private final Supplier<EngineHandle> opener;
    private final Predicate<String> queues;
    private final Executor threads = new DaemonThreads("leasemq-metrics");

    /** What has been begun and not been seen yet; null for nothing. */
    private CompletableFuture<Glance> glance;

    private EngineHandle handle;
    private EngineFigures figures;
    private boolean closed;

    MeteredEngine(Supplier<EngineHandle> opener, Predicate<String> queues) {
        this.opener = opener;
        this.queues = queues;
    }

    /**
     * Looks at the engine, however long that takes.
     *
     * @throws EngineException if it cannot be opened, or fails
     */
    Glance look() {
        open();
        EngineHandle engine;
        EngineFigures figuresOfIt;
        synchronized (this) {
            requireOpen();
            engine = handle;
            figuresOfIt = figures;
        }
        EngineState state = figuresOfIt.look();
        return new Glance(engine.clock().elapsedMillis(), state, Statistics.of(engine.engine(), queues));
    }

    private void open() {
        synchronized (this) {
            requireOpen();
            if (handle != null && !handle.isOver()) {
                return;
            }
        }
        EngineHandle opened = opener.get();
        synchronized (this) {
            letGo();
            handle = opened;
            figures = new EngineFigures(opened.engine(), opened.clock());
            if (closed) {
                letGo();
            }
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("These metrics have been closed.");
        }
    }

    private void letGo() {
        if (handle != null) {
            handle.close();
            handle = null;
        }
    }

    /** How the engine is now; null if it does not answer, or not at once. What comes later is told the next time, unless that is late. */
    Glance glance() {
        if (glance == null || isOld(glance)) {
            CompletableFuture<Glance> begun = new CompletableFuture<>();
            glance = begun;
            begin(begun);
        }
        try {
            Glance seen = glance.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            glance = null;
            return seen;
        } catch (ExecutionException e) {
            glance = null;
            Logs.of(LeaseMQMetrics.class)
                    .log(System.Logger.Level.DEBUG, "No figures, since the engine does not answer", e.getCause());
        } catch (TimeoutException e) {
            Logs.of(LeaseMQMetrics.class).log(System.Logger.Level.DEBUG, "No figures yet");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return null;
    }

    private boolean isOld(CompletableFuture<Glance> begun) {
        return begun.isDone()
                && (begun.isCompletedExceptionally()
                        || elapsedMillis() - begun.join().at() > OLD_MILLIS);
    }

    private void begin(CompletableFuture<Glance> begun) {
        try {
            threads.execute(() -> {
                try {
                    begun.complete(look());
                } catch (RuntimeException | Error e) {
                    begun.completeExceptionally(e);
                }
            });
        } catch (RuntimeException | Error e) { // there is no thread
            begun.completeExceptionally(e);
        }
    }

    /** Null without an engine. */
    synchronized MemoryAccount memory() {
        return handle == null ? null : handle.memory();
    }

    /** The moment, by the engine's clock; 0 without an engine. */
    synchronized long elapsedMillis() {
        return handle == null ? 0 : handle.clock().elapsedMillis();
    }

    @Override
    public synchronized void close() {
        closed = true;
        letGo();
    }
}
