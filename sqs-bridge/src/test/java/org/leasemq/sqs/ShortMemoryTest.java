package org.leasemq.sqs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.leasemq.log.CapturedLog;
import org.leasemq.memory.MemoryAccount;
import org.leasemq.memory.MemoryShare;
import org.leasemq.memory.MemoryShare.Use;

/** What is refused for want of memory: as something to try again if it needs a moment only, else as a full store. */
class ShortMemoryTest extends BridgeFixture {

    private final HttpClient http = HttpClient.newHttpClient();

    private HttpResponse<String> send() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(server.uri())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("Action=SendMessage&QueueUrl=q&MessageBody=a"))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    /** On a connection that is open already: there would be no memory for another. */
    private HttpResponse<String> sendShortOf(Use use) throws IOException, InterruptedException {
        MemoryAccount account = MemoryAccount.ofThisProcess();
        http.send(
                HttpRequest.newBuilder(server.uri().resolve("/health")).build(),
                HttpResponse.BodyHandlers.discarding());
        try (MemoryShare others = account.share()) {
            others.take(use, account.limit() / 100 * 98 - account.used());
            return send();
        }
    }

    @Test
    void answersThatAreBeingWrittenAreInTheWayForAMoment() throws IOException, InterruptedException {
        String url = create("q");
        HttpResponse<String> answer = sendShortOf(Use.ANSWERS);
        assertEquals(503, answer.statusCode());
        assertTrue(answer.body().contains("ServiceUnavailable"), answer.body());
        assertEquals(503, sendShortOf(Use.REQUESTS).statusCode());
        assertEquals(List.of(), receive(url, 1));
    }

    @Test
    void whatLastsIsInTheWayUntilItIsTaken() throws IOException, InterruptedException {
        create("q");
        HttpResponse<String> answer = sendShortOf(Use.MESSAGES);
        assertEquals(403, answer.statusCode());
        assertTrue(answer.body().contains("OverLimit"), answer.body());
    }

    /** Anybody may ask for them, and read as slowly as he likes. They tell of the memory that they take themselves. */
    @Test
    void metricsAreCountedWhileTheyAreRead() throws IOException {
        for (int i = 0; i < 300; i++) {
            create("queue-with-a-name-that-fills-parts-" + i);
        }
        String metrics = new RawRequest("GET /metrics").send(server.uri());
        Matcher answers = Pattern.compile("leasemq_memory_bytes\\{use=\"answers\"} (\\d+)")
                .matcher(metrics);
        assertTrue(answers.find(), metrics);
        assertTrue(Long.parseLong(answers.group(1)) > 300 * 100, answers.group());
        assertEquals(
                300 * 20,
                Pattern.compile("^[a-z_]+\\{queue=\"queue-.*\"} 0(\\.0)?\r?$", Pattern.MULTILINE)
                        .matcher(metrics)
                        .results()
                        .count());
        while (MemoryAccount.ofThisProcess().uses().getOrDefault(Use.ANSWERS, 0L) > 0) {
            Thread.onSpinWait(); // it is given back a moment after the last byte has been written
        }
    }

    @Test
    void theLogHasOneLineForManyThatAreRefusedForTheMoment() throws IOException, InterruptedException {
        create("q");
        try (CapturedLog log = new CapturedLog("org.leasemq.sqs.dispatch.Dispatcher")) {
            for (int i = 0; i < 5; i++) {
                sendShortOf(Use.ANSWERS);
            }
            assertEquals(1, log.records().size());
            assertEquals(null, log.records().get(0).getThrown());
        }
    }
}
