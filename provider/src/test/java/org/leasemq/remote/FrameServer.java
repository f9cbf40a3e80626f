package org.leasemq.remote;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.local.runtime.ThreadedEnvironment;
import org.leasemq.engine.wire.FrameParser;
import org.leasemq.engine.wire.Parts;
import org.leasemq.engine.wire.WireException;
import org.leasemq.memory.MemoryAccount;
import org.leasemq.options.HostAndPort;
import org.leasemq.served.HeardAtOnce;
import org.leasemq.served.NotServedException;
import org.leasemq.served.Outlet;
import org.leasemq.served.ServedConnection;
import org.leasemq.served.ServedEngine;

/** Serves an engine by TCP, with a thread for each connection, and cuts connections as tests want it. */
public final class FrameServer implements AutoCloseable {

    private final ServerSocket listener;
    private final ServedEngine served;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "frame server");
        thread.setDaemon(true);
        return thread;
    });
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    /** So many frames arrive, and are written, on a connection before it is cut; 0 for any number. */
    private volatile int frames;

    public FrameServer(LeaseEngine engine) throws IOException {
        this(engine, ServedEngine.Limits.USUAL);
    }

    FrameServer(LeaseEngine engine, ServedEngine.Limits limits) throws IOException {
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.served = new ServedEngine(
                engine,
                threads,
                ThreadedEnvironment.systemClock(),
                (millis, action) -> () -> {},
                limits,
                MemoryAccount.ofThisProcess().share());
        threads.execute(this::accept);
    }

    public HostAndPort address() {
        return new HostAndPort("127.0.0.1", listener.getLocalPort());
    }

    void cutAfter(int count) {
        frames = count;
    }

    /** Cuts all connections that there are. */
    void cut() {
        open.forEach(FrameServer::close);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                threads.execute(() -> serve(socket));
            }
        } catch (IOException e) {
            return; // closed
        }
    }

    private void serve(Socket socket) {
        ServedConnection connection = null;
        try (socket) {
            socket.setTcpNoDelay(true);
            open.add(socket);
            InputStream in = socket.getInputStream();
            StringBuilder head = new StringBuilder();
            while (!head.toString().endsWith("\r\n\r\n")) {
                head.append((char) in.read());
            }
            socket.getOutputStream()
                    .write("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: leasemq/1\r\n\r\n"
                            .getBytes(ISO_8859_1));
            connection = served.connection(outlet(socket));
            readOrRefuse(connection, socket, in);
        } catch (IOException e) {
            if (connection != null) {
                connection.lost();
            }
        } finally {
            open.remove(socket);
        }
    }

    private void readOrRefuse(ServedConnection connection, Socket socket, InputStream in) throws IOException {
        try {
            read(connection, socket, in);
        } catch (NotServedException e) {
            connection.refuse(e.getMessage(), e.isPassing());
        } catch (WireException e) {
            connection.refuse(e.getMessage(), false);
        }
    }

    private void read(ServedConnection connection, Socket socket, InputStream in) throws IOException {
        FrameParser parser = new FrameParser(Parts.LONGEST_FRAME);
        byte[] buffer = new byte[8192];
        int[] left = {frames};
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            parser.add(ByteBuffer.wrap(buffer, 0, count), (type, content) -> {
                if (left[0] > 0 && --left[0] == 0) {
                    close(socket);
                }
                if (!socket.isClosed()) {
                    connection.frame(type, content);
                }
            });
        }
        connection.lost();
    }

    private Outlet outlet(Socket socket) {
        return new HeardAtOnce() {
            private int left = frames;

            @Override
            public synchronized void put(byte[] frame) {
                try {
                    if (left > 0 && --left == 0) {
                        socket.close();
                    }
                    socket.getOutputStream().write(frame);
                } catch (IOException e) {
                    return; // broken: who reads finds out
                }
            }

            @Override
            public void close() {
                FrameServer.close(socket);
            }
        };
    }

    /** As a server does that is told to end. */
    void end() throws IOException {
        listener.close();
        served.end(60_000);
        served.close();
    }

    int sessions() {
        return served.sessions();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        cut();
        served.close();
        threads.shutdownNow();
    }
}
