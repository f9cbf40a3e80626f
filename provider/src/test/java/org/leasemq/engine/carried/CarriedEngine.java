package org.leasemq.engine.carried;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import org.leasemq.engine.Completion;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.TimeSource;
import org.leasemq.memory.MemoryAccount;
import org.leasemq.remote.RemoteEngine;
import org.leasemq.remote.Session;
import org.leasemq.remote.Waiting;
import org.leasemq.served.ServedEngine;

/**
 * An engine that is asked over a {@link Network} that is slow, reorders what it may and is cut again and again: by the client's end
 * and the server's end that are used between processes.
 */
public final class CarriedEngine {
    private final LeaseEngine engine;
    private final Network network;
    private final Session session;
    private final RemoteEngine remote;
    /** Has the engine do what it has to do by itself; null if threads do that. */
    private final Runnable drive;

    private CarriedEngine(LeaseEngine engine, TimeSource clock, RandomGenerator random, Runnable drive) {
        this.engine = engine;
        this.network = new Network(random);
        this.drive = drive;
        session = new Session(new UUID(random.nextLong(), random.nextLong()), "a test", 10_000, new Moving(), clock);
        this.remote =
                new RemoteEngine(session, random, MemoryAccount.ofThisProcess().share(), 8);
        network.connect(session, served(engine, network, clock));
    }

    /** Waits for frames to move: there is another connection at once whenever one has been cut. */
    private final class Moving implements Waiting {
        @Override
        public void pause(Completion<?> call) {
            if (drive == null) {
                LockSupport.park(call);
            } else {
                settle();
            }
        }

        @Override
        public void pause(Completion<?> call, long millis) {
            pause(call);
        }
    }

    static ServedEngine served(LeaseEngine engine, Network network, TimeSource clock) {
        return new ServedEngine(
                engine,
                network::later,
                clock,
                (millis, action) -> () -> {},
                ServedEngine.Limits.USUAL,
                MemoryAccount.ofThisProcess().share());
    }

    /**
     * Without threads.
     *
     * @param drive has the engine do what it has to do by itself
     */
    static CarriedEngine driven(LeaseEngine engine, TimeSource clock, RandomGenerator random, Runnable drive) {
        return new CarriedEngine(engine, clock, random, drive);
    }

    /** With a thread that moves frames. */
    static LeaseEngine threaded(LeaseEngine engine, TimeSource clock, RandomGenerator random) {
        CarriedEngine carried = new CarriedEngine(engine, clock, random, null);
        Thread mover = new Thread(carried.network::run, "network");
        mover.setDaemon(true);
        mover.start();
        return carried.remote;
    }

    /** What is asked; closing it closes the engine, too. */
    LeaseEngine face() {
        return (LeaseEngine) Proxy.newProxyInstance(
                LeaseEngine.class.getClassLoader(), new Class<?>[] {LeaseEngine.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("close")) {
                        close();
                        return null;
                    }
                    return invoke(method, arguments);
                });
    }

    private Object invoke(Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(remote, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private void close() {
        settle();
        remote.close();
        settle();
        engine.close();
    }

    /** How often the connection has been cut. */
    int cuts() {
        return network.cuts();
    }

    /** The client asks whether the server is there. */
    void ping() {
        session.ping();
        settle();
    }

    /** Has everything arrive that is on its way. */
    void settle() {
        network.settle();
        session.doWhatIsDue();
        network.settle();
        drive.run();
        network.settle();
    }
}
