package org.leasemq.sqs.dispatch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.leasemq.engine.SettableClock;
import org.leasemq.log.CapturedLog;
import org.leasemq.sqs.access.Authenticator;
import org.leasemq.sqs.wire.Answer;
import org.leasemq.sqs.wire.ErrorCode;
import org.leasemq.sqs.wire.WireRequest;

/** Whatever goes wrong with a request, its client is told in the words of the API. */
class DispatcherTest {
    private static final Dispatcher.Observer NOBODY = new Dispatcher.Observer() {
        @Override
        public void answered(String action, Map<String, Object> values) {}

        @Override
        public void refused(String action, ErrorCode code) {}
    };

    private static WireRequest request(boolean json) {
        Map<String, List<String>> headers = json
                ? Map.of(
                        "content-type",
                        List.of("application/x-amz-json-1.0"),
                        "x-amz-target",
                        List.of("AmazonSQS.ListQueues"))
                : Map.of("content-type", List.of("application/x-www-form-urlencoded"));
        byte[] body = (json ? "{}" : "Action=ListQueues").getBytes(UTF_8);
        return new WireRequest("POST", "/", null, headers, body, "127.0.0.1", "http://localhost:9324");
    }

    @ParameterizedTest
    @CsvSource({
        "true, 503, ServiceUnavailable",
        "false, 503, <Code>ServiceUnavailable</Code>",
    })
    void memoryThatIsShortIsSaidAsAnErrorThatClientsTryAgain(boolean json, int status, String code) {
        assertAnswers(json, new OutOfMemoryError("Java heap space"), status, code);
    }

    @ParameterizedTest
    @CsvSource({
        "true, 500, InternalFailure",
        "false, 500, <Code>InternalFailure</Code>",
    })
    void aBugIsAnErrorOfTheServer(boolean json, int status, String code) {
        assertAnswers(json, new StackOverflowError(), status, code);
        assertAnswers(json, new AssertionError("bug"), status, code);
    }

    @Test
    void memoryThatRunsOutAgainAndAgainIsSaidOnceAndThenAsAnErrorWithoutMore() {
        try (CapturedLog log = new CapturedLog(RunOut.class.getName())) {
            SettableClock clock = new SettableClock();
            RunOut runOut = new RunOut(clock::elapsedMillis);
            OutOfMemoryError error = new OutOfMemoryError("Java heap space");
            for (int i = 1; i < RunOut.MANY; i++) {
                runOut.refusal(error);
            }
            clock.advance(Duration.ofSeconds(10));
            assertEquals(ErrorCode.SERVICE_UNAVAILABLE, runOut.refusal(error).code());
            assertEquals(
                    List.of(Level.WARNING, Level.WARNING),
                    log.records().stream().map(LogRecord::getLevel).toList());
            assertEquals(null, log.records().get(0).getThrown(), "no trace");
            for (int i = 1; i < 3 * RunOut.MANY; i++) {
                runOut.refusal(error);
            }
            assertEquals(3, log.records().size());
            assertEquals(Level.SEVERE, log.records().get(2).getLevel());
            assertEquals(error, log.records().get(2).getThrown());
        }
    }

    private static void assertAnswers(boolean json, Error error, int status, String code) {
        Authenticator broken = sent -> {
            throw error;
        };
        Dispatcher dispatcher = new Dispatcher(null, new Actions(List.of()), broken, NOBODY, new SettableClock());
        Answer answer = dispatcher
                .handle(request(json), () -> false)
                .toCompletableFuture()
                .join();
        String body = new String(answer.body(), UTF_8);
        assertEquals(status, answer.status(), body);
        assertTrue(body.contains(code), body);
    }
}
