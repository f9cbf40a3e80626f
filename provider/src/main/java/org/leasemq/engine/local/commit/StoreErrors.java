package org.leasemq.engine.local.commit;

import org.leasemq.engine.model.EngineException;
import org.leasemq.log.Thrown;
import org.leasemq.store.StoreException;
import org.leasemq.store.StoreFullException;

/** What errors of the store mean for who asked. */
final class StoreErrors {
    private StoreErrors() {}

    static EngineException translate(StoreException e) {
        return e instanceof StoreFullException
                ? new EngineException.NoRoom(e.getMessage(), e)
                : new EngineException.StoreFailed(e.getMessage(), e);
    }

    /** What something else than an {@link EngineException} means for who asked. */
    static EngineException unexpected(Throwable e) {
        return new EngineException.StoreFailed("What was asked for failed unexpectedly: " + Thrown.text(e), e);
    }
}
