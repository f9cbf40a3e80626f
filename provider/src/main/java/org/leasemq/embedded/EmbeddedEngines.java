package org.leasemq.embedded;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;
import org.leasemq.annotation.VisibleTo;
import org.leasemq.annotation.VisibleTo.Audience;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.TimeSource;
import org.leasemq.engine.local.runtime.ThreadedEnvironment;
import org.leasemq.engine.model.EngineException;
import org.leasemq.log.Logs;
import org.leasemq.options.ConnectionUrl.Place;
import org.leasemq.options.InvalidOptionException;
import org.leasemq.options.OptionValues;
import org.leasemq.options.Options;
import org.leasemq.stack.StackReserve;
import org.leasemq.store.StoreException;
import org.leasemq.thread.DaemonThreads;

/**
 * The engines that are open, one for each place, and for each user of a server elsewhere. An engine is opened by who names its place first and closed when the last
 * of its users has gone; what is still open when the process ends is closed in good order after the shutdown hooks of others,
 * unless its option {@code close-on-exit} says otherwise.
 *
 * <p>Safe for use by several threads. Opening one engine does not make those wait who open another.
 */
public final class EmbeddedEngines {
    /** Shared by the whole process; empty while nothing is open. */
    private static final EmbeddedEngines OF_THIS_PROCESS =
            new EmbeddedEngines(new UsualStores(), new DaemonThreads("leasemq"), systemClock());

    private final StoreOpener stores;
    private final Executor threads;
    private final TimeSource clock;
    private final boolean closeAtExit;
    private final UnaryOperator<LeaseEngine> front;
    private final Map<EngineKey, SharedEngine> open = new HashMap<>();
    private Thread hook;

    /**
     * Engines apart from those of the process.
     *
     * @param stores opens what engines keep messages in
     * @param threads runs each task of engines and sessions on a thread of its own, at once; a task may last as long as the
     *     engine, so that threads should not keep the process from ending. What it refuses is not opened
     * @param clock the only source of time
     */
    @VisibleTo(Audience.FACES)
    public EmbeddedEngines(StoreOpener stores, Executor threads, TimeSource clock) {
        this(stores, threads, clock, true, UnaryOperator.identity());
    }

    private EmbeddedEngines(
            StoreOpener stores,
            Executor threads,
            TimeSource clock,
            boolean closeAtExit,
            UnaryOperator<LeaseEngine> front) {
        this.front = front;
        this.closeAtExit = closeAtExit;
        this.stores = stores;
        this.threads = threads;
        this.clock = clock;
    }

    /**
     * Engines that their users do not call themselves.
     *
     * @param between makes what users of an engine call instead
     */
    public EmbeddedEngines behind(UnaryOperator<LeaseEngine> between) {
        return new EmbeddedEngines(stores, threads, clock, closeAtExit, between);
    }

    /** What users of an engine call. */
    LeaseEngine front(LeaseEngine engine) {
        return front.apply(engine);
    }

    /**
     * Engines of a server that closes them in an order of its own when the process ends: nobody else does.
     *
     * @param name of their threads
     */
    public static EmbeddedEngines ofServer(String name) {
        return ofServer(new DaemonThreads(name));
    }

    /**
     * Engines of a server that has threads of its own, and closes engines when it wants: nobody else does.
     *
     * @param threads as for {@link #EmbeddedEngines}
     */
    public static EmbeddedEngines ofServer(Executor threads) {
        return new EmbeddedEngines(new UsualStores(), threads, systemClock(), false, UnaryOperator.identity());
    }

    /** The engines that connection factories share unless they are told otherwise. */
    public static EmbeddedEngines ofThisProcess() {
        return OF_THIS_PROCESS;
    }

    /** What engines go by, unless they are made for another source of time. */
    public static TimeSource systemClock() {
        return ThreadedEnvironment.systemClock();
    }

    /**
     * Opens the engine of a place, or joins those who use it already.
     *
     * @param options its options; those given must not contradict those it was opened with
     * @return to be closed by the caller
     * @throws InvalidOptionException if options contradict those of the open engine
     * @throws EngineException.StoreFailed if the store cannot be opened
     * @throws EngineException.NoThread if there are no threads for it; nothing is left open
     */
    public EngineHandle open(Place place, OptionValues options) {
        return open(place, options, options.get(Options.USER), options.get(Options.PASSWORD));
    }

    /**
     * As {@link #open(Place, OptionValues)}, for somebody in particular.
     *
     * @param user who a server elsewhere is asked as; null for nobody in particular
     * @param password null for none
     * @throws EngineException.Closed if the server refuses that
     */
    public EngineHandle open(Place place, OptionValues options, String user, String password) {
        StackReserve.forStore();
        EngineKey key = EngineKey.of(place, user);
        while (true) {
            EngineHandle handle = entry(key).join(options, user, password);
            if (handle != null) {
                return handle;
            }
        }
    }

    /** The places whose engines are open. */
    public synchronized List<Place> places() {
        return open.keySet().stream().map(EngineKey::place).distinct().toList();
    }

    StoreOpener stores() {
        return stores;
    }

    Executor threads() {
        return threads;
    }

    TimeSource clock() {
        return clock;
    }

    private synchronized SharedEngine entry(EngineKey key) {
        if (open.isEmpty() && closeAtExit) {
            addHook();
        }
        return open.computeIfAbsent(key, wanted -> new SharedEngine(this, wanted));
    }

    synchronized void remove(EngineKey key, SharedEngine engine) {
        if (open.remove(key, engine) && open.isEmpty() && closeAtExit) {
            removeHook();
        }
    }

    private void addHook() {
        hook = ExitHook.detached(this::closeAtExit, this::isNothingToCloseAtExit);
        try {
            Runtime.getRuntime().addShutdownHook(hook);
        } catch (IllegalStateException e) {
            throw new EngineException.Closed("The process is shutting down: no engine can be opened any more.");
        }
    }

    private void removeHook() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            Logs.of(EmbeddedEngines.class).log(System.Logger.Level.DEBUG, "The hook stays, since it is running", e);
        }
        hook = null;
    }

    /** The clock has been set by hand: returns when the engines have done what is due by now. */
    public void timeChanged() {
        present().forEach(SharedEngine::timeChanged);
    }

    private void closeAtExit() {
        present().stream().filter(SharedEngine::closesOnExit).forEach(SharedEngine::closeNow);
    }

    private boolean isNothingToCloseAtExit() {
        return present().stream().noneMatch(SharedEngine::closesOnExit);
    }

    /** Closes all engines, whoever uses them: for the end of the process, or of what these engines are for. */
    public void closeAll() {
        present().forEach(SharedEngine::closeNow);
    }

    /** Closes the engines of servers that cannot be reached at the moment, so that nobody has to wait for them. */
    public void closeUnreachable() {
        present().forEach(SharedEngine::closeUnreachable);
    }

    /**
     * Lets go of what the stores of engines share, if no engine is open, here or in the process: before the classes of this
     * library are dropped. Engines may be opened afterwards.
     *
     * @throws EngineException.StoreFailed if that is not possible
     */
    public void release() {
        if (isIdle() && OF_THIS_PROCESS.isIdle()) {
            try {
                stores.release();
            } catch (StoreException e) {
                throw new EngineException.StoreFailed(e.getMessage(), e);
            }
        }
    }

    private synchronized boolean isIdle() {
        return open.isEmpty();
    }

    private synchronized List<SharedEngine> present() {
        return List.copyOf(open.values());
    }
}
