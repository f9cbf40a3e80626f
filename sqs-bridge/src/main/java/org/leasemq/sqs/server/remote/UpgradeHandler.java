package org.leasemq.sqs.server.remote;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpStream;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.leasemq.engine.wire.FrameType;

/** Makes connections of frames out of requests for them. Everything else goes on to the next. */
final class UpgradeHandler extends Handler.Wrapper {
    private final Entrance entrance;
    private final Function<Request, String> address;
    private final BiFunction<Request, Entrance.Pass, Connection> connections;
    private final RemoteClients clients;
    private final String prefix;

    /**
     * @param address where a request comes from
     * @param connections makes what becomes of the connection of a request, with how somebody has come in
     */
    UpgradeHandler(
            Handler next,
            Entrance entrance,
            Function<Request, String> address,
            BiFunction<Request, Entrance.Pass, Connection> connections,
            RemoteClients clients) {
        super(next);
        this.entrance = entrance;
        this.address = address;
        this.connections = connections;
        this.clients = clients;
        this.prefix = clients.settings().prefix();
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (!isForFrames(request)) {
            return super.handle(request, response, callback);
        }
        if (!wantsFrames(request)) {
            response.getHeaders().put(HttpHeader.UPGRADE, FrameType.PROTOCOL);
            refuse(
                    response,
                    callback,
                    HttpStatus.UPGRADE_REQUIRED_426,
                    "Here " + FrameType.PROTOCOL
                            + " is spoken, which a client of Jakarta Messaging asks for by Upgrade: "
                            + FrameType.PROTOCOL + ". If there is a proxy on the way, let it pass upgrades.");
        } else if (hasBody(request)) {
            refuse(response, callback, HttpStatus.BAD_REQUEST_400, "A request to upgrade has no body.");
        } else if (clients.isClosed()) {
            refuse(response, callback, HttpStatus.SERVICE_UNAVAILABLE_503, "The server ends.");
        } else {
            entrance.ask(request, address.apply(request), new Entrance.Answer() {
                @Override
                public void welcome(Entrance.Pass pass) {
                    upgrade(request, pass, response, callback);
                }

                @Override
                public void refuse(int status, String why) {
                    if (status == HttpStatus.UNAUTHORIZED_401) {
                        response.getHeaders()
                                .put(HttpHeader.WWW_AUTHENTICATE, "Basic realm=\"leasemq\", charset=\"UTF-8\"");
                    }
                    UpgradeHandler.refuse(response, callback, status, why);
                }
            });
        }
        return true;
    }

    private boolean isForFrames(Request request) {
        String path = request.getHttpURI().getPath();
        return request.getMethod().equals("GET")
                && request.getHttpURI().getQuery() == null
                && path != null
                && (path.equals(FrameType.PATH) || !prefix.isEmpty() && path.equals(prefix + FrameType.PATH));
    }

    private static boolean wantsFrames(Request request) {
        HttpFields headers = request.getHeaders();
        return request.getConnectionMetaData().getHttpVersion() == HttpVersion.HTTP_1_1
                && headers.contains(HttpHeader.CONNECTION, "upgrade")
                && headers.getCSV(HttpHeader.UPGRADE, false).stream().anyMatch(FrameType.PROTOCOL::equalsIgnoreCase);
    }

    private static boolean hasBody(Request request) {
        return request.getLength() > 0 || request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING);
    }

    private void upgrade(Request request, Entrance.Pass pass, Response response, Callback callback) {
        request.setAttribute(HttpStream.UPGRADE_CONNECTION_ATTRIBUTE, connections.apply(request, pass));
        response.setStatus(HttpStatus.SWITCHING_PROTOCOLS_101);
        response.getHeaders().put(HttpHeader.UPGRADE, FrameType.PROTOCOL);
        response.getHeaders().put(new HttpField(HttpHeader.CONNECTION, "Upgrade"));
        response.write(true, null, callback);
    }

    /** In words, which the client shows. */
    private static void refuse(Response response, Callback callback, int status, String why) {
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/plain; charset=utf-8");
        response.getHeaders()
                .put(HttpHeader.CONNECTION, status == HttpStatus.UPGRADE_REQUIRED_426 ? "Upgrade, close" : "close");
        byte[] text = why.getBytes(UTF_8);
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, text.length);
        response.write(true, ByteBuffer.wrap(text), callback);
    }
}
