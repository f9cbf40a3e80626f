package org.leasemq.sqs.server.remote;

import java.security.SecureRandom;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.thread.Scheduler;
import org.leasemq.embedded.EngineHandle;
import org.leasemq.engine.TimeSource;
import org.leasemq.engine.wire.Resumption;
import org.leasemq.memory.MemoryShare;
import org.leasemq.served.ServedEngine;
import org.leasemq.served.Visitor;

/**
 * Clients of the engine in other processes, and their connections. Closed before the server that accepts these. Safe for use by
 * several threads.
 */
public final class RemoteClients implements AutoCloseable {
    private final EngineHandle handle;
    private final RemoteSettings settings;
    private final MemoryShare memory;
    private final Executor threads;
    private final Executor writers;
    private final Scheduler scheduler;
    private final ServedEngine served;
    private final Entrance entrance;
    private final Refusals refusals;
    private final Set<FrameConnection> open = ConcurrentHashMap.newKeySet();
    private final SecureRandom secrets = new SecureRandom();
    private volatile boolean closed;

    /**
     * @param handle not closed by this
     * @param memory what clients take is counted there
     * @param threads those of the server: for what may take long
     * @param writers begins to write answers; must not refuse
     */
    public RemoteClients(
            EngineHandle handle,
            RemoteSettings settings,
            MemoryShare memory,
            Executor threads,
            Executor writers,
            Scheduler scheduler) {
        TimeSource clock = handle.clock();
        this.handle = handle;
        this.settings = settings;
        this.memory = memory;
        this.threads = threads;
        this.writers = writers;
        this.scheduler = scheduler;
        this.entrance = new Entrance(handle.admission(), settings.keys(), this::isResumed);
        this.refusals = new Refusals(clock);
        this.served = new ServedEngine(
                handle.engine(),
                threads,
                clock,
                (millis, action) -> scheduler.schedule(action, millis, TimeUnit.MILLISECONDS)::cancel,
                ServedEngine.Limits.USUAL.withSessions(settings.mostSessions()),
                memory);
    }

    /**
     * Makes connections of clients out of requests for them; everything else is for the next.
     *
     * @param address where a request comes from, for people
     */
    public Handler handler(Handler next, Function<Request, String> address) {
        return new UpgradeHandler(
                next, entrance, address, (request, pass) -> connection(request, pass, address.apply(request)), this);
    }

    RemoteSettings settings() {
        return settings;
    }

    MemoryShare memory() {
        return memory;
    }

    Executor threads() {
        return threads;
    }

    Executor writers() {
        return writers;
    }

    Scheduler scheduler() {
        return scheduler;
    }

    /** The sessions. */
    public ServedEngine served() {
        return served;
    }

    Refusals refusals() {
        return refusals;
    }

    /** What becomes of the connection of a request. */
    private FrameConnection connection(Request request, Entrance.Pass pass, String address) {
        EndPoint endPoint = request.getConnectionMetaData().getConnection().getEndPoint();
        return new FrameConnection(
                endPoint,
                this,
                new Visitor(
                        pass.user(),
                        address,
                        pass.byPassword() ? this::newSecret : null,
                        pass.session(),
                        session -> handle.engine(pass.user(), session)),
                address,
                request.getConnectionMetaData().getConnector().getByteBufferPool());
    }

    private boolean isResumed(String user, Resumption said) {
        return served.isResumedBy(user, said);
    }

    private byte[] newSecret() {
        byte[] secret = new byte[Resumption.LENGTH];
        secrets.nextBytes(secret);
        return secret;
    }

    /** Whether it may go on. */
    boolean opened(FrameConnection connection) {
        open.add(connection);
        return !closed;
    }

    void closed(FrameConnection connection) {
        synchronized (open) {
            open.remove(connection);
            open.notifyAll();
        }
    }

    boolean isClosed() {
        return closed;
    }

    /**
     * Ends all sessions in good order, and then their connections: what is under way is answered, and clients are told, as long as
     * that does not take too long. The engine goes on.
     */
    @Override
    public void close() {
        closed = true;
        entrance.close();
        served.end(settings.ending().toMillis());
        served.close();
        open.forEach(FrameConnection::endSoon);
        awaitGone();
    }

    /** What is in line for clients is written, and read by those who read. */
    private void awaitGone() {
        long until = System.nanoTime() + 2 * settings.parting().toNanos();
        synchronized (open) {
            for (long left = until - System.nanoTime(); left > 0 && !open.isEmpty(); left = until - System.nanoTime()) {
                try {
                    TimeUnit.NANOSECONDS.timedWait(open, left);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
        }
    }
}
