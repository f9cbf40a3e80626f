package org.leasemq.sqs.server.connection;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.IteratingNestedCallback;
import org.eclipse.jetty.util.thread.Scheduler;
import org.leasemq.engine.TimeSource;

/**
 * Ends requests that come, and answers that are read, too slowly: nobody may hold memory that way. Everybody has some time
 * before the rate counts, which is the client's only if the server itself is not the one that pauses. Large answers are written
 * in parts: the operating system's buffer for what is written at once is as large as that, and each thread keeps its own.
 */
public final class Pace extends Handler.Wrapper {
    /** Whatever the rate. */
    static final Duration GRACE = Duration.ofSeconds(20);
    /** Bytes a second of a request, or of an answer. */
    private static final int SLOWEST = 4096;
    /** So much is written at once. */
    public static final int PART = 64 << 10;

    private static final Scheduler.Task WRITTEN = () -> false;

    private final TimeSource clock;
    private final BrokenOff brokenOff;

    /**
     * @param clock tells how long a request takes
     * @param brokenOff is told of answers that are given up
     */
    public Pace(Handler next, TimeSource clock, BrokenOff brokenOff) {
        super(next);
        this.clock = clock;
        this.brokenOff = brokenOff;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        PacedRequest paced = new PacedRequest(request);
        return super.handle(paced, new PacedResponse(paced, response), callback);
    }

    private final class PacedRequest extends Request.Wrapper {
        private long began;
        private long read;
        private Content.Chunk failure;

        PacedRequest(Request request) {
            super(request);
        }

        @Override
        public Content.Chunk read() {
            Content.Chunk chunk = failure == null ? super.read() : failure;
            read += chunk == null ? 0 : chunk.remaining();
            return chunk;
        }

        @Override
        public void demand(Runnable action) {
            long now = clock.elapsedMillis();
            began = began == 0 ? now : began;
            if (now - began > GRACE.toMillis() + read * 1000 / SLOWEST) {
                failure = Content.Chunk.from(
                        new TimeoutException("less than " + SLOWEST + " bytes of it came in a second"));
                action.run();
            } else {
                super.demand(action);
            }
        }
    }

    private final class PacedResponse extends Response.Wrapper {
        PacedResponse(Request request, Response response) {
            super(request, response);
        }

        @Override
        public void write(boolean last, ByteBuffer bytes, Callback callback) {
            int length = bytes == null ? 0 : bytes.remaining();
            Written written = new Written(getRequest(), length, callback);
            if (length <= PART) {
                super.write(last, bytes, written);
            } else {
                new Parts(last, bytes, written).iterate();
            }
            written.expect();
        }

        private void writePart(boolean last, ByteBuffer part, Callback callback) {
            super.write(last, part, callback);
        }

        /** One part of an answer after the other. */
        private final class Parts extends IteratingNestedCallback {
            private final boolean last;
            private final ByteBuffer rest;

            Parts(boolean last, ByteBuffer bytes, Callback callback) {
                super(callback);
                this.last = last;
                this.rest = bytes;
            }

            @Override
            protected Action process() {
                if (!rest.hasRemaining()) {
                    return Action.SUCCEEDED;
                }
                int length = Math.min(PART, rest.remaining());
                ByteBuffer part = rest.slice(rest.position(), length);
                rest.position(rest.position() + length);
                writePart(last && !rest.hasRemaining(), part, this);
                return Action.SCHEDULED;
            }
        }
    }

    /** A write, whose time runs from the moment at which it turns out that the client has to read first. */
    private final class Written extends Callback.Nested implements Runnable {
        private final Request request;
        private final int length;
        private final AtomicReference<Scheduler.Task> end = new AtomicReference<>();

        Written(Request request, int length, Callback callback) {
            super(callback);
            this.request = request;
            this.length = length;
        }

        void expect() {
            if (end.get() == null) {
                long millis = GRACE.toMillis() + length * 1000L / SLOWEST;
                Scheduler.Task task =
                        request.getComponents().getScheduler().schedule(this, millis, TimeUnit.MILLISECONDS);
                if (!end.compareAndSet(null, task)) {
                    task.cancel();
                }
            }
        }

        @Override
        public void completed() {
            Scheduler.Task task = end.getAndSet(WRITTEN);
            if (task != null) {
                task.cancel();
            }
        }

        @Override
        public void run() {
            EndPoint endPoint = request.getConnectionMetaData().getConnection().getEndPoint();
            TimeoutException reason = new TimeoutException(
                    "An answer of " + length + " bytes was read at less than " + SLOWEST + " bytes a second");
            brokenOff.because(reason);
            endPoint.close(reason);
        }
    }
}
