package org.leasemq.jms;

import javax.transaction.xa.XAException;
import org.leasemq.engine.EngineException;

/** The one place where errors become {@link XAException}s, whose codes tell the transaction manager what to do. */
final class XaErrors {
    private XaErrors() {}

    static XAException of(int code, String message) {
        XAException exception = new XAException(message);
        exception.errorCode = code;
        return exception;
    }

    private static XAException of(int code, EngineException cause) {
        XAException exception = of(code, cause.getMessage());
        exception.initCause(cause);
        return exception;
    }

    /** Why no branch could be begun. */
    static XAException notBegun(EngineException error) {
        return of(error instanceof EngineException.NoRoom ? XAException.XAER_RMERR : XAException.XAER_RMFAIL, error);
    }

    /** What stood in the way of a decision: the manager asks again later, or learns that it was taken already. */
    static XAException undecided(EngineException error) {
        if (error instanceof EngineException.NoSuchBranch) {
            return of(XAException.XAER_NOTA, error);
        }
        if (error instanceof EngineException.BranchDecided decided) {
            return of(decided.committed() ? XAException.XA_HEURCOM : XAException.XA_HEURRB, error);
        }
        return of(XAException.XAER_RMFAIL, error);
    }

    /** Why a branch could not be prepared, or committed in one phase; it has been rolled back, unless nobody knows. */
    static XAException rolledBack(EngineException error) {
        if (error instanceof EngineException.Failed) {
            return of(XAException.XAER_RMFAIL, error);
        }
        if (error instanceof EngineException.BranchExists) {
            return of(XAException.XAER_DUPID, error);
        }
        if (error instanceof EngineException.LeaseEnded) {
            return of(XAException.XA_RBINTEGRITY, error);
        }
        return of(XAException.XA_RBOTHER, error);
    }
}
