package org.leasemq.sqs.cli.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.leasemq.sqs.access.RequestSigner;
import org.leasemq.sqs.server.ServerException;
import org.leasemq.sqs.wire.ErrorCode;
import org.leasemq.sqs.wire.JsonLines;

/** On a running server. */
public final class RemoteApi implements Api {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int OK = 200;

    private final URI server;
    private final RequestSigner signer;
    private final InstantSource clock;
    private final HttpClient http = HttpClient.newHttpClient();

    /** @param signer null to sign nothing */
    public RemoteApi(URI server, RequestSigner signer, InstantSource clock) {
        boolean isUrl = server.getHost() != null
                && ("http".equalsIgnoreCase(server.getScheme()) || "https".equalsIgnoreCase(server.getScheme()));
        if (!isUrl) {
            throw new ServerException(
                    "'" + server + "' is no URL of a server: that begins with http:// or https://, and has a host.",
                    null);
        }
        this.server = URI.create(server.toString().replaceAll("/*$", "/"));
        this.signer = signer;
        this.clock = clock;
    }

    @Override
    public Map<String, Object> call(String action, Map<String, Object> values) {
        try {
            byte[] body = JsonLines.write(values);
            String target = "AmazonSQS." + action;
            HttpRequest.Builder request = HttpRequest.newBuilder(server)
                    .timeout(PATIENCE)
                    .header("Content-Type", "application/x-amz-json-1.0")
                    .header("X-Amz-Target", target)
                    .POST(HttpRequest.BodyPublishers.ofByteArray(body));
            if (signer != null) {
                signer.sign(host(), server.getRawPath(), target, body).forEach(request::header);
            }
            HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != OK) {
                throw complaint(response, values);
            }
            return response.body().isEmpty() ? Map.of() : JsonLines.read(response.body());
        } catch (JsonProcessingException e) {
            throw new ServerException("What answers at " + server + " is no server of LeaseMQ.", e);
        } catch (IOException e) {
            throw new ServerException(
                    "No server answers at " + server + " (" + e
                            + "). Start one with `serve`, name another with --url, or open a database with --data.",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerException("Interrupted while waiting for " + server + ".", e);
        }
    }

    /** As it is sent: without the port that everybody assumes. */
    private String host() {
        boolean usual = server.getPort() == ("https".equals(server.getScheme()) ? 443 : 80);
        return usual ? server.getHost() : server.getRawAuthority();
    }

    private static RuntimeException complaint(HttpResponse<String> response, Map<String, Object> asked) {
        try {
            Map<String, Object> error = JsonLines.read(response.body());
            boolean none = ErrorCode.QUEUE_DOES_NOT_EXIST.type().equals(error.get("__type"));
            return none && asked.get("QueueUrl") instanceof String url
                    ? new NoSuchQueueException(url, null)
                    : new ServerException(String.valueOf(error.get("message")), null);
        } catch (JsonProcessingException e) {
            return new ServerException("The server answered " + response.statusCode() + ": " + response.body(), null);
        }
    }

    @Override
    public InstantSource clock() {
        return clock;
    }

    @Override
    public void close() {}
}
