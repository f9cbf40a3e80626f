package org.leasemq.sqs.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.thread.Invocable;
import org.leasemq.sqs.action.Dispatcher;
import org.leasemq.sqs.wire.Answer;
import org.leasemq.sqs.wire.WireRequest;

/** Reads requests for actions, has them carried out, writes the answers. Waits for nothing: it runs on the threads that read. */
final class SqsHandler extends Handler.Abstract.NonBlocking {
    private static final int PAYLOAD_TOO_LARGE = 413;
    private static final int BAD_REQUEST = 400;

    private final Dispatcher dispatcher;
    private final ClientPresence presence;
    private final int largestRequest;

    SqsHandler(Dispatcher dispatcher, ClientPresence presence, int largestRequest) {
        this.dispatcher = dispatcher;
        this.presence = presence;
        this.largestRequest = largestRequest;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        if (request.getLength() > largestRequest) {
            refuse(response, callback, PAYLOAD_TOO_LARGE, "The request has more than " + largestRequest + " bytes.");
            return true;
        }
        Content.Source.asByteArrayAsync(
                request,
                largestRequest,
                Promise.Invocable.from(Invocable.InvocationType.NON_BLOCKING, (body, error) -> {
                    if (error == null) {
                        answer(request, body, response, callback);
                    } else if (error instanceof IllegalStateException) {
                        refuse(
                                response,
                                callback,
                                PAYLOAD_TOO_LARGE,
                                "The request has more than " + largestRequest + " bytes.");
                    } else {
                        refuse(response, callback, BAD_REQUEST, "The request broke off.");
                    }
                }));
        return true;
    }

    private void answer(Request request, byte[] body, Response response, Callback callback) {
        dispatcher
                .handle(wireRequest(request, body), () -> presence.isGone(request))
                .whenComplete((answer, error) -> {
                    if (error == null) {
                        write(answer, response, callback);
                    } else {
                        callback.failed(error);
                    }
                });
    }

    private static void write(Answer answer, Response response, Callback callback) {
        response.setStatus(answer.status());
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, answer.contentType());
        answer.headers().forEach((name, value) -> response.getHeaders().put(name, value));
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, answer.body().length);
        response.write(true, ByteBuffer.wrap(answer.body()), callback);
    }

    /** What cannot even be read is refused without reading the rest: the connection ends. */
    private static void refuse(Response response, Callback callback, int status, String message) {
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/plain");
        response.getHeaders().put(HttpHeader.CONNECTION, "close");
        response.write(true, ByteBuffer.wrap(message.getBytes(UTF_8)), callback);
    }

    private static WireRequest wireRequest(Request request, byte[] body) {
        Map<String, List<String>> headers = new HashMap<>();
        for (HttpField field : request.getHeaders()) {
            headers.computeIfAbsent(field.getName().toLowerCase(Locale.ROOT), name -> new ArrayList<>(1))
                    .add(field.getValue() == null ? "" : field.getValue());
        }
        return new WireRequest(
                request.getMethod(),
                request.getHttpURI().getPath() == null
                        ? "/"
                        : request.getHttpURI().getPath(),
                request.getHttpURI().getQuery(),
                headers,
                body,
                Request.getRemoteAddr(request),
                base(request));
    }

    /** As the client knows the server; requests that do not say (HTTP/1.0) get the address they came to. */
    private static String base(Request request) {
        String authority = request.getHttpURI().getAuthority();
        return request.getHttpURI().getScheme() + "://"
                + (authority != null
                        ? authority
                        : Request.getServerName(request) + ":" + Request.getServerPort(request));
    }
}
