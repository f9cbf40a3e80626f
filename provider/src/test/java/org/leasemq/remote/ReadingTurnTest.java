package org.leasemq.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.leasemq.engine.TimeSource;
import org.leasemq.engine.local.runtime.ThreadedEnvironment;
import org.leasemq.engine.wire.FrameType;
import org.leasemq.engine.wire.WireIn;

/** The test's thread is the session's. */
class ReadingTurnTest {
    private static final TimeSource CLOCK = ThreadedEnvironment.systemClock();

    /** An outcome that a frame brings. */
    private static final class Answer extends Pending<String> {
        Answer(Waiting waiting) {
            super(waiting);
        }

        @Override
        public void background() {
            throw new AssertionError("not asked for");
        }

        @Override
        public void cancel() {
            throw new AssertionError("not asked for");
        }
    }

    private final ReadingTurn turn = new ReadingTurn(CLOCK);
    private final Answer answer = new Answer(turn);
    private volatile boolean asked;
    private final BlockingQueue<Thread> readers = new LinkedBlockingQueue<>();
    private ServerSocket listener;
    private Socket client;
    private Socket server;
    private FrameReader reader;
    private Thread waiter;

    @BeforeEach
    void connect() throws IOException {
        listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        client = new Socket(listener.getInetAddress(), listener.getLocalPort());
        server = listener.accept();
        reader = new FrameReader(client, this::heard, CLOCK);
        turn.begin(reader, () -> !asked);
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        server.close();
        listener.close();
    }

    private void heard(FrameType type, WireIn content) {
        assertEquals(FrameType.PONG, type);
        readers.add(Thread.currentThread());
        asked = false;
        answer.finish("it is " + content.readLong(), null);
    }

    private void say(long value) throws IOException {
        server.getOutputStream().write(FrameType.PONG.frame(value));
    }

    private FutureTask<String> waiter() {
        FutureTask<String> waiting = new FutureTask<>(answer::await);
        waiter = new Thread(waiting, "waits");
        waiter.start();
        return waiting;
    }

    /** Whoever has found that it was not his turn looks again. */
    private void restUntil(BooleanSupplier condition) throws IOException {
        while (!condition.getAsBoolean()) {
            turn.rest();
            LockSupport.unpark(waiter);
        }
    }

    private boolean isTaken() {
        return !turn.isOwn();
    }

    @Test
    void whoWaitsReadsWhileTheSessionsThreadRests() throws Exception {
        say(7);
        FutureTask<String> waiting = waiter();
        restUntil(waiting::isDone);
        assertEquals("it is 7", waiting.get());
        assertSame(waiter, readers.take());
    }

    @Test
    void nobodyElseReadsWhileSomethingIsAsked() throws Exception {
        asked = true;
        turn.rest();
        assertFalse(isTaken());
        FutureTask<String> waiting = waiter();
        say(1);
        reader.read(10_000);
        assertEquals("it is 1", waiting.get());
        assertSame(Thread.currentThread(), readers.take());
    }

    @Test
    void whatTakesLongIsReadByTheSessionsThread() throws Exception {
        FutureTask<String> waiting = waiter();
        restUntil(this::isTaken);
        asked = true;
        restUntil(turn::isOwn);
        say(2);
        reader.read(10_000);
        assertEquals("it is 2", waiting.get());
        assertSame(Thread.currentThread(), readers.take());
    }

    @Test
    void theSessionsThreadIsToldWhenWhoReadsFindsTheConnectionBroken() throws Exception {
        server.close();
        FutureTask<String> waiting = waiter();
        assertInstanceOf(EOFException.class, assertThrows(IOException.class, () -> restUntil(() -> false)));
        turn.end();
        assertFalse(waiting.isDone());
        answer.finish("from elsewhere", null);
        assertEquals("from elsewhere", waiting.get());
    }

    @Test
    void theSessionsThreadIsToldWhenWhoReadsCannotMakeSenseOfIt() throws Exception {
        server.getOutputStream().write(FrameType.ENDING.frame());
        waiter();
        assertThrows(AssertionError.class, () -> restUntil(() -> false));
        answer.finish("from elsewhere", null);
    }

    @Test
    void nobodyReadsAnyMoreWhenTheConnectionHasEnded() throws Exception {
        FutureTask<String> waiting = waiter();
        restUntil(this::isTaken);
        client.close();
        turn.end();
        answer.finish("from elsewhere", null);
        assertEquals("from elsewhere", waiting.get());
        assertTrue(readers.isEmpty());
    }

    @Test
    void whatWhoReadsHasFoundIsToldHoweverLateTheSessionsThreadAsks() throws Exception {
        waiter();
        restUntil(this::isTaken);
        server.getOutputStream().write(FrameType.ENDING.frame());
        while (!turn.isOwn()) {
            Thread.onSpinWait();
        }
        assertThrows(AssertionError.class, turn::rest);
        answer.finish("from elsewhere", null);
    }

    @Test
    void whoIsInterruptedDoesNotRead() throws Exception {
        Thread own = Thread.currentThread();
        Thread interrupted = new Thread(() -> {
            Thread.currentThread().interrupt();
            while (!answer.isDone()) {
                turn.pause(answer);
            }
        });
        interrupted.start();
        say(4);
        for (int i = 0; i < 20; i++) {
            turn.rest();
        }
        assertTrue(readers.isEmpty());
        reader.read(10_000);
        interrupted.join();
        assertSame(own, readers.take());
    }
}
