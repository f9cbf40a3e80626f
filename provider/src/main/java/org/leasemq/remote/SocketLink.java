package org.leasemq.remote;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Arrays;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.leasemq.annotation.GuardedBy;
import org.leasemq.engine.wire.FrameLine;
import org.leasemq.log.Logs;

/**
 * A connection by TCP. Whoever flushes first writes what everybody has put in line, so that a lone caller writes with its own thread
 * and many share what they write.
 */
final class SocketLink implements Link {
    private static final int AT_ONCE = 64 << 10;

    private final Socket socket;
    private final OutputStream out;
    private final Executor threads;

    @GuardedBy("this")
    private final FrameLine line = new FrameLine();

    @GuardedBy("this")
    private boolean writing;

    @GuardedBy("this")
    private boolean closed;

    /** @param threads writes what is large for who reads */
    SocketLink(Socket socket, Executor threads) throws IOException {
        this.socket = socket;
        this.threads = threads;
        this.out = socket.getOutputStream();
    }

    @Override
    public synchronized void put(byte[] frame) {
        if (!closed) {
            line.add(frame);
        }
    }

    @Override
    public void flush() {
        try {
            for (byte[] next = begin(); next != null; next = next()) {
                out.write(next);
            }
        } catch (IOException e) {
            close(); // who reads is told
        } catch (RuntimeException | Error e) { // what was being written may be missing
            close();
            throw e;
        }
    }

    @Override
    public void flushAside() {
        if (!isLarge()) {
            flush();
            return;
        }
        try {
            threads.execute(this::flush);
        } catch (RejectedExecutionException e) {
            flush();
        }
    }

    private synchronized boolean isLarge() {
        return line.things() > 0;
    }

    /** What is to be written; null if there is nothing, or somebody else is writing. */
    private synchronized byte[] begin() {
        if (writing || closed) {
            return null;
        }
        byte[] next = joined();
        writing = next != null;
        return next;
    }

    private synchronized byte[] next() {
        byte[] next = joined();
        writing = next != null;
        return next;
    }

    /** As many frames as fit into one write; null if there are none. */
    @GuardedBy("this")
    private byte[] joined() {
        byte[] first = line.poll();
        if (first == null || line.isEmpty() || first.length + line.peek().length > AT_ONCE) {
            return first;
        }
        byte[] joined = Arrays.copyOf(first, (int) Math.min(AT_ONCE, first.length + line.bytes()));
        int length = first.length;
        while (!line.isEmpty() && length + line.peek().length <= joined.length) {
            byte[] more = line.poll();
            System.arraycopy(more, 0, joined, length, more.length);
            length += more.length;
        }
        return length == joined.length ? joined : Arrays.copyOf(joined, length);
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            line.clear();
        }
        try {
            socket.close();
        } catch (IOException e) {
            Logs.of(SocketLink.class).log(System.Logger.Level.DEBUG, "The connection was broken already", e);
        }
    }
}
