package org.leasemq.jms.xa;

import javax.transaction.xa.XAException;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.EngineException.Kind;

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
        return of(error.kind() == Kind.NO_ROOM ? XAException.XAER_RMERR : XAException.XAER_RMFAIL, error);
    }

    /** What stood in the way of a decision: the manager asks again later, or learns that it was taken already. */
    static XAException undecided(EngineException error) {
        return of(codes(error).undecided, error);
    }

    /** Why a branch could not be prepared, or committed in one phase; it has been rolled back, unless nobody knows. */
    static XAException rolledBack(EngineException error) {
        return of(codes(error).rolledBack, error);
    }

    /** What an error says in either phase. */
    private record Codes(int undecided, int rolledBack) {}

    private static Codes codes(EngineException error) {
        return switch (error.kind()) {
            case NO_SUCH_BRANCH -> new Codes(XAException.XAER_NOTA, XAException.XA_RBOTHER);
            case BRANCH_DECIDED ->
                new Codes(
                        ((EngineException.BranchDecided) error).committed()
                                ? XAException.XA_HEURCOM
                                : XAException.XA_HEURRB,
                        XAException.XA_RBOTHER);
            case BRANCH_EXISTS -> new Codes(XAException.XAER_RMFAIL, XAException.XAER_DUPID);
            case LEASE_ENDED -> new Codes(XAException.XAER_RMFAIL, XAException.XA_RBINTEGRITY);
            case FAILED, UNKNOWN -> new Codes(XAException.XAER_RMFAIL, XAException.XAER_RMFAIL);
            case NO_SUCH_QUEUE,
                    QUEUE_SET_ASIDE,
                    QUEUE_EXISTS,
                    QUEUE_CHANGED,
                    INVALID_ATTRIBUTE,
                    INVALID_MESSAGE,
                    MESSAGE_TOO_LARGE,
                    INVALID_FILTER,
                    SUBSCRIPTION_IN_USE,
                    BRANCH_BUSY,
                    NO_ROOM,
                    NO_THREAD,
                    STORE_FAILED,
                    CLOSED,
                    ACCESS_DENIED -> new Codes(XAException.XAER_RMFAIL, XAException.XA_RBOTHER);
        };
    }
}
