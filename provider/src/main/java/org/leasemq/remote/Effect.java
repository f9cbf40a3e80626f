package org.leasemq.remote;

import org.leasemq.engine.model.EngineException;

/** What is done with an answer before anybody else knows of it, by who reads it. It is quick, and does not wait. */
interface Effect<A> {
    /** That was answered. */
    void told(A answer);

    /** That was refused. */
    default void refused(EngineException reason) {}
}
