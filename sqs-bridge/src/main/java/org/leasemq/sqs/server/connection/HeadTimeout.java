package org.leasemq.sqs.server.connection;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpParser;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.io.ssl.SslHandshakeListener;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Ends connections on which the head of a request, or the beginning of TLS, is on its way for too long: one byte now and then
 * keeps a connection from being idle, but nobody may hold it that way. Costs nothing where all comes at once.
 */
public final class HeadTimeout {
    private final Duration patience;

    /** @param patience for the head of a request, and for the handshake of TLS */
    public HeadTimeout(Duration patience) {
        this.patience = patience;
    }

    /**
     * @param memory for heads
     * @param brokenOff is told why a connection ended, if something failed
     */
    public HttpConnectionFactory http(HttpConfiguration configuration, ConnectionMemory memory, BrokenOff brokenOff) {
        return new HttpConnectionFactory(configuration) {
            @Override
            public Connection newConnection(Connector connector, EndPoint endPoint) {
                HttpConnection connection =
                        new TimedConnection(getHttpConfiguration(), connector, endPoint, memory, brokenOff);
                connection.setTransferEncodingChunkMaxLength(getTransferEncodingChunkMaxLength());
                return configure(connection, connector, endPoint);
            }
        };
    }

    /** As {@link #http}, for the layer below it. */
    public SslConnectionFactory tls(SslContextFactory.Server certificate, String next) {
        return new SslConnectionFactory(certificate, next) {
            @Override
            public Connection newConnection(Connector connector, EndPoint endPoint) {
                SslConnection connection = (SslConnection) super.newConnection(connector, endPoint);
                Scheduler.Task end = endLater(connector, endPoint, "The handshake of TLS takes too long");
                connection.addHandshakeListener(new SslHandshakeListener() {
                    @Override
                    public void handshakeSucceeded(Event event) {
                        end.cancel();
                    }

                    @Override
                    public void handshakeFailed(Event event, Throwable failure) {
                        end.cancel();
                    }
                });
                return connection;
            }
        };
    }

    private Scheduler.Task endLater(Connector connector, EndPoint endPoint, String reason) {
        return connector
                .getScheduler()
                .schedule(
                        () -> endPoint.close(new TimeoutException(reason)), patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** One that knows how long it has been in the middle of a head. */
    final class TimedConnection extends HttpConnection implements Occupied {
        /** Set by the constructor of the superclass, which needs it for the parser: no value is to be assigned here. */
        private HttpParser.RequestHandler requests;

        private final HeadMemory head;
        private final BrokenOff brokenOff;

        /** What is being parsed, and how much of it was left when its head was looked at last. */
        private ByteBuffer parsed;

        private int left;

        /** Volatile for those who only want to know whether a head is on its way. */
        private volatile Scheduler.Task end;

        TimedConnection(
                HttpConfiguration configuration,
                Connector connector,
                EndPoint endPoint,
                ConnectionMemory memory,
                BrokenOff brokenOff) {
            super(configuration, connector, endPoint);
            this.head = new HeadMemory(memory);
            this.brokenOff = brokenOff;
        }

        /** Whether there is a request, or a part of one. */
        @Override
        public boolean isBusy() {
            return end != null || getHttpChannel().getRequest() != null;
        }

        /** The library says nothing of what it closes a connection for. */
        @Override
        public void onClose(Throwable cause) {
            if (cause != null) {
                brokenOff.endedBy(cause);
            }
            super.onClose(cause);
            head.end();
        }

        @Override
        protected RequestHandler newRequestHandler() {
            RequestHandler made = new RequestHandler() {
                @Override
                public void parsedHeader(HttpField field) {
                    if (!head.addField()) {
                        throw new HttpException.RuntimeException(
                                HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE_431,
                                "more than " + HeadMemory.MOST_FIELDS + " fields");
                    }
                    super.parsedHeader(field);
                }

                @Override
                public boolean headerComplete() {
                    if (!count()) {
                        throw new HttpException.RuntimeException(
                                HttpStatus.SERVICE_UNAVAILABLE_503, "no memory for the head of the request");
                    }
                    head.headEnds();
                    return super.headerComplete();
                }
            };
            requests = made;
            return made;
        }

        @Override
        protected HttpParser newHttpParser(HttpCompliance compliance) {
            HttpConfiguration configuration = getHttpConfiguration();
            HttpParser parser = new HttpParser(requests, configuration.getRequestHeaderSize(), compliance) {
                @Override
                public boolean parseNext(ByteBuffer buffer) {
                    parsed = buffer;
                    left = buffer.remaining();
                    boolean handle = super.parseNext(buffer);
                    boolean inHead = isInHead();
                    if (inHead && !count()) {
                        IOException reason = new IOException("There is no memory for the head of a request");
                        brokenOff.because(reason);
                        getEndPoint().close(reason);
                    }
                    look(inHead);
                    return handle;
                }

                private boolean isInHead() {
                    State state = getState();
                    return state.ordinal() > State.START.ordinal() && state.ordinal() <= State.HEADER.ordinal();
                }
            };
            parser.setHeaderCacheSize(configuration.getHeaderCacheSize());
            parser.setHeaderCacheCaseSensitive(configuration.isHeaderCacheCaseSensitive());
            return parser;
        }

        /** Counts what has been parsed of a head since it was counted last; tells whether there is memory for it. */
        private boolean count() {
            int more = left - parsed.remaining();
            left -= more;
            return head.add(more);
        }

        /** By the one thread that parses. */
        private void look(boolean inHead) {
            if (inHead && end == null) {
                end = endLater(getConnector(), getEndPoint(), "The head of a request takes too long");
            } else if (!inHead && end != null) {
                end.cancel();
                end = null;
            }
        }
    }
}
