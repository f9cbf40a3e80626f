package org.leasemq.sqs.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.leasemq.sqs.BridgeFixture;
import org.leasemq.sqs.RawRequest;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Numbers that are none, or too large, are refused wherever a number is wanted, and never taken for others. */
class NumbersTest extends BridgeFixture {
    private static final String DEAD = "arn:aws:sqs:us-east-1:000000000000:dead";

    @BeforeEach
    void queues() {
        create("dead");
        create("q");
    }

    private String policy(String count) {
        return "{\"deadLetterTargetArn\":\"" + DEAD + "\",\"maxReceiveCount\":" + count + "}";
    }

    private String set(String name, String value) throws IOException {
        return RawRequest.json(
                        "SetQueueAttributes",
                        "{\"QueueUrl\":\"q\",\"Attributes\":{\"" + name + "\":\""
                                + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"}}")
                .send(server.uri());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4294967297",
                "18446744073709551617",
                "1.9",
                "1.0",
                "1e1",
                "true",
                "\"true\"",
                "\"1e1\"",
                "\" 1\"",
                "\"+1\"",
                "\"1.0\"",
                "\"\u0663\"",
                "\"\"",
                "null",
                "[1]",
                "{}",
                "0",
                "-1",
                "1001",
                "\"0x1\"",
            })
    void maxReceiveCountIsAWholeNumberFrom1To1000(String count) throws IOException {
        String answer = set("RedrivePolicy", policy(count));
        assertTrue(answer.startsWith("HTTP/1.1 400"), answer);
        assertEquals(null, attributes("q").get(QueueAttributeName.REDRIVE_POLICY));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "\"1\"", "1000", "\"1000\""})
    void maxReceiveCountMayBeText(String count) throws IOException {
        String answer = set("RedrivePolicy", policy(count));
        assertTrue(answer.startsWith("HTTP/1.1 200"), answer);
        assertTrue(attributes("q").get(QueueAttributeName.REDRIVE_POLICY).contains(":" + count.replace("\"", "")));
    }

    @Test
    void whatFollowsAPolicyIsNotPassedOver() throws IOException {
        assertTrue(set("RedrivePolicy", policy("3") + " x").startsWith("HTTP/1.1 400"));
        assertTrue(set("RedrivePolicy", policy("3,\"maxReceiveCount\":4")).startsWith("HTTP/1.1 400"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4294967356",
                "18446744073709551676",
                "60.9",
                "60.0",
                "6e1",
                "true",
                "+60",
                " 60",
                "60 ",
                "\u0666\u0660",
                "0x3c",
                "",
                "60,0",
                "60s"
            })
    void attributesOfQueuesTakeWholeNumbersOnly(String value) throws IOException {
        for (String name : List.of(
                "VisibilityTimeout",
                "DelaySeconds",
                "MaximumMessageSize",
                "MessageRetentionPeriod",
                "ReceiveMessageWaitTimeSeconds",
                "KmsDataKeyReusePeriodSeconds")) {
            Map<QueueAttributeName, String> before = attributes("q");
            String answer = set(name, value);
            boolean cleared = name.startsWith("Kms") && value.isEmpty();
            assertEquals(cleared ? 200 : 400, Integer.parseInt(answer.split(" ", 3)[1]), name + answer);
            assertEquals(before, attributes("q"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4294967297",
                "18446744073709551617",
                "1.9",
                "1.0",
                "1e0",
                "true",
                "+1",
                " 1",
                "\u0661",
                "0x1",
                "one"
            })
    void parametersTakeWholeNumbersOnly(String value) throws IOException {
        String form = URLEncoder.encode(value, StandardCharsets.UTF_8);
        boolean bare = value.matches("[0-9.e]+|true");
        String json = bare ? value : "\"" + value + "\"";
        for (String[] call : new String[][] {
            {"ReceiveMessage", "MaxNumberOfMessages"},
            {"ReceiveMessage", "VisibilityTimeout"},
            {"ReceiveMessage", "WaitTimeSeconds"},
            {"ListQueues", "MaxResults"},
            {"ListDeadLetterSourceQueues", "MaxResults"},
            {"PeekMessages", "MaxResults"},
        }) {
            String query = RawRequest.form("Action=" + call[0] + "&QueueUrl=q&" + call[1] + "=" + form)
                    .send(server.uri());
            assertTrue(query.startsWith("HTTP/1.1 400"), String.join(" ", call) + query);
            String answer = RawRequest.json(call[0], "{\"QueueUrl\":\"q\",\"" + call[1] + "\":" + json + "}")
                    .send(server.uri());
            assertTrue(answer.startsWith("HTTP/1.1 400"), String.join(" ", call) + answer);
        }
        String sent = RawRequest.form("Action=SendMessage&QueueUrl=q&MessageBody=x&DelaySeconds=" + form)
                .send(server.uri());
        assertTrue(sent.startsWith("HTTP/1.1 400"), sent);
        assertEquals("0", attributes("q").get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES));
    }
}
