package org.leasemq.embedded;

import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.leasemq.access.Admission;
import org.leasemq.annotation.GuardedBy;
import org.leasemq.engine.Client;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.model.EngineException;
import org.leasemq.log.Logs;
import org.leasemq.memory.MemoryAccount;
import org.leasemq.options.ConnectionUrl.Place;
import org.leasemq.options.ConnectionUrl.Servers;
import org.leasemq.options.InvalidOptionException;
import org.leasemq.options.Option;
import org.leasemq.options.Option.Scope;
import org.leasemq.options.OptionValues;
import org.leasemq.options.Options;
import org.leasemq.remote.Login;
import org.leasemq.store.StoreException;

/** One engine and its users. Nobody holds its lock while it is being opened: who wants it, too, waits for who opens it. */
final class SharedEngine {
    private static final System.Logger LOG = Logs.of(SharedEngine.class);

    private final EmbeddedEngines registry;
    private final EngineKey key;
    private final Place place;
    /** Who wants to know when it has failed. */
    private final Map<EngineHandle, Runnable> watchers = new ConcurrentHashMap<>();

    private volatile OptionValues options;
    private OpenEngine engine;
    /** As those use it who may do everything. */
    private Client use;
    /** As others use it, by their names; empty for nobody in particular. */
    private final Map<String, Client> uses = new HashMap<>();

    private boolean opening;
    /** Why no server could be reached; null if that was not so. */
    private EngineException unreachable;

    private int holders;
    private boolean finished;
    /** Whether it has been closed by who had enough of it. */
    private volatile boolean closedInOrder;

    SharedEngine(EmbeddedEngines registry, EngineKey key) {
        this.registry = registry;
        this.key = key;
        this.place = key.place();
    }

    /** Opens the engine if nobody has yet; null if it has been closed, or has failed: then there will be another. */
    EngineHandle join(OptionValues wanted, String user, String password) {
        synchronized (this) {
            awaitOpened();
            if (engine != null && engine.hasFailed()) {
                closeWhatFailed();
            }
            if (finished) {
                return null;
            }
            if (engine != null) {
                refuseContradiction(wanted);
                holders++;
                return new EngineHandle(this, registry, use);
            }
            opening = true;
        }
        return open(wanted, user, password);
    }

