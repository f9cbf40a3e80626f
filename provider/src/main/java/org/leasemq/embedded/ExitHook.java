package org.leasemq.embedded;

import java.security.AccessController;
import java.security.PrivilegedAction;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Does something when the process ends, after the other shutdown hooks: applications end in theirs, and still need what this one
 * closes. The JVM promises no order, but the thread that ends the process starts all hooks before it waits for them one after the
 * other. So the hooks that come after this one are among the threads that begin between its own start and that wait, and those
 * before it have ended when it is this one's turn to be waited for.
 */
final class ExitHook extends Thread {
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
    /** A minute of them: a thread that began in between may be no hook at all, and never end. */
    private static final int MOST_PAUSES = 30_000;

    private static final int TOLD_FOR_SURE = 3;

    private final Runnable action;
    private final BooleanSupplier needless;
    private volatile Thread ending;
    private Set<Thread> before;
    private int pauses;
    /** How often the thread that ends the process has been told by this one, and by nobody else. */
    private int told;

    private ExitHook(Runnable action, BooleanSupplier needless) {
        super(null, null, "leasemq-shutdown", 0, false);
        this.action = action;
        this.needless = needless;
    }

    /**
     * With nothing of its maker's but the thread group.
     *
     * @param needless whether there is nothing to do any more, and so nothing to wait for
     */
    @SuppressWarnings("removal") // as for other threads of ours
    static ExitHook detached(Runnable action, BooleanSupplier needless) {
        PrivilegedAction<ExitHook> making = () -> new ExitHook(action, needless);
        ExitHook hook = AccessController.doPrivileged(making);
        hook.setContextClassLoader(ExitHook.class.getClassLoader());
        return hook;
    }

    /** By the thread that ends the process. */
    @Override
    public synchronized void start() {
        ending = Thread.currentThread();
        before = alive();
        super.start();
    }

    @Override
    public void run() {
        await(() -> ending.getState() == State.WAITING);
        Set<Thread> later = alive();
        later.removeAll(before);
        later.removeIf(ExitHook::isNoOtherHook);
        await(() -> later.stream().noneMatch(Thread::isAlive));
        await(this::isWaitedFor);
        action.run();
    }

    private void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean() && !needless.getAsBoolean() && pauses < MOST_PAUSES) {
            pauses++;
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    /** Another one of these, maybe of another class loader, ends when it is its turn. */
    private static boolean isNoOtherHook(Thread thread) {
        return thread.isDaemon() || thread.getClass().getName().equals(ExitHook.class.getName());
    }

    /**
     * Whether the thread that ends the process waits for the end of this one: told to look, it goes from waiting to wanting this
     * one's monitor. It also wants that of another hook for as long as it takes it to run again when that one has ended, so that
     * it has to be seen to be told by this one, and more than once.
     */
    private synchronized boolean isWaitedFor() {
        if (ending.getState() == State.WAITING) {
            notifyAll();
            told = ending.getState() == State.BLOCKED ? told + 1 : 0;
        }
        return told == TOLD_FOR_SURE;
    }

    private static Set<Thread> alive() {
        ThreadGroup root = Thread.currentThread().getThreadGroup();
        while (root.getParent() != null) {
            root = root.getParent();
        }
        Thread[] threads = new Thread[root.activeCount() * 2 + 64];
        int count = root.enumerate(threads);
        return new HashSet<>(Arrays.asList(threads).subList(0, count));
    }
}
