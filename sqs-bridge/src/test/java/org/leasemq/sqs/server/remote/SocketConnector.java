package org.leasemq.sqs.server.remote;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;
import org.leasemq.engine.wire.FrameParser;
import org.leasemq.engine.wire.Parts;
import org.leasemq.remote.Link;
import org.leasemq.remote.RemoteEngine;
import org.leasemq.remote.Session;

/** Keeps a session connected by sockets that block, one after the other. */
final class SocketConnector implements AutoCloseable {

    private final Session session;
    private final RemoteEngine engine;
    private final IntSupplier port;
    private final AtomicInteger connections = new AtomicInteger();
    private volatile Socket socket;
    private volatile boolean closed;

    SocketConnector(Session session, RemoteEngine engine, IntSupplier port) {
        this.session = session;
        this.engine = engine;
        this.port = port;
    }

    RemoteEngine engine() {
        return engine;
    }

    int connections() {
        return connections.get();
    }

    void start() {
        Thread thread = new Thread(this::run, "test-client");
        thread.setDaemon(true);
        thread.start();
    }

    /** Breaks the connection, as a broken network does. */
    void cut() {
        Socket present = socket;
        if (present != null && !present.isClosed()) {
            try {
                present.setSoLinger(true, 0);
                present.close();
            } catch (IOException e) {
                return; // it is broken already
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        cut();
    }

    private void run() {
        while (!closed && !session.isClosed()) {
            try (Socket open = new Socket(InetAddress.getLoopbackAddress(), port.getAsInt())) {
                open.setTcpNoDelay(true);
                socket = open;
                connected(open);
            } catch (IOException | IllegalStateException e) {
                LockSupport.parkNanos(10_000_000); // until there is a server again
            } finally {
                session.disconnected();
            }
        }
    }

    private void connected(Socket open) throws IOException {
        open.getOutputStream().write(RawConnection.UPGRADE.getBytes(ISO_8859_1));
        InputStream in = open.getInputStream();
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("no answer");
            }
            head.append((char) next);
        }
        if (!head.toString().startsWith("HTTP/1.1 101 ")) {
            throw new IOException(head.toString());
        }
        connections.incrementAndGet();
        session.connected(new SocketLink(open));
        FrameParser parser = new FrameParser(Parts.LONGEST_FRAME);
        byte[] buffer = new byte[64 << 10];
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            parser.add(ByteBuffer.wrap(buffer, 0, count), session);
        }
    }

    /** Writes at once. */
    private static final class SocketLink implements Link {
        private final Socket socket;
        private final DataOutputStream out;

        SocketLink(Socket socket) throws IOException {
            this.socket = socket;
            this.out = new DataOutputStream(socket.getOutputStream());
        }

        @Override
        public synchronized void put(byte[] frame) {
            try {
                out.write(frame);
            } catch (IOException e) {
                close();
            }
        }

        @Override
        public void flush() {
            // it has been written
        }

        @Override
        public void close() {
            try {
                socket.close();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
