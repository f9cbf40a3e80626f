package org.leasemq.sqs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/** A request as it is written to a socket, with any header and any method. */
public final class RawRequest {
    private final String target;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private byte[] body = {};

    /** @param target method and path: {@code GET /health} */
    public RawRequest(String target) {
        this.target = target;
        headers.put("Host", "localhost");
        headers.put("Connection", "close");
    }

    public static RawRequest form(String form) {
        return new RawRequest("POST /")
                .with("Content-Type", "application/x-www-form-urlencoded")
                .body(form);
    }

    public static RawRequest json(String action, String json) {
        return new RawRequest("POST /")
                .with("Content-Type", "application/x-amz-json-1.0")
                .with("X-Amz-Target", "AmazonSQS." + action)
                .body(json);
    }

    /** @param value null to leave the header out */
    public RawRequest with(String header, String value) {
        if (value == null) {
            headers.remove(header);
        } else {
            headers.put(header, value);
        }
        return this;
    }

    public RawRequest body(String text) {
        return body(text.getBytes(UTF_8));
    }

    public RawRequest body(byte[] bytes) {
        body = bytes;
        return with("Content-Length", Integer.toString(bytes.length));
    }

    /** The whole answer, from the status line to the end of the body. */
    public String send(URI server) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", server.getPort())) {
            StringBuilder head = new StringBuilder(target).append(" HTTP/1.1\r\n");
            headers.forEach((name, value) ->
                    head.append(name).append(": ").append(value).append("\r\n"));
            socket.getOutputStream().write(head.append("\r\n").toString().getBytes(UTF_8));
            socket.getOutputStream().write(body);
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }

    public int status(URI server) throws IOException {
        return Integer.parseInt(send(server).split(" ", 3)[1]);
    }
}
