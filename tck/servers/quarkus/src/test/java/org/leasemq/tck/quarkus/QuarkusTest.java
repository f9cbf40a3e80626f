package org.leasemq.tck.quarkus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The application as Quarkus has packaged it, in a process of its own. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class QuarkusTest {
    private static final Pattern LISTENING = Pattern.compile("Listening on: (http://127\\.0\\.0\\.1:\\d+)");
    private static final Path LOG = Path.of("target", "application.log");
    private static final int ORDERS = 60;

    @TempDir
    private Path data;

    private final HttpClient http = HttpClient.newHttpClient();
    private Process application;
    private URI orders;

    @BeforeEach
    void start() throws IOException {
        application = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dquarkus.http.host=127.0.0.1",
                        "-Dquarkus.http.port=0",
                        "-DRecoveryEnvironmentBean.periodicRecoveryPeriod=3",
                        "-DRecoveryEnvironmentBean.recoveryBackoffPeriod=3",
                        "-Dleasemq.data=" + data,
                        "-jar",
                        System.getProperty("leasemq.application"))
                .redirectErrorStream(true)
                .start();
        BufferedReader log =
                new BufferedReader(new InputStreamReader(application.getInputStream(), StandardCharsets.UTF_8));
        List<String> said = new ArrayList<>();
        for (String line = log.readLine(); line != null; line = log.readLine()) {
            said.add(line);
            Matcher listening = LISTENING.matcher(line);
            if (listening.find()) {
                orders = URI.create(listening.group(1) + "/orders/");
                CompletableFuture.runAsync(() -> keep(log));
                return;
            }
        }
        throw new IOException("It has not started: " + String.join("\n", said));
    }

    private static void keep(BufferedReader log) {
        try (log;
                Writer file = Files.newBufferedWriter(LOG, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            log.transferTo(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterEach
    void kill() throws InterruptedException {
        application.destroyForcibly().waitFor();
    }

    private HttpResponse<String> call(String method, String path) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(orders.resolve(path))
                        .method(method, BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString());
    }

    private String take(String queue) throws IOException, InterruptedException {
        return call("DELETE", queue).body();
    }

    private List<String> all(String what) throws IOException, InterruptedException {
        return call("GET", what).body().lines().toList();
    }

    @Test
    void anOrderIsBookedInOneTransactionWithItsMessages() throws Exception {
        assertEquals(204, call("POST", "tea").statusCode());
        assertEquals("tea", take("booked"));
        assertEquals(List.of("tea"), all("placed"));
        assertEquals(List.of("tea"), all("booked"));
    }

    @Test
    void whatIsRolledBackWasNeverSent() throws Exception {
        assertEquals(500, call("POST", "refused-tea").statusCode());
        call("POST", "coffee");
        assertEquals("coffee", take("booked"));
        assertEquals(List.of("coffee"), all("placed"));
    }

    @Test
    void anOrderThatCannotBeBookedIsTriedThreeTimesAndKeptAside() throws Exception {
        call("POST", "bad-tea");
        assertEquals("bad-tea", take("orders-dlq"));
        assertEquals(List.of(), all("booked"));
        call("POST", "tea");
        assertEquals("tea", take("booked"));
    }

    @Test
    void everyOrderIsBookedOnceThoughTheProcessIsKilled() throws Exception {
        List<String> placed = new ArrayList<>();
        for (int i = 0; i < ORDERS; i++) {
            if (i == ORDERS / 2) {
                kill();
                start();
            }
            assertEquals(204, call("POST", "order" + i).statusCode());
            placed.add("order" + i);
        }
        Collections.sort(placed);
        List<String> sent = new ArrayList<>();
        for (int i = 0; i < ORDERS; i++) {
            sent.add(take("booked"));
        }
        Collections.sort(sent);
        assertEquals(placed, sent);
        assertEquals(placed, all("placed"));
        assertEquals(placed, all("booked"));
    }

    @Test
    void whatWasDecidedIsDoneAfterACrash() throws Exception {
        assertThrows(IOException.class, () -> call("POST", "deadly-tea"));
        application.waitFor();
        start();
        assertEquals("deadly-tea", take("booked"));
        assertEquals(List.of("deadly-tea"), all("placed"));
    }

    @Test
    void itEndsInGoodOrder() throws Exception {
        call("POST", "tea");
        application.destroy();
        assertTrue(application.waitFor(1, TimeUnit.MINUTES));
        start();
        assertEquals("tea", take("booked"));
    }
}
