package org.leasemq.samples.remote.demo;

import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.leasemq.samples.remote.Reports;

/** How far the work is, from what the programs report. Safe for use by several threads. */
final class Progress {
    private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(2);
    private static final long PAUSE_MILLIS = 200;
    private static final long SHOWN_EACH = TimeUnit.SECONDS.toNanos(1);

    private final int orders;
    private final PrintStream out;
    private int ready;
    private int sent;
    private int shipped;
    private boolean serverReady;
    private long shown = System.nanoTime();

    Progress(int orders, PrintStream out) {
        this.orders = orders;
        this.out = out;
    }

    /** Takes in one line of {@link Reports}, or of the server. */
    synchronized void report(String line) {
        if (line.equals(Reports.READY)) {
            ready++;
        } else if (line.startsWith(Reports.SENT)) {
            sent++;
        } else if (line.startsWith(Reports.SHIPPED)) {
            shipped++;
        } else if (line.startsWith("LeaseMQ serves")) {
            serverReady = true;
        }
        if (System.nanoTime() - shown > SHOWN_EACH) {
            show();
        }
        notifyAll();
    }

    /** Warehouses that have begun. */
    synchronized int ready() {
        return ready;
    }

    synchronized int sent() {
        return sent;
    }

    /** Transactions that are known to have been committed; the last ones before a kill may not have been reported. */
    synchronized int shipped() {
        return shipped;
    }

    synchronized boolean isServerReady() {
        return serverReady;
    }

    synchronized void serverEnds() {
        serverReady = false;
    }

    /** Waits until it is so. */
    synchronized void await(String what, Predicate<Progress> condition) throws InterruptedException {
        long began = System.nanoTime();
        while (!condition.test(this)) {
            if (System.nanoTime() - began > PATIENCE_NANOS) {
                throw new IllegalStateException("It has been waited in vain until " + what + "; see the logs");
            }
            pause();
        }
    }

    /** Waits for some news, or a moment. */
    synchronized void pause() throws InterruptedException {
        wait(PAUSE_MILLIS);
    }

    /** Says something below how far it is now. */
    synchronized void say(String text) {
        show();
        out.println(text);
    }

    private synchronized void show() {
        shown = System.nanoTime();
        out.println(String.format(Locale.ROOT, "  sent %,7d   shipped %,7d   of %,d", sent, shipped, orders));
    }
}
