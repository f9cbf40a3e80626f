package org.leasemq.tck.kills;

import java.util.Locale;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;

/** A resource that takes part in a transaction in order to end the server, as a power failure does, at a chosen point of it. */
public class Death implements XAResource {
    /** Where. */
    public enum Point {
        IN_BEAN,
        BEFORE_PREPARE,
        AFTER_PREPARE,
        BEFORE_COMMIT,
        AFTER_COMMIT,
        BEFORE_ROLLBACK;

        static Point of(String name) {
            return valueOf(name.toUpperCase(Locale.ROOT));
        }
    }

    private final Point point;

    public Death(Point point) {
        this.point = point;
    }

    void at(Point here) {
        if (here == point) {
            Runtime.getRuntime().halt(9);
        }
    }

    @Override
    public void start(Xid xid, int flags) {}

    @Override
    public void end(Xid xid, int flags) {
        at(Point.BEFORE_PREPARE);
    }

    /** Wants to be told of the commit only if it is to die there: the transaction manager cannot find it after a restart. */
    @Override
    public int prepare(Xid xid) {
        at(Point.AFTER_PREPARE);
        return point == Point.BEFORE_COMMIT || point == Point.AFTER_COMMIT ? XA_OK : XA_RDONLY;
    }

    @Override
    public void commit(Xid xid, boolean onePhase) {
        at(Point.BEFORE_COMMIT);
        at(Point.AFTER_COMMIT);
    }

    @Override
    public void rollback(Xid xid) {
        at(Point.BEFORE_ROLLBACK);
    }

    @Override
    public void forget(Xid xid) {}

    @Override
    public Xid[] recover(int flags) {
        return new Xid[0];
    }

    @Override
    public boolean isSameRM(XAResource other) {
        return other == this;
    }

    @Override
    public int getTransactionTimeout() {
        return 0;
    }

    @Override
    public boolean setTransactionTimeout(int seconds) {
        return false;
    }
}
