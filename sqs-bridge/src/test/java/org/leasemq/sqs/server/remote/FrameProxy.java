package org.leasemq.sqs.server.remote;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Stands between clients and a server, and hands on frame by frame, until one of them is where the wire breaks. */
final class FrameProxy implements AutoCloseable {
    /** How much of a frame arrives before the wire breaks. */
    enum Cut {
        NOTHING,
        HALF,
        ALL
    }

    private final ServerSocket listener;
    private final int server;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    /** What has been said in HTTP. */
    private final List<String> heads = new CopyOnWriteArrayList<>();

    private int frames;
    private int last;
    private Cut cut;
    private Runnable then;

    FrameProxy(int server) throws IOException {
        this.server = server;
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        begin(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    /** The wire breaks at the frame of that number from now on, whichever way that goes; then something else happens. */
    synchronized void cutAt(int frame, Cut how, Runnable next) {
        frames = 0;
        last = frame;
        cut = how;
        then = next;
    }

    /** Nothing breaks any more; what was about to happen has happened. */
    void cutNowhere() {
        cutAt(0, Cut.ALL, () -> {});
    }

    /** How many have come since that was said. */
    synchronized int frames() {
        return frames;
    }

    /** The requests with which connections have begun. */
    List<String> requests() {
        return heads.stream().filter(head -> head.startsWith("GET ")).toList();
    }

    /** The wires that there are break. */
    void cutNow() {
        open.forEach(this::close);
    }

    private static void begin(Runnable task) {
        Thread thread = new Thread(task, "frame proxy");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                begin(() -> connect(client));
            }
        } catch (IOException e) {
            return; // closed
        }
    }

    private void connect(Socket client) {
        try {
            Socket there = new Socket(InetAddress.getLoopbackAddress(), server);
            client.setTcpNoDelay(true);
            there.setTcpNoDelay(true);
            open.add(client);
            open.add(there);
            begin(() -> carry(client, there));
            begin(() -> carry(there, client));
        } catch (IOException e) {
            close(client); // there is no server at the moment
        }
    }

    private void carry(Socket from, Socket to) {
        try {
            DataInputStream in = new DataInputStream(from.getInputStream());
            heads.add(head(in, to.getOutputStream()));
            while (frame(in, to.getOutputStream())) {
                continue;
            }
        } catch (IOException e) {
            return; // either end is gone
        } finally {
            close(from);
            close(to);
        }
    }

    /** What is said in HTTP. */
    private static String head(DataInputStream in, OutputStream out) throws IOException {
        StringBuilder head = new StringBuilder();
        int line = 0;
        while (line < 2) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException();
            }
            head.append((char) next);
            out.write(next);
            line = next == '\n' ? line + 1 : next == '\r' ? line : 0;
        }
        out.flush();
        return head.toString();
    }

    /** Tells whether there may be another. */
    private boolean frame(DataInputStream in, OutputStream out) throws IOException {
        int length = in.readInt();
        byte[] frame =
                ByteBuffer.allocate(Integer.BYTES + length).putInt(length).array();
        in.readFully(frame, Integer.BYTES, length);
        synchronized (this) {
            frames++;
            if (frames != last) {
                out.write(frame);
                out.flush();
                return true;
            }
            out.write(frame, 0, cut == Cut.ALL ? frame.length : cut == Cut.HALF ? frame.length / 2 : 0);
            out.flush();
            then.run();
            return false;
        }
    }

    private void close(Socket socket) {
        open.remove(socket);
        try {
            socket.close();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        open.forEach(this::close);
    }
}
