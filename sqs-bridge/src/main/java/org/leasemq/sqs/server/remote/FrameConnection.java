package org.leasemq.sqs.server.remote;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.io.AbstractConnection;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.RetainableByteBuffer;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.thread.Scheduler;
import org.leasemq.engine.wire.FrameParser;
import org.leasemq.engine.wire.Parts;
import org.leasemq.engine.wire.WireException;
import org.leasemq.served.NotServedException;
import org.leasemq.served.ServedConnection;
import org.leasemq.served.Visitor;
import org.leasemq.sqs.server.connection.Occupied;

/**
 * A connection on which a client and the engine speak in frames. While the client does not take what is in line for it, nothing is
 * read from it. It has no end by itself as long as its session lives: that ends with a client that is silent.
 */
final class FrameConnection extends AbstractConnection.NonBlocking
        implements Connection.UpgradeTo, FrameWriter.Listener, Occupied {
    private static final int BUFFER = 16 << 10;
    /** So much is read before others have their turn. */
    private static final int TURNS = 32;
    /** Who has so much in line is not read from. */
    private static final long MANY = 4 << 20;
    /** Until there is no more than that. */
    private static final long FEW = 1 << 20;

    private final RemoteClients clients;
    private final String address;
    private final ByteBufferPool pool;
    private final FrameWriter writer;
    private final ServedConnection conversation;
    private final FrameParser parser = new FrameParser(Parts.LONGEST_FRAME);
    /** Whether nothing is read, since there is too much to be written. */
    private final AtomicBoolean paused = new AtomicBoolean();

    /** Whether what still comes is not looked at. */
    private volatile boolean deaf;

    private volatile Scheduler.Task end;
    private ByteBuffer early = BufferUtil.EMPTY_BUFFER;

    /** @param address of the client, for people */
    FrameConnection(EndPoint endPoint, RemoteClients clients, Visitor visitor, String address, ByteBufferPool pool) {
        super(endPoint, clients.threads());
        this.clients = clients;
        this.address = address;
        this.pool = pool;
        this.writer = new FrameWriter(endPoint, clients.writers(), clients.memory(), this);
        this.conversation = clients.served().connection(visitor, writer);
    }

    @Override
    public boolean isBusy() {
        return conversation.hasSession();
    }

    /** What came together with the request. */
    @Override
    public void onUpgradeTo(ByteBuffer buffer) {
        early = BufferUtil.copy(buffer);
    }

    @Override
    public void onOpen() {
        super.onOpen();
        getEndPoint().setIdleTimeout(0);
        end = endIn(clients.settings().greeting().toMillis(), this::endUngreeted);
        if (clients.opened(this)) {
            ByteBuffer first = early;
            early = BufferUtil.EMPTY_BUFFER;
            hear(first);
            fillInterested();
        } else {
            getEndPoint().close();
        }
    }

    private Scheduler.Task endIn(long millis, Runnable action) {
        return clients.scheduler().schedule(action, millis, TimeUnit.MILLISECONDS);
    }

    private void endUngreeted() {
        if (!conversation.hasSession()) {
            clients.refusals().of(address, "it did not say who it is");
            getEndPoint().close(new TimeoutException("A client did not say who it is"));
        }
    }

    // -------------------------------------------------------------------------------------------- reading

    @Override
    public void onFillable() {
        RetainableByteBuffer buffer = pool.acquire(BUFFER, false);
        boolean goesOn = true;
        try {
            for (int turn = 0; goesOn && turn < TURNS; turn++) {
                if (isToPause()) {
                    return;
                }
                buffer.clear();
                int filled = getEndPoint().fill(buffer.getByteBuffer());
                if (filled < 0) {
                    getEndPoint().close();
                    return;
                }
                goesOn = buffer.remaining() == BUFFER; // else there is hardly more, and it is told when there is
                hear(buffer.getByteBuffer());
            }
        } catch (IOException e) {
            getEndPoint().close(e);
            return;
        } finally {
            buffer.release();
        }
        fillInterested();
    }

    /** Nobody reads from now on if so, until something has been written. */
    private boolean isToPause() {
        if (deaf || writer.waiting() <= MANY) {
            return false;
        }
        paused.set(true);
        return writer.waiting() > FEW || !paused.compareAndSet(true, false);
    }

    private void hear(ByteBuffer bytes) {
        if (deaf || !bytes.hasRemaining()) {
            return;
        }
        writer.readingBegins();
        try {
            parser.add(bytes, conversation);
        } catch (WireException e) {
            refuse(e.getMessage(), false);
        } catch (NotServedException e) {
            refuse(e.getMessage(), e.isPassing());
        } catch (RuntimeException e) {
            clients.refusals().failed(address, e);
            conversation.refuse("the server failed", true);
            deaf = true;
        } finally {
            writer.readingEnds();
        }
    }

    private void refuse(String why, boolean passing) {
        clients.refusals().of(address, why);
        conversation.refuse(why, passing);
        deaf = true;
    }

    // -------------------------------------------------------------------------------------------- writing

    @Override
    public void written(long left) {
        if (paused.get()) {
            conversation.isTaken();
        }
        if (left <= FEW && paused.compareAndSet(true, false)) {
            try {
                getExecutor().execute(this::onFillable);
            } catch (RejectedExecutionException e) {
                getEndPoint().close(e);
            }
        }
    }

    /** Whoever takes nothing does not keep it open. */
    @Override
    public void ending() {
        cancelEnd();
        end = endIn(clients.settings().parting().toMillis(), getEndPoint()::close);
    }

    /** The client has some time to read it: a connection that is closed with something unread in it is reset. */
    @Override
    public void finished() {
        deaf = true;
        getEndPoint().shutdownOutput();
    }

    @Override
    public void failed(Throwable cause) {
        getEndPoint().close(cause);
    }

    // -------------------------------------------------------------------------------------------- the end

    /** It ends soon, even if the client takes nothing. */
    void endSoon() {
        writer.close();
    }

    private void cancelEnd() {
        Scheduler.Task task = end;
        if (task != null) {
            task.cancel();
        }
    }

    @Override
    public void onClose(Throwable cause) {
        super.onClose(cause);
        cancelEnd();
        clients.closed(this);
        writer.end();
        conversation.lost();
    }
}
