package org.leasemq.console.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.leasemq.console.api.PageApi;
import org.leasemq.console.api.PageCall;
import org.leasemq.console.api.Refusal;
import org.leasemq.console.figures.Figures;
import org.leasemq.engine.TimeSource;

/**
 * What open pages are told without asking: of the queues that they show, and of what needs attention, what has changed. All are served
 * by one thread with what was seen once for all. Safe for use by several threads.
 */
public final class LiveStreams {
    static final int MOST = 100;
    /** So that the connection is not given up, and it is noticed when the page has gone. */
    private static final long PING = 15_000;

    private final PageApi api;
    private final Figures figures;
    private final TimeSource clock;
    private final Set<Stream> streams = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    public LiveStreams(PageApi api, Figures figures, TimeSource clock) {
        this.api = api;
        this.figures = figures;
        this.clock = clock;
    }

    private final class Stream implements Callback {
        private final PageCall call;
        private final BooleanSupplier admitted;
        private final Response response;
        private final Callback end;
        /** What was told of each queue, as a number: the next change mends the rare one that is missed. */
        private final Map<String, Long> told = new HashMap<>();

        private long version = -1;
        private long lastWrite;
        private boolean writing;
        private boolean over;

        Stream(PageCall call, BooleanSupplier admitted, Response response, Callback end) {
            this.call = call;
            this.admitted = admitted;
            this.response = response;
            this.end = end;
        }

        /** Who does not read what he is told is told nothing more meanwhile. */
        synchronized void tick() {
            if (over || writing) {
                return;
            }
            if (!admitted.getAsBoolean()) {
                end();
                return;
            }
            long now = clock.elapsedMillis();
            String news = version == figures.version() ? "" : news();
            if (!news.isEmpty() || now - lastWrite >= PING) {
                lastWrite = now;
                writing = true;
                response.write(false, ByteBuffer.wrap((news.isEmpty() ? ":\n\n" : news).getBytes(UTF_8)), this);
            }
        }

        private String news() {
            version = figures.version();
            try {
                Map<?, ?> counts = (Map<?, ?>) api.answer("counts", call, "");
                StringBuilder changed = new StringBuilder();
                for (Object queue : (Iterable<?>) counts.get("queues")) {
                    String text = Json.text(queue);
                    if (isNew((String) ((Map<?, ?>) queue).get("name"), text)) {
                        changed.append(changed.isEmpty() ? "" : ",").append(text);
                    }
                }
                String rest = "\"totals\":" + Json.text(counts.get("totals")) + ",\"attention\":"
                        + Json.text(counts.get("attention"));
                boolean other = isNew("", rest);
                return changed.isEmpty() && !other ? "" : "data:{\"queues\":[" + changed + "]," + rest + "}\n\n";
            } catch (Refusal e) {
                return "";
            }
        }

        private boolean isNew(String what, String text) {
            Long number = (long) text.hashCode() << 32 | text.length();
            return !number.equals(told.put(what, number));
        }

        @Override
        public synchronized void succeeded() {
            writing = false;
        }

        @Override
        public synchronized void failed(Throwable failure) {
            writing = false;
            over = true;
            streams.remove(this);
            end.failed(failure);
        }

        synchronized void end() {
            if (!over) {
                over = true;
                streams.remove(this);
                response.write(true, ByteBuffer.allocate(0), end);
            }
        }
    }

    /**
     * Begins to tell a page.
     *
     * @param admitted whether who looks at it still may
     * @param end called when it is over
     */
    void begin(PageCall call, BooleanSupplier admitted, Response response, Callback end) {
        if (closed || streams.size() >= MOST) {
            throw new Refusal(Refusal.UNAVAILABLE, "So many pages are open that this one asks for itself.");
        }
        response.setStatus(200);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/event-stream; charset=utf-8");
        response.getHeaders().put("X-Accel-Buffering", "no");
        Stream stream = new Stream(call, admitted, response, end);
        streams.add(stream);
        figures.rows();
        stream.tick();
    }

    /** Tells those who look what is new. To be called each second or so. */
    public void tick() {
        if (!streams.isEmpty()) {
            figures.rows();
            streams.forEach(Stream::tick);
        }
    }

    int size() {
        return streams.size();
    }

    public void close() {
        closed = true;
        streams.forEach(Stream::end);
    }
}
