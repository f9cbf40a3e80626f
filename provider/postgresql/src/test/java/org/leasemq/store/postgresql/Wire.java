package org.leasemq.store.postgresql;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Between a store and its database, and breaks. */
final class Wire implements Closeable {
    private static final long NEVER = Long.MAX_VALUE;

    private final int server;
    private final ServerSocket door;
    private final List<Socket> open = new ArrayList<>();
    private final CountDownLatch refused = new CountDownLatch(1);
    /** So many more bytes go to the server, of connections there are, before all are cut. */
    private long left = NEVER;

    private boolean losingAnswers;

    Wire(int server) throws IOException {
        this.server = server;
        this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    /** What is asked next is done, and the connection breaks before the answer comes. */
    synchronized void loseAnswers() {
        losingAnswers = true;
    }

    /** All connections break when so many bytes more have gone to the server. */
    synchronized void cutAfter(long bytes) {
        left = bytes;
    }

    private void accept() {
        while (true) {
            try {
                Socket client = door.accept();
                Socket database = new Socket(InetAddress.getLoopbackAddress(), server);
                synchronized (this) {
                    open.add(client);
                    open.add(database);
                }
                start(() -> copy(client, database, true));
                start(() -> copy(database, client, false));
            } catch (IOException e) {
                refused.countDown();
                return;
            }
        }
    }

    private void copy(Socket from, Socket to, boolean asking) {
        byte[] buffer = new byte[8192];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                int allowed = asking ? allowed(read) : read;
                if (!asking && isLost()) {
                    return;
                }
                out.write(buffer, 0, allowed);
                if (allowed < read) {
                    cut();
                    return;
                }
            }
        } catch (IOException e) {
            // it was cut
        }
    }

    private synchronized int allowed(int wanted) {
        if (left == NEVER) {
            return wanted;
        }
        int allowed = (int) Math.min(wanted, left);
        left = allowed < wanted ? NEVER : left - allowed;
        return allowed;
    }

    private synchronized boolean isLost() {
        boolean lost = losingAnswers;
        losingAnswers = false;
        return lost;
    }

    private synchronized void cut() {
        for (Socket one : open) {
            try {
                one.close();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
        open.clear();
    }

    void awaitRefused() {
        try {
            refused.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        cut();
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "wire");
        thread.setDaemon(true);
        thread.start();
    }
}
