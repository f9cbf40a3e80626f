package org.leasemq.sqs.dispatch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.leasemq.sqs.call.Action;
import org.leasemq.sqs.call.AnswerSize;
import org.leasemq.sqs.call.Requester;
import org.leasemq.sqs.topic.action.TopicActions;
import org.leasemq.sqs.wire.AnswerWeight;
import org.leasemq.sqs.wire.ApiException;
import org.leasemq.sqs.wire.ErrorCode;
import org.leasemq.sqs.wire.Protocol;
import org.leasemq.sqs.wire.Shape;
import org.leasemq.sqs.wire.WireRequest;

/** The answer of every action is counted before it is written up, with what that takes in any protocol. */
class AnswerWeightTest {
    private static final List<String> TEXTS = List.of(
            "", "plain", "\"".repeat(40_000), "\u0001\r<&>".repeat(9_000), "é".repeat(9_000), "😀\u20ac".repeat(9_000));

    private static final Map<String, List<String>> JSON = Map.of("content-type", List.of("application/x-amz-json-1.0"));
    private static final Map<String, List<String>> QUERY = Map.of();
    private static final Map<String, List<String>> QUERY_IN_JSON = Map.of("accept", List.of("application/json"));

    /** What actions are asked by. */
    private static final class Asker implements Requester {
        private long asked;

        @Override
        public boolean isGone() {
            return false;
        }

        @Override
        public boolean takesForList(long bytes) {
            asked += bytes;
            return false;
        }
    }

    static Stream<Action> actions() {
        return new Actions(TopicActions.all()).all().stream();
    }

    private static Object value(Shape shape, String text) {
        if (shape instanceof Shape.Structure structure) {
            Map<String, Object> values = new LinkedHashMap<>();
            structure.members().forEach((name, of) -> values.put(name, value(of, text)));
            return values;
        }
        if (shape instanceof Shape.ListOf list) {
            List<Object> values = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                values.add(value(list.of(), text));
            }
            return values;
        }
        if (shape instanceof Shape.MapOf map) {
            return new LinkedHashMap<>(
                    Map.of("ApproximateNumberOfMessages", value(map.of(), text), "a\"b", value(map.of(), text)));
        }
        if (shape == Shape.FLAG) {
            return true;
        }
        if (shape == Shape.NUMBER) {
            return Long.MIN_VALUE;
        }
        return shape == Shape.BLOB ? text.getBytes(UTF_8) : text;
    }

    private static byte[] written(Map<String, List<String>> headers, Action action, Map<String, Object> values) {
        WireRequest request =
                new WireRequest("POST", "/", null, headers, new byte[0], "127.0.0.1", "http://localhost:9324");
        return Protocol.of(request)
                .success(action.name(), action.output(), values, "id")
                .body();
    }

    @ParameterizedTest
    @MethodSource("actions")
    void nothingIsLargerThanWhatIsCountedForIt(Action action) {
        for (String text : TEXTS) {
            @SuppressWarnings("unchecked")
            Map<String, Object> values = (Map<String, Object>) value(action.output(), text);
            for (Map<String, List<String>> headers : List.of(JSON, QUERY, QUERY_IN_JSON)) {
                long length = written(headers, action, values).length;
                long counted = AnswerWeight.of(values);
                assertTrue(counted + 1024 >= 2 * length, action.name() + ": " + counted + " for " + length);
                if (length > AnswerSize.SMALL) {
                    assertRefused(values, counted);
                }
            }
        }
    }

    private static void assertRefused(Map<String, Object> values, long counted) {
        Asker asker = new Asker();
        ApiException refused = null;
        try {
            AnswerSize.require(asker, values);
        } catch (ApiException e) {
            refused = e;
        }
        assertTrue(refused != null && refused.code() == ErrorCode.SERVICE_UNAVAILABLE);
        assertEquals(counted, asker.asked);
    }

    /** Large ones become bytes in parts, which must not be seen. */
    @Test
    void whatIsWrittenInPartsIsTheSameAsInOne() {
        Action action = new Actions(TopicActions.all()).named("ListQueues").action();
        for (int length = 8_100; length < 8_300; length++) {
            List<Object> urls = List.of("x".repeat(length) + "😀", "", "😀".repeat(5_000), "&");
            String xml = new String(written(QUERY, action, Map.of("QueueUrls", urls)), UTF_8);
            String list = xml.substring(xml.indexOf("<QueueUrl>"), xml.indexOf("</ListQueuesResult>"));
            String expected = "<QueueUrl>" + urls.get(0) + "</QueueUrl><QueueUrl/><QueueUrl>" + urls.get(2)
                    + "</QueueUrl><QueueUrl>&amp;</QueueUrl>";
            assertArrayEquals(expected.getBytes(UTF_8), list.getBytes(UTF_8));
        }
    }
}
