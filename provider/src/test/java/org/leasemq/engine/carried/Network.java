package org.leasemq.engine.carried;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/**
 * A network between a client and an engine: frames are late, answers overtake each other, and the connection is cut, with all that
 * was on its way, and resumed. Chance decides. Frames of the client stay in their order, as on a stream.
 */
final class Network {
    /** What is at its ends. */
    interface End {
        void arrived(byte[] frame);
    }

    private static final int CALLS_BETWEEN_CUTS = 30;

    private final RandomGenerator random;
    private final Queue<byte[]> calls = new ArrayDeque<>();
    private final List<byte[]> answers = new ArrayList<>();
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private End server;
    private End client;
    private Runnable resumption;
    private boolean closed;
    private int cuts;

    Network(RandomGenerator random) {
        this.random = random;
    }

    /** @param resumed called when the connection is there again, and everything on its way was lost */
    void connect(End clientEnd, End serverEnd, Runnable resumed) {
        client = clientEnd;
        server = serverEnd;
        resumption = resumed;
    }

    synchronized void call(byte[] frame) {
        calls.add(frame);
        notifyAll();
    }

    synchronized void answer(byte[] frame) {
        answers.add(frame);
        notifyAll();
    }

    /** Has something run by whoever moves the frames. */
    synchronized void later(Runnable task) {
        tasks.add(task);
        notifyAll();
    }

    synchronized int cuts() {
        return cuts;
    }

    synchronized void close() {
        closed = true;
        notifyAll();
    }

    /** Moves frames until nothing moves. */
    void settle() {
        Runnable next = next();
        while (next != null) {
            next.run();
            next = next();
        }
    }

    /** Moves frames as they come, until it is closed. */
    void run() {
        while (awaitSomething()) {
            settle();
        }
    }

    private synchronized boolean awaitSomething() {
        BooleanSupplier idle = () -> calls.isEmpty() && answers.isEmpty() && tasks.isEmpty();
        while (!closed && idle.getAsBoolean()) {
            try {
                wait();
            } catch (InterruptedException e) {
                return false;
            }
        }
        return !closed;
    }

    private synchronized Runnable next() {
        boolean somethingMoves = !calls.isEmpty() || !answers.isEmpty();
        if (somethingMoves && random.nextInt(CALLS_BETWEEN_CUTS) == 0) {
            cuts++;
            calls.clear();
            answers.clear();
            return resumption;
        }
        if (!tasks.isEmpty()) {
            return tasks.remove();
        }
        if (!calls.isEmpty() && (answers.isEmpty() || random.nextBoolean())) {
            byte[] frame = calls.remove();
            return () -> server.arrived(frame);
        }
        if (!answers.isEmpty()) {
            byte[] frame = answers.remove(random.nextInt(answers.size()));
            return () -> client.arrived(frame);
        }
        return null;
    }
}
