package org.leasemq.jms.delivery;

/**
 * How many asynchronous sends of a session are under way. It has no lock; the {@link DeliveryMonitor} alone asks and changes it,
 * under its own.
 */
final class UntoldSends {
    private enum Teller {
        NONE,
        BEGINNING,
        THERE
    }

    /** Sends that are being asked of the engine, of which it may have taken each already. */
    private int entering;
    /** Those it has taken, whose listeners have not returned. */
    private int untold;

    private Teller teller = Teller.NONE;
    private boolean closed;

    /** Whether somebody is about to find out whether there is a thread. */
    boolean isBeginning() {
        return teller == Teller.BEGINNING;
    }

    boolean isClosed() {
        return closed;
    }

    void close() {
        closed = true;
    }

    /** A send enters; tells whether the thread that tells of outcomes has to begin for it. */
    boolean enter() {
        entering++;
        boolean first = teller == Teller.NONE;
        teller = first ? Teller.BEGINNING : teller;
        return first;
    }

    /** The thread has begun, or could not; then the send that it was to begin for does not take place. */
    void begun(boolean there) {
        teller = there ? Teller.THERE : Teller.NONE;
        entering -= there ? 0 : 1;
    }

    void entered(boolean taken) {
        entering--;
        untold += taken ? 1 : 0;
    }

    void told() {
        untold--;
    }

    boolean hasUntold() {
        return untold > 0;
    }

    boolean hasAny() {
        return entering > 0 || untold > 0;
    }

    /** Whether nothing will ever be to be told. */
    boolean isOver() {
        return closed && entering == 0 && untold == 0;
    }
}
