package org.leasemq.samples.narayana;

import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;

/** A resource during whose prepare or commit the process dies, after so many that went well. */
final class DyingResource implements XAResource {
    private final XAResource resource;
    private final Countdown countdown;

    /** When the process dies: for all resources of it. */
    static final class Countdown {
        private final String moment;
        private int left;

        /**
         * @param moment such as {@code before-prepare} or {@code after-commit}; anything else is never
         * @param left how many times it goes well
         */
        Countdown(String moment, int left) {
            this.moment = moment;
            this.left = left;
        }

        private void reach(String here) {
            if (here.equals(moment) && left-- == 0) {
                Runtime.getRuntime().halt(KilledBookings.KILLED);
            }
        }
    }

    DyingResource(XAResource resource, Countdown countdown) {
        this.resource = resource;
        this.countdown = countdown;
    }

    @Override
    public int prepare(Xid xid) throws XAException {
        countdown.reach("before-prepare");
        int vote = resource.prepare(xid);
        countdown.reach("after-prepare");
        return vote;
    }

    @Override
    public void commit(Xid xid, boolean onePhase) throws XAException {
        countdown.reach("before-commit");
        resource.commit(xid, onePhase);
        countdown.reach("after-commit");
    }

    @Override
    public void start(Xid xid, int flags) throws XAException {
        resource.start(xid, flags);
    }

    @Override
    public void end(Xid xid, int flags) throws XAException {
        resource.end(xid, flags);
    }

    @Override
    public void rollback(Xid xid) throws XAException {
        resource.rollback(xid);
    }

    @Override
    public void forget(Xid xid) throws XAException {
        resource.forget(xid);
    }

    @Override
    public Xid[] recover(int flag) throws XAException {
        return resource.recover(flag);
    }

    @Override
    public boolean isSameRM(XAResource other) throws XAException {
        return resource.isSameRM(other instanceof DyingResource dying ? dying.resource : other);
    }

    @Override
    public int getTransactionTimeout() throws XAException {
        return resource.getTransactionTimeout();
    }

    @Override
    public boolean setTransactionTimeout(int seconds) throws XAException {
        return resource.setTransactionTimeout(seconds);
    }
}
