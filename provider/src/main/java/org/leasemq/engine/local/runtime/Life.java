package org.leasemq.engine.local.runtime;

import org.leasemq.engine.model.EngineException;

/** Whether an engine takes anything more. Safe for use by several threads. */
public final class Life {
    private final EngineLock lock;
    private volatile boolean closing;

    public Life(EngineLock lock) {
        this.lock = lock;
    }

    /** @throws EngineException if it has failed, or is closed */
    public void checkOpen() {
        EngineException.Failed failed = lock.failure();
        if (failed != null) {
            throw failed;
        }
        if (closing) {
            throw new EngineException.Closed("The engine is closed, or closing.");
        }
    }

    public boolean isClosing() {
        return closing;
    }

    /** From now on it takes nothing more. */
    public void close() {
        closing = true;
    }
}
