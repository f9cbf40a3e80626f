package org.leasemq.remote;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import org.leasemq.annotation.GuardedBy;
import org.leasemq.engine.TimeSource;
import org.leasemq.engine.model.AccessDenied;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.wire.WireException;
import org.leasemq.log.Logs;
import org.leasemq.options.HostAndPort;

/**
 * Keeps a session connected by TCP: connects to one of the addresses, reads what comes, and connects again when the connection is
 * broken. Its thread is the only one of a session.
 */
public final class Connector implements Runnable, AutoCloseable {
    private static final System.Logger LOG = Logs.of(Connector.class);
    private static final long FIRST_PAUSE = 20;
    private static final long LONGEST_PAUSE = 2000;
    /** When something will be due soon, it is looked at so often, in milliseconds. */
    private static final int SOON = 50;

    /** Makes sockets that are not connected, and has those speak first that speak first. */
    public interface Sockets {
        Socket connect(InetSocketAddress to, HostAndPort server, int timeoutMillis) throws IOException;
    }

    private final Session session;
    private final List<HostAndPort> servers;
    private final Sockets sockets;
    private final Login credentials;
    private final Patience patience;
    private final ReadingTurn turn;
    private final Executor threads;
    private final TimeSource clock;

    private int next;
    private volatile Socket first;
    /** Why each address has failed that has since the connection was lost. */
    private final Map<HostAndPort, String> failures = new LinkedHashMap<>();

    /** How often a session has been refused that none has had yet. */
    private int refusals;
    /** When the connection to a server was lost that did what it was asked. */
    private long lostAt;

    @GuardedBy("this")
    private Socket present;

    @GuardedBy("this")
    private boolean closed;

    /**
     * @param servers at least one
     * @param turn by which who waits for the session's answers reads them
     * @param threads for what is so large that it takes long to write
     */
    public Connector(
            Session session,
            List<HostAndPort> servers,
            Sockets sockets,
            Login credentials,
            Patience patience,
            ReadingTurn turn,
            Executor threads,
            TimeSource clock) {
        this.session = session;
        this.servers = List.copyOf(servers);
        this.sockets = sockets;
        this.credentials = credentials;
        this.patience = patience;
        this.turn = turn;
        this.threads = threads;
        this.clock = clock;
    }

    /** By TCP without encryption. */
    public static Socket plain(InetSocketAddress to, HostAndPort server, int timeoutMillis) throws IOException {
        Socket socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.connect(to, timeoutMillis);
            return socket;
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    /**
     * Connects to the first address that answers, so that who asks for a server that is not there is told at once. To be followed by
     * {@link #run}.
     *
     * @throws AccessDenied if a server does not let anybody in with these credentials
     * @throws EngineException.StoreFailed if there is none
     */
    public void open() {
        StringBuilder reasons = new StringBuilder();
        for (int i = 0; i < servers.size(); i++) {
            try {
                first = connected("");
                return;
            } catch (IOException | RefusedException e) {
                reasons.append(reasons.isEmpty() ? "" : " ")
                        .append(e.getMessage())
                        .append('.');
            }
        }
        throw new EngineException.StoreFailed(
                "No server answers: " + reasons + " See that it runs, and that the addresses are right.", null);
    }

    /**
     * Sees to it that a server lets somebody in, by a connection of its own unless it is who this is for.
     *
     * @throws AccessDenied if not
     * @throws EngineException.StoreFailed if no server answers
     */
    public void require(Login other) {
        if (!other.equals(credentials)) {
            Connector once = new Connector(session, servers, sockets, other, patience, turn, threads, clock);
            once.open();
            close(once.first);
        }
    }

    private static void close(Socket open) {
        try {
            if (open != null) {
                open.close();
            }
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "The connection was broken already", e);
        }
    }

    /**
     * A connection to the next address, which speaks frames.
     *
     * @param resumption by what the session is gone on with
     */
    private Socket connected(String resumption) throws IOException {
        HostAndPort server = servers.get(next);
        next = (next + 1) % servers.size();
        int timeout = (int) patience.connect().toMillis();
        Socket socket;
        try {
            socket = sockets.connect(new InetSocketAddress(server.host(), server.port()), server, timeout);
        } catch (IOException e) {
            throw new IOException(server + ": " + e.getMessage(), e);
        }
        boolean spoken = false;
        try {
            socket.setSoTimeout(timeout);
            Upgrade.ask(socket, socket.getInputStream(), server, credentials.line() + resumption);
            socket.setSoTimeout(patience.heartbeatMillis());
            spoken = true;
            return socket;
        } catch (SocketTimeoutException e) {
            throw new IOException(server + ": no answer within " + timeout + " ms", e);
        } finally {
            if (!spoken) {
                socket.close();
            }
        }
    }

