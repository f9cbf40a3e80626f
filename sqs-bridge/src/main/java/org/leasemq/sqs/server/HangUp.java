package org.leasemq.sqs.server;

import java.nio.ByteBuffer;
import java.util.concurrent.Executor;
import org.eclipse.jetty.io.AbstractEndPoint;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;

/**
 * Notices at once that a client hangs up while it waits for its answer: the library reads nothing then, so this does. What
 * comes before the end is kept for the connection, up to a limit; behind that nothing is noticed. Safe for use by several
 * threads.
 */
final class HangUp implements Callback {
    /** Not more than a connection has room for. */
    private static final int MOST = 1024;

    private final HttpConnection connection;
    private final Executor executor;
    private final Runnable gone;
    private ByteBuffer early = BufferUtil.EMPTY_BUFFER;
    private boolean over;

    private HangUp(HttpConnection connection, Executor executor, Runnable gone) {
        this.connection = connection;
        this.executor = executor;
        this.gone = gone;
    }

    /**
     * To be called when the request has been read.
     *
     * @param gone what is to be done
     * @return what ends this: to be run before the answer is begun, after which the connection reads again
     */
    static Runnable watch(Request request, Runnable gone) {
        if (request.getConnectionMetaData().getConnection() instanceof HttpConnection connection
                && connection.isRequestBufferEmpty()) {
            HangUp hangUp = new HangUp(connection, request.getComponents().getExecutor(), gone);
            connection.tryFillInterested(hangUp);
            return hangUp::end;
        }
        return () -> {};
    }

    @Override
    public InvocationType getInvocationType() {
        return InvocationType.NON_BLOCKING;
    }

    /** Something has come, or the end. */
    @Override
    public synchronized void succeeded() {
        if (over) {
            return;
        }
        ByteBuffer read = early.hasRemaining() ? early : BufferUtil.allocate(MOST);
        if (ClientPresence.hasEnded(connection.getEndPoint(), read)) {
            leave();
        } else if (!BufferUtil.isFull(read)) {
            connection.tryFillInterested(this);
        }
        early = read.hasRemaining() ? read : BufferUtil.EMPTY_BUFFER;
    }

    /** The connection was closed. */
    @Override
    public synchronized void failed(Throwable reason) {
        if (!over) {
            leave();
        }
    }

    /** On another thread, which holds nothing meanwhile. */
    private void leave() {
        over = true;
        executor.execute(gone);
    }

    private synchronized void end() {
        over = true;
        EndPoint endPoint = connection.getEndPoint();
        if (endPoint instanceof EndPoint.Wrapper tls) {
            withdraw(tls.unwrap());
        }
        withdraw(endPoint);
        ClientPresence.giveBack(connection, early);
    }

    /** Calls back, which does nothing any more: there is no other way. */
    private static void withdraw(EndPoint endPoint) {
        ((AbstractEndPoint) endPoint).getFillInterest().fillable();
    }
}
