package org.leasemq.sqs.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/**
 * What is answered to that which is not even a request of HTTP, and when nothing else can be: an error as AWS writes them,
 * without a word of what was sent. Nor does the log get one, which everybody could fill.
 */
final class HttpErrors implements Request.Handler {
    private static final int SERVERS = 500;
    /** Each says at WARNING what is wrong with the host of a request, for every request. Kept, or they forget their level. */
    private static final List<Logger> TALKATIVE = List.of(
            Logger.getLogger("org.eclipse.jetty.util.HostPort"), Logger.getLogger("org.eclipse.jetty.http.HttpParser"));

    HttpErrors() {
        TALKATIVE.forEach(logger -> logger.setLevel(Level.SEVERE));
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Object cause = request.getAttribute(ErrorHandler.ERROR_EXCEPTION);
        int status = cause instanceof HttpException refused ? refused.getCode() : response.getStatus();
        boolean servers = status >= SERVERS;
        String name =
                servers ? "InternalFailure" : HttpStatus.getMessage(status).replaceAll("[^A-Za-z]", "");
        String body = "<?xml version=\"1.0\"?><ErrorResponse"
                + " xmlns=\"http://queue.amazonaws.com/doc/2012-11-05/\"><Error><Type>"
                + (servers ? "Receiver" : "Sender") + "</Type><Code>" + name + "</Code><Message>"
                + HttpStatus.getMessage(status) + "</Message><Detail/></Error></ErrorResponse>";
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/xml");
        response.write(true, ByteBuffer.wrap(body.getBytes(UTF_8)), callback);
        return true;
    }
}
