package org.leasemq.console.http;

import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.leasemq.console.api.Refusal;
import org.leasemq.log.Logs;
import org.leasemq.memory.MemoryShare;
import org.leasemq.memory.MemoryShare.Use;

/** The answer to one request, with the memory that both take until it has been written. Given once. */
final class PageAnswer {
    private static final System.Logger LOG = Logs.of(PageAnswer.class);

    private final Response response;
    private final Callback callback;
    private final MemoryShare memory;
    private final AtomicLong taken = new AtomicLong();

    PageAnswer(Response response, Callback callback, MemoryShare memory) {
        this.response = response;
        this.callback = callback;
        this.memory = memory;
    }

    Response response() {
        return response;
    }

    /** So many bytes have been taken for the request. */
    void taken(long bytes) {
        taken.addAndGet(bytes);
    }

    /** What has been taken is given back. */
    void end() {
        memory.giveBack(Use.REQUESTS, taken.getAndSet(0));
    }

    void give(Object value) {
        write(200, Json.write(value));
    }

    void refuse(Refusal refusal) {
        write(refusal.status(), Json.write(Map.of("error", refusal.getMessage())));
    }

    void fail(Throwable error) {
        LOG.log(Level.DEBUG, "A request of the console failed", error);
        refuse(new Refusal(Refusal.FAILED, "The server failed; its log says why."));
    }

    private void write(int status, byte[] bytes) {
        memory.take(Use.REQUESTS, bytes.length);
        taken(bytes.length);
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, bytes.length);
        if (status == Refusal.TOO_LARGE || status == Refusal.LENGTH_REQUIRED || status == Refusal.FORBIDDEN) {
            response.getHeaders().put(HttpHeader.CONNECTION, "close"); // what is not read is not waited for
        }
        response.write(true, ByteBuffer.wrap(bytes), Callback.from(this::end, callback));
    }
}
