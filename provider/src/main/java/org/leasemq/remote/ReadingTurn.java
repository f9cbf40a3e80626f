package org.leasemq.remote;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.leasemq.annotation.GuardedBy;
import org.leasemq.engine.Completion;
import org.leasemq.engine.TimeSource;
import org.leasemq.stack.StackReserve;

/**
 * Whose turn it is to read what a server says. As long as nothing is asked, the session's own thread rests for a moment; who asks
 * something then and waits for the answer reads it himself, which spares waking one thread that wakes another. When that takes long,
 * when others wait as well, or when nobody has asked for a moment, the session's thread reads. Safe for use by several threads.
 */
public final class ReadingTurn implements Waiting {
    /** So long the session's thread rests before it looks whether anybody has read meanwhile. */
    private static final long REST_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    /** So long who waits reads himself. */
    private static final long MOST_MILLIS = 10;

    private enum Turn {
        /** There is no connection. */
        NOBODY,
        /** The session's thread reads. */
        OWN,
        /** It rests. */
        FREE,
        /** Somebody reads who waits for an answer. */
        CALLER
    }

    private final TimeSource clock;

    @GuardedBy("this")
    private Turn turn = Turn.NOBODY;

    /** Whether somebody has read since the session's thread last looked. */
    @GuardedBy("this")
    private boolean used;

    /** What a caller has found while he read; null mostly. */
    @GuardedBy("this")
    private Throwable broken;

    private volatile FrameReader reader;
    private volatile BooleanSupplier idle;
    private volatile Thread own;

    /** @param clock of this process */
    public ReadingTurn(TimeSource clock) {
        this.clock = clock;
    }

    // ------------------------------------------------------------------------------------ the session's thread

    /**
     * There is a connection, and the calling thread is the session's.
     *
     * @param nothingAsked whether there is nothing to be answered
     */
    void begin(FrameReader present, BooleanSupplier nothingAsked) {
        reader = present;
        idle = nothingAsked;
        own = Thread.currentThread();
        synchronized (this) {
            broken = null;
            turn = Turn.OWN;
        }
    }

    /** The connection is closed already, so that whoever reads is about to stop. */
    synchronized void end() {
        boolean interrupted = false;
        while (turn == Turn.CALLER) {
            try {
                wait();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        turn = Turn.NOBODY;
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether it is the turn of the session's thread. */
    synchronized boolean isOwn() {
        return turn == Turn.OWN;
    }

    /**
     * Leaves the turn to others when nothing is asked, and rests a moment unless it is the turn of the session's thread.
     *
     * @throws IOException if somebody has read that the connection is broken; or what else he was thrown
     */
    void rest() throws IOException {
        requireWhole();
        if (offered()) {
            LockSupport.parkNanos(this, REST_NANOS);
            takeBack();
            requireWhole();
        }
    }

    private boolean offered() {
        boolean nothing = idle.getAsBoolean();
        synchronized (this) {
            if (turn == Turn.OWN && broken == null && nothing) {
                turn = Turn.FREE;
                used = false;
            }
            return turn != Turn.OWN;
        }
    }

    /** The session's thread reads again if nobody else has, or does while something is asked. */
    private void takeBack() {
        boolean nothing = idle.getAsBoolean();
        synchronized (this) {
            if (turn == Turn.FREE && !(used && nothing)) {
                turn = Turn.OWN;
            }
            used = false;
        }
    }

    private void requireWhole() throws IOException {
        Throwable found;
        synchronized (this) {
            found = broken;
        }
        if (found instanceof IOException e) {
            throw e;
        } else if (found instanceof RuntimeException e) {
            throw e;
        } else if (found instanceof Error e) {
            throw e;
        }
    }

    // --------------------------------------------------------------------------------------- who waits

    @Override
    public void pause(Completion<?> call) {
        if (!taken()) {
            LockSupport.park(call);
            return;
        }
        Throwable found = null;
        try {
            readUntil(call);
        } catch (IOException | RuntimeException | Error e) { // the session's thread has to know, whatever it is
            found = e;
        }
        leave(found, call.isDone());
    }

    private boolean taken() {
        if (!mayRead(Thread.currentThread()) || !StackReserve.sufficesForStore()) {
            return false;
        }
        synchronized (this) {
            boolean free = turn == Turn.FREE;
            if (free) {
                turn = Turn.CALLER;
                used = true;
            }
            return free;
        }
    }

    /** An interrupt closes the socket that a virtual thread reads from. */
    private static boolean mayRead(Thread caller) {
        ThreadGroup group = caller.getThreadGroup();
        return !caller.isInterrupted() && group != null && !group.getName().equals("VirtualThreads");
    }

    private void readUntil(Completion<?> call) throws IOException {
        FrameReader present = reader;
        long until = clock.elapsedMillis() + MOST_MILLIS;
        for (long left = MOST_MILLIS; left > 0 && !call.isDone(); left = until - clock.elapsedMillis()) {
            present.read((int) left);
        }
    }

    private void leave(Throwable found, boolean done) {
        synchronized (this) {
            turn = found == null && done ? Turn.FREE : Turn.OWN;
            broken = found;
            notifyAll();
        }
        if (!done || found != null) {
            LockSupport.unpark(own);
        } else if (!idle.getAsBoolean()) {
            expect(); // somebody has asked meanwhile, who may have found that it is not his turn
        }
    }

    @Override
    public void expect() {
        boolean resting;
        synchronized (this) {
            resting = turn == Turn.FREE;
            if (resting) {
                turn = Turn.OWN;
            }
        }
        if (resting) {
            LockSupport.unpark(own);
        }
    }
}
