package org.leasemq.sqs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Answers are those of Amazon SQS, byte by byte, in both protocols: each heading of the table {@code answers.txt}. */
class AnswersTest extends BridgeFixture {

    static Stream<String> headings() throws IOException {
        return AnswerTable.read("answers.txt").keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("headings")
    void requestsAreAnsweredAsByAws(String heading) throws IOException {
        Map<String, String> known = new HashMap<>();
        for (AnswerTable.Exchange exchange : AnswerTable.read("answers.txt").get(heading)) {
            String answer = exchange.with(known).send(server.uri());
            String said = exchange.request + "\n" + answer;
            int end = answer.indexOf("\r\n\r\n");
            String head = answer.substring(0, end) + "\r\n";
            assertEquals(exchange.status, head.split(" ", 3)[1], said);
            assertTrue(exchange.isBody(answer.substring(end + 4), known), () -> exchange.body + "\n" + said);
            exchange.headers.forEach(header -> assertHeader(header, head));
        }
    }

    private static void assertHeader(String header, String head) {
        String lower = head.toLowerCase(Locale.ROOT);
        String wanted = "\n" + header.toLowerCase(Locale.ROOT);
        if (header.endsWith(":")) {
            assertFalse(lower.contains(wanted), head);
        } else {
            assertTrue(
                    lower.contains(wanted.endsWith("*") ? wanted.replace("*", "") : wanted + "\r"),
                    header + "\n" + head);
        }
    }
}
