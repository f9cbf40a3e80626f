package org.leasemq.sqs.server;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.leasemq.sqs.wire.Answer;
import org.leasemq.sqs.wire.WireRequest;

/** Between the HTTP library's requests and answers and those of the API. */
final class Exchange {
    private static final byte[] NOTHING = {};

    private Exchange() {}

    /** A request without its body. */
    static WireRequest head(Request request, ClientView view, Web web) {
        Map<String, List<String>> headers = new HashMap<>();
        for (HttpField field : request.getHeaders()) {
            headers.computeIfAbsent(field.getName().toLowerCase(Locale.ROOT), name -> new ArrayList<>(1))
                    .add(field.getValue() == null ? "" : field.getValue());
        }
        String path = request.getHttpURI().getPath();
        return new WireRequest(
                request.getMethod(),
                path == null ? "/" : path,
                request.getHttpURI().getQuery(),
                headers,
                NOTHING,
                view.remote(),
                web.publicUrl() == null ? view.origin() + view.prefix() : web.base(),
                view.secure(),
                outside(view, web));
    }

    private static WireRequest.Outside outside(ClientView view, Web web) {
        if (view.proxied()) {
            return new WireRequest.Outside(view.authority(), view.prefix());
        }
        return web.publicUrl() == null ? null : new WireRequest.Outside(web.authority(), web.prefix());
    }

    static void write(Answer answer, Response response, Callback callback) {
        response.setStatus(answer.status());
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, answer.contentType());
        answer.headers().forEach((name, value) -> response.getHeaders().put(name, value));
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, answer.body().length);
        response.write(true, ByteBuffer.wrap(answer.body()), callback);
    }

    /** Answers a request whose body is not wanted any more: the connection ends. */
    static void writeAndEnd(Answer answer, Response response, Callback callback) {
        response.getHeaders().put(HttpHeader.CONNECTION, "close");
        write(answer, response, callback);
    }
}
