package org.leasemq.sqs.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;

/**
 * Tells whether a client that waits for its answer has hung up. Nothing is to be read from such a client but the end of its
 * connection, so a connection with something to be read has ended. Safe for use by several threads.
 */
final class ClientPresence implements AutoCloseable {
    private final Selector selector;

    ClientPresence() {
        try {
            selector = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException("The operating system gives no selector: " + e.getMessage(), e);
        }
    }

    boolean isGone(Request request) {
        EndPoint endPoint = request.getConnectionMetaData().getConnection().getEndPoint();
        if (!endPoint.isOpen()) {
            return true;
        }
        return endPoint.getTransport() instanceof SocketChannel channel && isReadable(channel);
    }

    private synchronized boolean isReadable(SocketChannel channel) {
        try {
            SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
            boolean readable = selector.selectNow() > 0;
            key.cancel();
            selector.selectNow();
            return readable;
        } catch (ClosedChannelException e) {
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException("A connection cannot be looked at: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        try {
            selector.close();
        } catch (IOException e) {
            throw new UncheckedIOException("A selector cannot be closed: " + e.getMessage(), e);
        }
    }
}
