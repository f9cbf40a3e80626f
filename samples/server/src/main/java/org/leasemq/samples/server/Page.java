package org.leasemq.samples.server;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** A page of an application. Safe for use by several threads. */
public final class Page {
    private static final int OK = 200;
    /** A server that hangs takes requests and does not answer. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final HttpClient http = HttpClient.newHttpClient();
    private final String uri;

    public Page(String uri) {
        this.uri = uri;
    }

    /** What it shows; null while it is not there, or does not answer. */
    public String shown() throws InterruptedException {
        return shown("");
    }

    /** What it shows when it is asked for something; null while it is not there, or does not answer. */
    public String shown(String query) throws InterruptedException {
        try {
            HttpResponse<String> response = send(request(query).timeout(PATIENCE));
            return response.statusCode() == OK ? response.body() : null;
        } catch (IOException e) {
            return null;
        }
    }

    /** Has something done there. */
    public HttpResponse<String> post(String query) throws IOException, InterruptedException {
        return send(request(query).POST(HttpRequest.BodyPublishers.noBody()));
    }

    private HttpRequest.Builder request(String query) {
        return HttpRequest.newBuilder(URI.create(uri + query));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    @Override
    public String toString() {
        return uri;
    }
}
