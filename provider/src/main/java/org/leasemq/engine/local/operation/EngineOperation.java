package org.leasemq.engine.local.operation;

import org.leasemq.engine.local.commit.Operation;

/** An operation of the engine, which knows its parts. */
public abstract class EngineOperation<T> extends Operation<T> {
    final Kernel kernel;

    public EngineOperation(Kernel kernel) {
        super(kernel.commit);
        this.kernel = kernel;
    }

    public Kernel kernel() {
        return kernel;
    }
}
