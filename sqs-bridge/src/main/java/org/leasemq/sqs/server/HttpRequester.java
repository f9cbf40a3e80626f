package org.leasemq.sqs.server;

import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.leasemq.sqs.call.Requester;
import org.leasemq.sqs.server.connection.Pace;
import org.leasemq.sqs.wire.Answer;

/** Who waits for an answer. Safe for use by several threads. */
final class HttpRequester implements Requester {
    private static final int OK = 200;

    private final Request request;
    private final RequestMemory.Share share;
    private final AtomicReference<Runnable> unanswered = new AtomicReference<>();

    HttpRequester(Request request, RequestMemory.Share share) {
        this.request = request;
        this.share = share;
    }

    @Override
    public boolean isGone() {
        return ClientPresence.isGone(request);
    }

    @Override
    public Runnable whenGone(Runnable gone) {
        return HangUp.watch(request, gone);
    }

    @Override
    public String trace() {
        return request.getHeaders().get("X-Amzn-Trace-Id");
    }

    @Override
    public boolean takes(long bytes) {
        return share.takeForAnswer(bytes);
    }

    @Override
    public boolean takesForList(long bytes) {
        return share.takeForList(bytes);
    }

    @Override
    public boolean hasTaken() {
        return share.hasTakenForAnswer();
    }

    @Override
    public void ifUnanswered(Runnable action) {
        unanswered.set(action);
    }

    /** Writes an answer; an error is not the answer that was made ready for. */
    void write(Answer answer, Response response, Callback callback) {
        if (answer.status() != OK) {
            leave();
        }
        Exchange.write(answer, response, unanswered.get() == null ? callback : new Watched(callback));
    }

    private void leave() {
        Runnable action = unanswered.getAndSet(null);
        if (action != null) {
            action.run();
        }
    }

    /**
     * Notices when nothing of an answer could be written. Who got a part of it may have failed because of it, so that it counts:
     * a message that breaks its readers must not come back for ever.
     */
    private final class Watched extends Callback.Nested {
        private final Connection connection = request.getConnectionMetaData().getConnection();
        private final long before = connection.getBytesOut();

        Watched(Callback callback) {
            super(callback);
        }

        @Override
        public void failed(Throwable reason) {
            try {
                boolean isFirstPart = connection.getBytesOut() - before < 2 * Pace.PART;
                if (isFirstPart) {
                    leave();
                }
            } finally {
                super.failed(reason);
            }
        }
    }
}
