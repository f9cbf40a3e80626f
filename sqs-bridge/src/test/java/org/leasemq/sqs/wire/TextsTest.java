package org.leasemq.sqs.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.leasemq.sqs.BridgeFixture;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** Texts that cannot be: they are refused, each where it stands. */
class TextsTest extends BridgeFixture {
    private static final String REFUSED = "InvalidParameterValue";

    private static String refusal(Executable call) {
        return assertThrows(SqsException.class, call).awsErrorDetails().errorCode();
    }

    @Test
    void namesInPoliciesAreNames() {
        String url = create("q");
        for (String name : List.of("a\\nb", "a\\tb", "\\u0000", "\\ud83d", "\\u0085", "durable:client:sub", "")) {
            String arn = "arn:aws:sqs:us-east-1:000000000000:" + name;
            String allow = "{\"redrivePermission\":\"byQueue\",\"sourceQueueArns\":[\"" + arn + "\"]}";
            String redrive = "{\"deadLetterTargetArn\":\"" + arn + "\",\"maxReceiveCount\":1}";
            assertEquals(
                    REFUSED,
                    refusal(() -> sqs.setQueueAttributes(request ->
                            request.queueUrl(url).attributes(Map.of(QueueAttributeName.REDRIVE_ALLOW_POLICY, allow)))));
            assertEquals(REFUSED, refusal(() -> create("new", Map.of(QueueAttributeName.REDRIVE_POLICY, redrive))));
        }
        assertEquals(List.of(url), sqs.listQueues().queueUrls());
    }

    @Test
    void controlCharactersAreRefusedWhereverTheyAre() {
        String url = create("q");
        String odd = "a\u0001b";
        assertEquals(
                REFUSED,
                refusal(() -> sqs.tagQueue(request -> request.queueUrl(url).tags(Map.of(odd, "x")))));
        assertEquals(
                REFUSED,
                refusal(() -> sqs.tagQueue(request -> request.queueUrl(url).tags(Map.of("x", odd)))));
        assertEquals(
                REFUSED,
                refusal(() -> sqs.setQueueAttributes(request ->
                        request.queueUrl(url).attributes(Map.of(QueueAttributeName.KMS_MASTER_KEY_ID, odd)))));
        assertEquals(REFUSED, refusal(() -> sqs.listQueues(request -> request.queueNamePrefix(odd))));
        sqs.tagQueue(request -> request.queueUrl(url).tags(Map.of("x", "a b:/=+-@")));
    }

    @Test
    void anEntryOfABatchIsRefusedByItself() {
        String url = create("q");
        SendMessageBatchResponse answer = sqs.sendMessageBatch(request -> request.queueUrl(url)
                .entries(
                        SendMessageBatchRequestEntry.builder()
                                .id("1")
                                .messageBody("x")
                                .messageGroupId("a\u0001b")
                                .build(),
                        SendMessageBatchRequestEntry.builder()
                                .id("2")
                                .messageBody("y")
                                .build()));
        assertEquals(1, answer.successful().size());
        assertEquals(
                List.of("1"),
                answer.failed().stream().map(BatchResultErrorEntry::id).toList());
        assertEquals(List.of("y"), bodies(receive(url, 10)));
    }
}
