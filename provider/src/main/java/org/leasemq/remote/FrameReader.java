package org.leasemq.remote;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import org.leasemq.engine.TimeSource;
import org.leasemq.engine.wire.FrameParser;
import org.leasemq.engine.wire.Parts;

/** Reads frames from a connection and hands them on, for one thread at a time. */
final class FrameReader {
    private static final int BUFFER = 64 << 10;

    private final Socket socket;
    private final InputStream in;
    private final FrameParser parser = new FrameParser(Parts.LONGEST_FRAME);
    private final byte[] buffer = new byte[BUFFER];
    private final FrameParser.Handler handler;
    private final TimeSource clock;

    private volatile long heardAt;

    FrameReader(Socket socket, FrameParser.Handler handler, TimeSource clock) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
        this.handler = handler;
        this.clock = clock;
        this.heardAt = clock.elapsedMillis();
    }

    /** When something came last. Safe for use by any thread. */
    long heardAt() {
        return heardAt;
    }

    /**
     * Waits until something comes, or for so long, and hands on what has come.
     *
     * @param millis at least 1
     * @throws IOException if the connection is broken; whatever else may be thrown, it is of no more use
     */
    void read(int millis) throws IOException {
        socket.setSoTimeout(millis);
        int count;
        try {
            count = in.read(buffer);
        } catch (SocketTimeoutException e) {
            return;
        }
        if (count < 0) {
            throw new EOFException("the server has ended the connection");
        }
        heardAt = clock.elapsedMillis();
        parser.add(ByteBuffer.wrap(buffer, 0, count), handler);
    }
}
