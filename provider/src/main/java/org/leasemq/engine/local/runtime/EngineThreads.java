package org.leasemq.engine.local.runtime;

import java.util.function.BooleanSupplier;

/** The threads of an engine, which cannot go on without them. */
public final class EngineThreads {
    private final Environment environment;
    private final EngineLock lock;

    public EngineThreads(Environment environment, EngineLock lock) {
        this.environment = environment;
        this.lock = lock;
    }

    /** Has a task run soon. */
    public void execute(Runnable task) {
        try {
            environment.execute(task);
        } catch (RuntimeException | Error e) {
            lock.fail(e);
        }
    }

    /** Has a chore done soon. */
    public void executeAside(Runnable chore) {
        try {
            environment.executeAside(chore);
        } catch (RuntimeException | Error e) {
            lock.fail(e);
        }
    }

    /** Gives way to others for a moment, until a condition holds; tells whether it does. Called without the lock. */
    public boolean pauseUntil(BooleanSupplier condition) {
        return environment.pauseUntil(condition);
    }
}
