package org.leasemq.console;

import java.lang.System.Logger.Level;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.leasemq.console.api.PageApi;
import org.leasemq.console.audit.Audit;
import org.leasemq.console.figures.Figures;
import org.leasemq.console.http.ConsoleHandler;
import org.leasemq.console.http.LiveStreams;
import org.leasemq.console.http.Visit;
import org.leasemq.embedded.EngineHandle;
import org.leasemq.log.Logs;
import org.leasemq.memory.MemoryShare;
import org.leasemq.sqs.client.ConnectedClients;
import org.leasemq.thread.DaemonThreads;

/** The console of a server. Closed before the server that serves it. Safe for use by several threads. */
public final class Console implements AutoCloseable {
    private static final System.Logger LOG = Logs.of(Console.class);

    private final EngineHandle handle;
    private final boolean keys;
    private final MemoryShare memory;
    private final Executor threads;
    private final Audit audit;
    private final Figures figures;
    private final PageApi api;
    private final LiveStreams live;
    private final ScheduledExecutorService ticks;

    /**
     * @param handle not closed by this
     * @param keys whether the server has access keys
     * @param clients the programs that are connected
     * @param audit is told what is changed
     * @param memory what it takes is counted there
     * @param threads those of the server, for what may take long
     */
    public Console(
            EngineHandle handle,
            boolean keys,
            ConnectedClients clients,
            Audit audit,
            MemoryShare memory,
            Executor threads) {
        this.handle = handle;
        this.keys = keys;
        this.memory = memory;
        this.threads = threads;
        this.audit = audit;
        this.figures = new Figures(handle.engine(), handle.clock(), memory);
        this.api = new PageApi(figures, clients, audit, memory, handle.clock(), handle.threads());
        this.live = new LiveStreams(api, figures, handle.clock());
        this.ticks = Executors.newSingleThreadScheduledExecutor(new DaemonThreads("leasemq-console"));
    }

    /** Begins to watch. */
    public void start() {
        ticks.scheduleWithFixedDelay(this::tick, 1, 1, TimeUnit.SECONDS);
    }

    private void tick() {
        try {
            figures.tick();
            live.tick();
        } catch (RuntimeException e) {
            LOG.log(Level.DEBUG, "The console cannot look at the queues", e);
        }
    }

    /**
     * Answers browsers.
     *
     * @param next for all other requests
     * @param visits how a request reaches the server
     */
    public Handler handler(Handler next, Function<Request, Visit> visits) {
        return new ConsoleHandler(next, visits, handle, keys, audit, api, live, memory, threads);
    }

    @Override
    public void close() {
        ticks.shutdownNow();
        live.close();
        api.close();
        figures.close();
    }
}
