package org.leasemq.sqs.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.concurrent.Executor;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.IteratingNestedCallback;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.model.EngineException;
import org.leasemq.sqs.server.metric.Metrics;
import org.leasemq.sqs.signing.Signer;
import org.leasemq.sqs.signing.Signers;

/** What operators ask: health, readiness, metrics. Everything else goes on to the actions. */
final class OperationsHandler extends Handler.Wrapper {
    private static final int OK = 200;
    private static final int UNAVAILABLE = 503;
    private static final String JSON = "application/json";
    private static final String TEXT = "text/plain; charset=utf-8";
    private static final String METRICS = "text/plain; version=0.0.4; charset=utf-8";
    private static final String CERTIFICATE = "application/x-pem-file";

    private final LeaseEngine engine;
    private final Metrics metrics;
    private final RequestMemory memory;
    private final Runnable shortage;
    private final Executor executor;
    private final Executor answers;
    private final Signers signers;
    private final String prefix;

    /**
     * @param memory of which the metrics take some until they have been read
     * @param shortage what is done when there is none
     * @param executor writes up the metrics, which takes a while where there are many queues
     * @param answers writes what the engine had to find out
     * @param signers whose certificate is served
     * @param prefix what paths begin with before a proxy; empty for nothing
     */
    OperationsHandler(
            Handler next,
            LeaseEngine engine,
            Metrics metrics,
            RequestMemory memory,
            Runnable shortage,
            Executor executor,
            Executor answers,
            Signers signers,
            String prefix) {
        super(next);
        this.prefix = prefix;
        this.engine = engine;
        this.metrics = metrics;
        this.memory = memory;
        this.shortage = shortage;
        this.executor = executor;
        this.answers = answers;
        this.signers = signers;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        boolean get = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
        String path = get && request.getHttpURI().getQuery() == null ? path(request) : null;
        switch (path == null ? "" : path) {
            case "/health" -> answer(response, callback, OK, JSON, "{\"status\":\"UP\"}");
            case "/ready" -> answerReadiness(response, callback);
            case "/metrics" -> executor.execute(() -> answerMetrics(response, callback));
            case "/" ->
                answer(response, callback, OK, JSON, "{\"service\":\"LeaseMQ\",\"api\":\"Amazon SQS 2012-11-05\"}");
            default -> {
                return isCertificate(path, response, callback) || super.handle(request, response, callback);
            }
        }
        return true;
    }

    private void answerMetrics(Response response, Callback callback) {
        RequestMemory.Share share = memory.share();
        if (!share.takeForList(metrics.weight())) {
            answer(
                    response,
                    callback,
                    UNAVAILABLE,
                    TEXT,
                    RequestMemory.tooLittle().getMessage());
            shortage.run();
            return;
        }
        Callback last = Callback.from(callback, share::end);
        try {
            Iterator<String> parts = metrics.parts();
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, METRICS);
            new IteratingNestedCallback(last) {
                @Override
                protected Action process() {
                    if (!parts.hasNext()) {
                        return Action.SUCCEEDED;
                    }
                    byte[] part = parts.next().getBytes(UTF_8);
                    response.write(!parts.hasNext(), ByteBuffer.wrap(part), this);
                    return Action.SCHEDULED;
                }
            }.iterate();
        } catch (RuntimeException | Error e) {
            last.failed(e);
        }
    }

    /** Answers with the certificate of topics, if it is that which is asked for. */
    private boolean isCertificate(String path, Response response, Callback callback) {
        Signer signer = path != null && path.startsWith(Signers.PATH) ? signers.current() : null;
        if (signer == null || !path.equals(signer.path())) {
            return false;
        }
        answer(response, callback, OK, CERTIFICATE, signer.pem());
        return true;
    }

    /** Behind what only a proxy means. */
    private String path(Request request) {
        String path = request.getHttpURI().getPath();
        return path != null && !prefix.isEmpty() && path.startsWith(prefix + "/")
                ? path.substring(prefix.length())
                : path;
    }

    private void answerReadiness(Response response, Callback callback) {
        try {
            engine.checkHealth().whenDone((nothing, error) -> answers.execute(() -> answer(response, callback, error)));
        } catch (EngineException e) {
            answer(response, callback, e);
        }
    }

    /** @param error why nothing can be stored; null if it can */
    private static void answer(Response response, Callback callback, EngineException error) {
        if (error == null) {
            answer(response, callback, OK, JSON, "{\"status\":\"UP\"}");
        } else {
            String reason = new String(JsonStringEncoder.getInstance().quoteAsString(error.getMessage()));
            answer(response, callback, UNAVAILABLE, JSON, "{\"status\":\"DOWN\",\"reason\":\"" + reason + "\"}");
        }
    }

    private static void answer(Response response, Callback callback, int status, String type, String text) {
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
        response.write(true, ByteBuffer.wrap(text.getBytes(UTF_8)), callback);
    }
}