    /** Returns when nobody is opening it any more. Whoever had to wait for a server that could not be reached does not try again. */
    @GuardedBy("this")
    private void awaitOpened() {
        boolean waited = opening;
        boolean interrupted = false;
        while (opening) {
            try {
                wait();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (waited && unreachable != null) {
            throw new EngineException.StoreFailed(unreachable.getMessage(), unreachable);
        }
    }

    /** Nobody can do anything with it any more. Those who hold it are told of the failure whatever they ask for. */
    private void closeWhatFailed() {
        LOG.log(Level.WARNING, "The engine of " + place + " has failed and is closed, for it is opened anew.");
        try {
            closeOpen();
        } catch (StoreException e) {
            LOG.log(Level.WARNING, e.getMessage(), e);
        }
    }

    synchronized boolean hasFailed() {
        return engine != null && engine.hasFailed();
    }

    /** Whether it has failed or been closed. */
    synchronized boolean isOver() {
        return finished || hasFailed();
    }

    /** Whether it is the one for a user, too. */
    boolean isFor(String user) {
        return key.isFor(user);
    }

    /** Has somebody told when it has failed, which may have been. */
    void watch(EngineHandle holder, Runnable action) {
        watchers.put(holder, action);
        if (hasFailed()) {
            tell(holder);
        }
    }

    void unwatch(EngineHandle holder) {
        watchers.remove(holder);
    }

    /** By the thread that was connected, or let go of the engine's lock, without the lock: who is told may do anything. */
    private void ended() {
        if (!closedInOrder) {
            watchers.keySet().forEach(this::tell);
        }
    }

    private void tell(EngineHandle holder) {
        Runnable action = watchers.remove(holder);
        if (action != null) {
            try {
                action.run();
            } catch (RuntimeException | Error e) { // whoever it is, others are to be told
                LOG.log(
                        Level.WARNING,
                        "Who was told that the engine of " + place + " has failed threw an exception",
                        e);
            }
        }
    }

    synchronized EngineHandle joinAgain(OptionValues wanted) {
        requireOpen();
        refuseContradiction(wanted);
        holders++;
        return new EngineHandle(this, registry, use);
    }

    /** As {@link #joinAgain(OptionValues)}, for somebody who has to prove who he is. That takes its time, without the lock. */
    EngineHandle joinAgain(OptionValues wanted, String user, String password) {
        OpenEngine present;
        synchronized (this) {
            requireOpen();
            refuseContradiction(wanted);
            present = engine;
        }
        present.require(user, password);
        synchronized (this) {
            requireOpen();
            Client his = engine.admission().letsDoEverything(user)
                    ? use
                    : uses.computeIfAbsent(
                            user == null ? "" : user,
                            key -> Client.open(engine.face(user, null), ThisProcess.description()));
            holders++;
            return new EngineHandle(this, registry, his);
        }
    }

    private void requireOpen() {
        if (finished) {
            throw new EngineException.Closed("The engine of " + place + " has been closed.");
        }
    }

    synchronized void leave() {
        holders--;
        if (holders == 0) {
            closeNow();
        }
    }

    /** Asked without the lock, which may be held for as long as it takes to open the engine. */
    boolean closesOnExit() {
        OptionValues present = options;
        return present != null && present.get(Options.CLOSE_ON_EXIT);
    }

    /** Nobody waits for the network: who opens it at the moment is told afterwards, and it is closed then. */
    synchronized void closeNow() {
        closedInOrder = true;
        if (!(place instanceof Servers)) {
            awaitOpened();
        }
        closeOpen();
    }

    synchronized void closeUnreachable() {
        if (engine != null && !engine.isReachable()) {
            closeNow();
        }
    }

    private void closeOpen() {
        if (finished || engine == null) {
            return;
        }
        try {
            engine.close();
        } finally {
            finish();
        }
    }

    /** Waits without the lock, since what is done meanwhile may need it. */
    void timeChanged() {
        OpenEngine present;
        synchronized (this) {
            present = engine;
        }
        if (present != null) {
            present.timeChanged();
        }
    }

    private EngineHandle open(OptionValues wanted, String user, String password) {
        OpenEngine made = null;
        Client his = null;
        try {
            made = place instanceof Servers servers
                    ? ServersEngine.open(registry, servers, wanted, new Login(user, password), this::ended)
                    : EmbeddedEngine.open(registry, place, wanted, this::ended);
            his = Client.open(made.face(), ThisProcess.description());
        } catch (EngineException.StoreFailed e) {
            fails(e);
            throw e;
        } finally {
            if (his == null) {
                closeUnused(made);
            }
        }
        return opened(made, his, wanted);
    }

    private synchronized void fails(EngineException.StoreFailed cause) {
        unreachable = place instanceof Servers ? cause : null;
    }

    private synchronized EngineHandle opened(OpenEngine made, Client his, OptionValues wanted) {
        opening = false;
        notifyAll();
        engine = made;
        use = his;
        options = wanted;
        if (closedInOrder) {
            closeOpen();
            requireOpen();
        }
        holders++;
        return new EngineHandle(this, registry, use);
    }

    private void closeUnused(OpenEngine made) {
        try {
            if (made != null) {
                made.close();
            }
        } finally {
            synchronized (this) {
                opening = false;
                notifyAll();
                finish();
            }
        }
    }

    private void finish() {
        finished = true;
        registry.remove(key, this);
    }

    /** What counts the memory of this engine; to be called while it is open. */
    synchronized MemoryAccount memory() {
        return engine.memory();
    }

    /** Who may use this engine; to be called while it is open. */
    synchronized Admission admission() {
        return engine.admission();
    }

    /** This engine as a user may use it, with a client that is his; to be called while it is open. */
    synchronized LeaseEngine face(String user, UUID own) {
        return engine.face(user, own);
    }

    private void refuseContradiction(OptionValues wanted) {
        for (Option<?> option : Options.all()) {
            boolean governsEngine = option.scope() == Scope.ENGINE && option != Options.CREATE;
            if (governsEngine && wanted.isGiven(option)) {
                String present = options.text(option);
                String other = wanted.text(option);
                if (!present.equals(other)) {
                    boolean secret = option.isSecret();
                    throw new InvalidOptionException("The engine of " + place + " is open with "
                            + (secret ? "another " + option : option + "=" + present) + " and cannot have "
                            + (secret ? "this one" : other)
                            + " at the same time. Give the same value everywhere, or close its other users first.");
                }
            }
        }
    }
}
