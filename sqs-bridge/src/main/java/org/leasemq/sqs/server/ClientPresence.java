package org.leasemq.sqs.server;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.eclipse.jetty.util.BufferUtil;
import org.leasemq.log.Logs;

/**
 * Tells whether a client that waits for its answer has hung up, by reading on: the end of the connection is the answer, and
 * what else comes (the next request, or the end of a line too much) is kept for the connection to read.
 */
final class ClientPresence {
    private static final System.Logger LOG = Logs.of(ClientPresence.class);
    private static final int SOME = 1024;

    private ClientPresence() {}

    /** To be asked when the request has been read and its answer has not been begun: nobody else reads then. */
    static boolean isGone(Request request) {
        if (!(request.getConnectionMetaData().getConnection() instanceof HttpConnection connection)) {
            return false;
        }
        EndPoint endPoint = connection.getEndPoint();
        if (!endPoint.isOpen() || endPoint.isInputShutdown()) {
            return true;
        }
        if (!connection.isRequestBufferEmpty()) {
            return false;
        }
        ByteBuffer next = BufferUtil.allocate(SOME);
        boolean ended = hasEnded(endPoint, next);
        giveBack(connection, next);
        return ended;
    }

    /** Reads on, as far as there is something and room for it; tells whether that was all there will ever be. */
    static boolean hasEnded(EndPoint endPoint, ByteBuffer next) {
        try {
            int count;
            do {
                count = endPoint.fill(next);
            } while (count > 0 && !BufferUtil.isFull(next));
            return count < 0;
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "A client that waited is gone", e);
            return true;
        }
    }

    /** What has been read for a connection is its own. */
    static void giveBack(HttpConnection connection, ByteBuffer next) {
        if (next.hasRemaining()) {
            connection.onUpgradeTo(next); // which is how a connection is given that
        }
    }
}
