package org.leasemq.sqs.server.connection;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.JMException;
import javax.management.ObjectName;
import org.eclipse.jetty.io.AbstractEndPoint;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.SelectorManager;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.AbstractConnector;
import org.eclipse.jetty.util.IO;
import org.leasemq.engine.TimeSource;
import org.leasemq.log.Logs;

/**
 * The connections that are open, each of which takes memory whether or not it does anything. When there are as many as there
 * may be, those that do nothing are ended, so that somebody else can come; if there are none, who comes is refused. Safe for
 * use by several threads.
 */
public final class Connections implements SelectorManager.AcceptListener {
    /** What one takes that waits for its next request. */
    public static final int WEIGHT = 2560;
    /** The same with TLS. */
    public static final int TLS_WEIGHT = 24 << 10;

    private static final System.Logger LOG = Logs.of(Connections.class);
    /** Of the files that the process may have open, the store needs some. */
    private static final int FILES_OF_STORE = 256;
    /** A connection that has done nothing for so long is not in use. */
    private static final long IDLE = Duration.ofSeconds(1).toMillis();

    /** A client that has read nothing for so long of the answer that it asked for lets others go first. */
    private static final long STUCK = Duration.ofSeconds(2).toMillis();

    private static final byte[] TOO_MANY = ("HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\n"
                    + "Content-Length: 0\r\nRetry-After: 1\r\n\r\n")
            .getBytes(US_ASCII);

    private final AbstractConnector connector;
    private final ConnectionMemory memory;
    private final int weight;
    private final int most;
    private final TimeSource clock;
    private final BrokenOff brokenOff;
    private final Set<SelectableChannel> open = ConcurrentHashMap.newKeySet();
    /** Closed, but with their files until the selector comes round to them. */
    private final Queue<SelectableChannel> closed = new ConcurrentLinkedQueue<>();

    /** Of those that are open, and of those that are closed. */
    private final AtomicInteger files = new AtomicInteger();

    private final AtomicLong nextLook = new AtomicLong();
    private final AtomicLong nextRelief = new AtomicLong();

    /**
     * @param connector theirs
     * @param weight what each takes of memory, whatever comes
     * @param brokenOff is told of those that are refused
     */
    public Connections(
            AbstractConnector connector, ConnectionMemory memory, int weight, TimeSource clock, BrokenOff brokenOff) {
        this.connector = connector;
        this.memory = memory;
        this.weight = weight;
        this.clock = clock;
        this.brokenOff = brokenOff;
        this.most = most(memory.most(), weight, openFiles());
    }

    /**
     * How many there may be.
     *
     * @param memory that there is for them
     * @param files that the process may have open
     */
    static int most(long memory, int weight, long files) {
        return (int) Math.max(1, Math.min(memory / weight, Math.max(files / 2, files - FILES_OF_STORE)));
    }

    /** By name, since application servers hide the class of that bean from what they run. */
    private static long openFiles() {
        try {
            Object files = ManagementFactory.getPlatformMBeanServer()
                    .getAttribute(
                            new ObjectName(ManagementFactory.OPERATING_SYSTEM_MXBEAN_NAME), "MaxFileDescriptorCount");
            return ((Number) files).longValue();
        } catch (JMException e) {
            LOG.log(Level.DEBUG, "How many files may be open is not known here", e);
            return Integer.MAX_VALUE;
        }
    }

    /** How many there may be. */
    int most() {
        return most;
    }

    /** How many have files. */
    int count() {
        forgetClosed();
        return files.get();
    }

    private void forgetClosed() {
        for (SelectableChannel first = closed.peek(); first != null && !first.isRegistered(); first = closed.peek()) {
            if (closed.remove(first)) {
                files.decrementAndGet();
            }
        }
    }

    @Override
    public void onAccepting(SelectableChannel channel) {
        if (hasRoom() || endIdle()) {
            open.add(channel);
            files.incrementAndGet();
            memory.take(weight);
        } else {
            refuse(channel);
        }
    }

    private boolean hasRoom() {
        return count() < most && memory.hasRoom(weight);
    }

    private void refuse(SelectableChannel channel) {
        boolean many = files.get() >= most;
        brokenOff.refused(
                many
                        ? "Connections are refused, since " + files + " are open of " + most
                                + " that there is memory and files for. Let clients share connections, or give the"
                                + " server more heap."
                        : "Connections are refused, since requests and answers on " + files
                                + " of them take the memory. Give the server more heap.");
        try {
            if (weight == WEIGHT) {
                ((SocketChannel) channel).write(ByteBuffer.wrap(TOO_MANY));
            }
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "Who is refused has gone already", e);
        } finally {
            IO.close(channel);
        }
    }

    /** Ends those that are not in use, unless that has been done just now; tells whether there were any. */
    private boolean endIdle() {
        boolean any = false;
        long now = clock.elapsedMillis();
        long next = nextLook.get();
        if (now >= next && nextLook.compareAndSet(next, now + IDLE)) {
            for (EndPoint endPoint : connector.getConnectedEndPoints()) {
                if (isIdle(endPoint)) {
                    endPoint.close();
                    any = true;
                }
            }
        }
        return any;
    }

    /** Whether it is worth a look for those that are stuck: not more than once in a while, however many ask. */
    public boolean mayEndStuck() {
        long now = clock.elapsedMillis();
        long next = nextRelief.get();
        return now >= next && nextRelief.compareAndSet(next, now + IDLE);
    }

    /**
     * Ends those whose clients do not read their answers, not a byte for some time: others need the memory. Without need they have
     * more time.
     */
    public void endStuck() {
        for (EndPoint endPoint : connector.getConnectedEndPoints()) {
            if (endPoint instanceof AbstractEndPoint timed
                    && timed.getWriteFlusher().isPending()
                    && timed.getIdleFor() >= STUCK) {
                TimeoutException reason =
                        new TimeoutException("Nothing of an answer was read, and others needed the memory");
                brokenOff.because(reason);
                endPoint.close(reason);
            }
        }
    }

    private static boolean isIdle(EndPoint endPoint) {
        EndPoint inner = endPoint.getConnection() instanceof SslConnection tls ? tls.getSslEndPoint() : endPoint;
        return endPoint instanceof AbstractEndPoint timed
                && timed.getIdleFor() >= IDLE
                && !(inner.getConnection() instanceof Occupied occupied && occupied.isBusy());
    }

    @Override
    public void onAcceptFailed(SelectableChannel channel, Throwable cause) {
        onClosed(channel);
        brokenOff.endedBy(cause);
    }

    @Override
    public void onClosed(SelectableChannel channel) {
        if (open.remove(channel)) {
            memory.giveBack(weight);
            closed.add(channel);
            forgetClosed();
        }
    }
}