    @Override
    public void run() {
        try {
            keepConnected();
        } finally {
            session.end(new EngineException.Unknown(
                    "There will be no connection any more. Nobody knows whether what was asked last has happened.",
                    null));
        }
    }

    private void keepConnected() {
        lostAt = clock.elapsedMillis();
        long pause = FIRST_PAUSE;
        while (!isOver()) {
            Exception broken = converse();
            boolean wasThere = session.isWelcome();
            lostAt = wasThere ? clock.elapsedMillis() : lostAt;
            session.disconnected();
            if (isOver()) {
                return;
            }
            if (wasThere) {
                failures.clear();
            } else {
                failures.put(servers.get(Math.floorMod(next - 1, servers.size())), broken.getMessage());
            }
            // however short the time is, each is asked
            if (clock.elapsedMillis() - lostAt > patience.reconnect().toMillis()
                    && failures.keySet().containsAll(servers)) {
                session.end(new EngineException.Unknown(
                        "No server has answered for " + patience.reconnect() + ", at last: "
                                + String.join("; ", failures.values())
                                + ". Nobody knows whether what was asked last has happened.",
                        broken));
                return;
            }
            pause = wasThere ? FIRST_PAUSE : Math.min(LONGEST_PAUSE, pause * 2);
            pause(pause);
        }
    }

    /** As long as a connection lasts; tells why it does not any more. */
    private Exception converse() {
        try (Socket socket = first == null ? connected(session.resumption()) : first) {
            first = null;
            if (adopt(socket)) {
                read(socket);
            }
            return null;
        } catch (AccessDenied e) {
            session.end(e);
            return e;
        } catch (RefusedException e) {
            if (!e.isPassing() || !session.isKnown() && ++refusals >= servers.size()) {
                session.end(
                        session.isKnown()
                                ? new EngineException.Unknown(
                                        "The server has ended the connection for good: " + e.getMessage()
                                                + ". Nobody knows whether what was asked last has happened.",
                                        e)
                                : new EngineException.Closed(e.getMessage()));
            }
            return e;
        } catch (IOException | WireException e) {
            LOG.log(Level.DEBUG, "The connection is broken", e);
            return e;
        } catch (RuntimeException
                | Error e) { // it ends no more than the connection, or nobody would be answered any more
            LOG.log(
                    Level.ERROR,
                    "A connection failed, which indicates a bug unless there is no memory; there will be another",
                    e);
            return new IOException("the connection failed: " + e, e);
        }
    }

    private void read(Socket socket) throws IOException {
        FrameReader reader = new FrameReader(socket, session, clock);
        session.connected(new SocketLink(socket, threads));
        turn.begin(reader, session::isIdle);
        try {
            read(reader);
        } finally {
            socket.close();
            turn.end();
        }
    }

    private void read(FrameReader reader) throws IOException {
        int heartbeat = patience.heartbeatMillis();
        long pingedAt = clock.elapsedMillis();
        long doneAt = pingedAt;
        boolean soon = false;
        while (true) {
            if (turn.isOwn()) {
                reader.read(soon ? SOON : heartbeat);
            }
            long now = clock.elapsedMillis();
            if (now - reader.heardAt() > 2L * heartbeat) {
                throw new IOException("nothing has been heard for " + (now - reader.heardAt()) + " ms");
            }
            if (now - doneAt >= SOON || !soon) {
                soon = session.doWhatIsDue();
                doneAt = now;
            }
            if (now - pingedAt >= heartbeat) {
                session.ping();
                pingedAt = now;
            }
            turn.rest();
        }
    }

    private synchronized boolean adopt(Socket socket) {
        present = socket;
        return !closed;
    }

    private boolean isOver() {
        synchronized (this) {
            if (closed) {
                return true;
            }
        }
        return session.isOver();
    }

    private synchronized void pause(long millis) {
        long until = clock.elapsedMillis() + millis;
        try {
            for (long left = millis; left > 0 && !closed; left = until - clock.elapsedMillis()) {
                wait(left);
            }
        } catch (InterruptedException e) {
            closed = true;
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the connection, and makes no other. The session has been {@linkplain Session#close closed} before. */
    @Override
    public void close() {
        Socket open;
        synchronized (this) {
            closed = true;
            open = present == null ? first : present;
            notifyAll();
        }
        close(open);
    }
}
