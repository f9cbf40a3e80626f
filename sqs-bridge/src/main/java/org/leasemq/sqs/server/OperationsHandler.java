package org.leasemq.sqs.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.leasemq.engine.EngineException;
import org.leasemq.engine.LeaseEngine;

/** What operators ask: health, readiness, metrics. Everything else goes on to the actions. */
final class OperationsHandler extends Handler.Wrapper {
    private static final int OK = 200;
    private static final int UNAVAILABLE = 503;
    private static final String JSON = "application/json";
    private static final String METRICS = "text/plain; version=0.0.4; charset=utf-8";

    private final LeaseEngine engine;
    private final Metrics metrics;
    private final Executor executor;
    private final String prefix;

    /**
     * @param executor writes up the metrics, which takes a while where there are many queues
     * @param prefix what paths begin with before a proxy; empty for nothing
     */
    OperationsHandler(Handler next, LeaseEngine engine, Metrics metrics, Executor executor, String prefix) {
        super(next);
        this.prefix = prefix;
        this.engine = engine;
        this.metrics = metrics;
        this.executor = executor;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        boolean get = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
        String path = get && request.getHttpURI().getQuery() == null ? path(request) : null;
        switch (path == null ? "" : path) {
            case "/health" -> answer(response, callback, OK, JSON, "{\"status\":\"UP\"}");
            case "/ready" -> {
                boolean ready = isReady();
                answer(
                        response,
                        callback,
                        ready ? OK : UNAVAILABLE,
                        JSON,
                        "{\"status\":\"" + (ready ? "UP" : "DOWN") + "\"}");
            }
            case "/metrics" ->
                CompletableFuture.supplyAsync(metrics::text, executor).whenComplete((text, error) -> {
                    if (error == null) {
                        answer(response, callback, OK, METRICS, text);
                    } else {
                        callback.failed(error);
                    }
                });
            case "/" ->
                answer(response, callback, OK, JSON, "{\"service\":\"LeaseMQ\",\"api\":\"Amazon SQS 2012-11-05\"}");
            default -> {
                return super.handle(request, response, callback);
            }
        }
        return true;
    }

    /** Behind what only a proxy means. */
    private String path(Request request) {
        String path = request.getHttpURI().getPath();
        return path != null && !prefix.isEmpty() && path.startsWith(prefix + "/")
                ? path.substring(prefix.length())
                : path;
    }

    private boolean isReady() {
        try {
            engine.queues();
            return true;
        } catch (EngineException e) {
            return false;
        }
    }

    private static void answer(Response response, Callback callback, int status, String type, String text) {
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
        response.write(true, ByteBuffer.wrap(text.getBytes(UTF_8)), callback);
    }
}
