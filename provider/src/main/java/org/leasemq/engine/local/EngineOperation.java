package org.leasemq.engine.local;

/** An operation of the engine, which knows its parts. */
abstract class EngineOperation<T> extends Operation<T> {
    final Kernel kernel;

    EngineOperation(Kernel kernel) {
        super(kernel.commit);
        this.kernel = kernel;
    }
}
