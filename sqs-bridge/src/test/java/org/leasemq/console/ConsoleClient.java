package org.leasemq.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Asks as the console's page does, and keeps the cookie. */
final class ConsoleClient {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI server;
    private String cookie;

    ConsoleClient(URI server) {
        this.server = server;
    }

    String cookie() {
        return cookie;
    }

    HttpRequest.Builder request(String name) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(server.resolve("/console/api/" + name))
                .header("Content-Type", "application/json")
                .header("X-LeaseMQ-Console", "1")
                .header("Origin", server.toString());
        return cookie == null ? builder : builder.header("Cookie", cookie.substring(0, cookie.indexOf(';')));
    }

    HttpResponse<String> send(String name, String body, UnaryOperator<HttpRequest.Builder> change) {
        try {
            HttpRequest request = change.apply(request(name))
                    .POST(BodyPublishers.ofString(body))
                    .build();
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            response.headers().firstValue("Set-Cookie").ifPresent(set -> cookie = set);
            return response;
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    HttpResponse<String> send(String name, Map<String, ?> data) {
        return send(name, json(data), same -> same);
    }

    int status(String name, Map<String, ?> data) {
        return send(name, data).statusCode();
    }

    /** The answer, if it is done. */
    JsonNode ask(String name, Map<String, ?> data) {
        HttpResponse<String> response = send(name, data);
        if (response.statusCode() != 200) {
            throw new AssertionError(response.statusCode() + ": " + response.body());
        }
        return read(response.body());
    }

    InputStream open(String name, Map<String, ?> data) throws IOException, InterruptedException {
        HttpRequest request =
                request(name).POST(BodyPublishers.ofString(json(data))).build();
        return http.send(request, BodyHandlers.ofInputStream()).body();
    }

    HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder builder = HttpRequest.newBuilder(server.resolve(path));
        return http.send((headers.length == 0 ? builder : builder.headers(headers)).build(), BodyHandlers.ofString());
    }

    int login(String user, String password) {
        return status("login", Map.of("user", user, "password", password));
    }

    static Map<String, Object> data(Object... pairs) {
        Map<String, Object> data = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            data.put((String) pairs[i], pairs[i + 1]);
        }
        return data;
    }

    static String json(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static JsonNode read(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (IOException e) {
            throw new AssertionError(json, e);
        }
    }
}
