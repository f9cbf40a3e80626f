package org.leasemq.sqs.message;

import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.leasemq.sqs.BridgeFixture;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeNameForSends;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeValue;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.ReceiptHandleIsInvalidException;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** Sending, receiving, deleting and changing visibility with Amazon's client, which checks digests by itself. */
class MessagesTest extends BridgeFixture {

    private static String code(Throwable error) {
        return ((SqsException) error).awsErrorDetails().errorCode();
    }

    @Test
    void aMessageIsSentReceivedAndDeleted() {
        String url = create("orders");
        String id = send(url, "héllo \uD83D\uDE00 <&>\r\n\"");
        Message message = receiveOne(url);
        assertEquals(id, message.messageId());
        assertEquals("héllo \uD83D\uDE00 <&>\r\n\"", message.body());
        assertEquals("1", message.attributes().get(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT));
        assertEquals(
                Long.toString(clock.millis()), message.attributes().get(MessageSystemAttributeName.SENT_TIMESTAMP));
        delete(url, message);
        advance(ofMinutes(1));
        assertEquals(List.of(), receive(url, 1));
        delete(url, message);
    }

    @Test
    void attributesOfAllTypesComeBackAsTheyWere() {
        String url = create("orders");
        Map<String, MessageAttributeValue> attributes = Map.of(
                "text",
                MessageAttributeValue.builder()
                        .dataType("String")
                        .stringValue("ü")
                        .build(),
                "number.x",
                MessageAttributeValue.builder()
                        .dataType("Number.int")
                        .stringValue("42")
                        .build(),
                "bytes",
                MessageAttributeValue.builder()
                        .dataType("Binary")
                        .binaryValue(SdkBytes.fromByteArray(new byte[] {0, 1, -1}))
                        .build());
        sqs.sendMessage(request -> request.queueUrl(url)
                .messageBody("x")
                .messageAttributes(attributes)
                .messageSystemAttributes(Map.of(
                        MessageSystemAttributeNameForSends.AWS_TRACE_HEADER,
                        MessageSystemAttributeValue.builder()
                                .dataType("String")
                                .stringValue("Root=1-5759e988-bd862e3fe1be46a994272793")
                                .build())));
        Message message = receiveOne(url);
        assertEquals(attributes, message.messageAttributes());
        assertEquals(
                "Root=1-5759e988-bd862e3fe1be46a994272793",
                message.attributes().get(MessageSystemAttributeName.AWS_TRACE_HEADER));
    }

    @Test
    void aLeaseThatIsNotDeletedEndsAndTheMessageComesAgain() {
        String url = create("orders", Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "10"));
        send(url, "a");
        Message first = receiveOne(url);
        advance(ofSeconds(9));
        assertEquals(List.of(), receive(url, 1));
        advance(ofSeconds(1));
        Message second = receiveOne(url);
        assertNotEquals(first.receiptHandle(), second.receiptHandle());
        assertEquals("2", second.attributes().get(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT));
    }

    @Test
    void visibilityIsChangedUpToTwelveHoursInAll() {
        String url = create("orders");
        send(url, "a");
        Message message = receiveOne(url);
        sqs.changeMessageVisibility(request ->
                request.queueUrl(url).receiptHandle(message.receiptHandle()).visibilityTimeout(0));
        Message again = receiveOne(url);
        advance(ofSeconds(20));
        sqs.changeMessageVisibility(request ->
                request.queueUrl(url).receiptHandle(again.receiptHandle()).visibilityTimeout(43_180));
        SqsException tooLong = assertThrows(
                SqsException.class,
                () -> sqs.changeMessageVisibility(request -> request.queueUrl(url)
                        .receiptHandle(again.receiptHandle())
                        .visibilityTimeout(43_181)));
        assertTrue(tooLong.getMessage().contains("Total VisibilityTimeout"), tooLong.getMessage());
        delete(url, again);
        SqsException gone = assertThrows(
                SqsException.class,
                () -> sqs.changeMessageVisibility(request -> request.queueUrl(url)
                        .receiptHandle(again.receiptHandle())
                        .visibilityTimeout(1)));
        assertEquals("InvalidParameterValue", code(gone));
    }

    @Test
    void aLeaseThatHasEndedBeginsAgain() {
        String url = create("orders");
        send(url, "a");
        Message message = receiveOne(url);
        advance(ofSeconds(31));
        sqs.changeMessageVisibility(request ->
                request.queueUrl(url).receiptHandle(message.receiptHandle()).visibilityTimeout(10));
        assertEquals(List.of(), receive(url, 1));
        advance(ofSeconds(10));
        receiveOne(url);
    }

    @Test
    void aBatchWithoutWhatAFifoQueueNeedsIsRefusedAsAWhole() {
        String url = create("orders.fifo");
        SqsException refused = assertThrows(
                SqsException.class,
                () -> sqs.sendMessageBatch(request -> request.queueUrl(url)
                        .entries(List.of(SendMessageBatchRequestEntry.builder()
                                .id("1")
                                .messageBody("a")
                                .build()))));
        assertEquals("InvalidParameterValue", code(refused));
    }

    @Test
    void batchesSucceedAndFailByEntry() {
        String url = create("orders");
        SendMessageBatchResponse response = sqs.sendMessageBatch(request -> request.queueUrl(url)
                .entries(List.of(
                        SendMessageBatchRequestEntry.builder()
                                .id("good")
                                .messageBody("a")
                                .build(),
                        SendMessageBatchRequestEntry.builder()
                                .id("bad")
                                .messageBody("\u0000")
                                .build(),
                        SendMessageBatchRequestEntry.builder()
                                .id("late")
                                .messageBody("b")
                                .delaySeconds(901)
                                .build())));
        assertEquals("good", response.successful().get(0).id());
        assertEquals(
                List.of("InvalidMessageContents", "InvalidParameterValue"),
                response.failed().stream().map(BatchResultErrorEntry::code).toList());
        Message message = receiveOne(url);
        var deleted = sqs.deleteMessageBatch(request -> request.queueUrl(url)
                .entries(List.of(
                        DeleteMessageBatchRequestEntry.builder()
                                .id("1")
                                .receiptHandle(message.receiptHandle())
                                .build(),
                        DeleteMessageBatchRequestEntry.builder()
                                .id("2")
                                .receiptHandle("garbage")
                                .build())));
        assertEquals(1, deleted.successful().size());
        assertEquals("ReceiptHandleIsInvalid", deleted.failed().get(0).code());
    }

    @Test
    void aGroupIsLockedWhileOneOfItsMessagesIsInFlight() {
        String url = create("orders.fifo");
        IntStream.range(0, 3).forEach(i -> sendTo(url, "a", "a" + i));
        sendTo(url, "b", "b0");
        Message first = receiveOne(url);
        assertEquals("a0", first.body());
        assertEquals(
                20,
                first.attributes()
                        .get(MessageSystemAttributeName.SEQUENCE_NUMBER)
                        .length());
        assertEquals(List.of("b0"), bodies(receive(url, 10)));
        delete(url, first);
        assertEquals(List.of("a1", "a2"), bodies(receive(url, 10)));
        advance(ofSeconds(31));
        SqsException late = assertThrows(SqsException.class, () -> {
            List<Message> again = receive(url, 10);
            advance(ofSeconds(31));
            delete(url, again.get(0));
        });
        assertEquals("InvalidParameterValue", code(late));
        assertTrue(late.getMessage().contains("The receipt handle has expired"), late.getMessage());
    }

    @Test
    void duplicatesWithinFiveMinutesAreSentOnce() {
        String url = create(
                "orders.fifo",
                Map.of(QueueAttributeName.FIFO_QUEUE, "true", QueueAttributeName.CONTENT_BASED_DEDUPLICATION, "true"));
        var one = sqs.sendMessage(
                request -> request.queueUrl(url).messageBody("a").messageGroupId("g"));
        var two = sqs.sendMessage(
                request -> request.queueUrl(url).messageBody("a").messageGroupId("g"));
        assertEquals(one.messageId(), two.messageId());
        assertEquals(one.sequenceNumber(), two.sequenceNumber());
        assertEquals(1, receive(url, 10).size());
        advance(ofMinutes(5));
        var three = sqs.sendMessage(
                request -> request.queueUrl(url).messageBody("a").messageGroupId("g"));
        assertNotEquals(one.messageId(), three.messageId());
    }

    @Test
    void aReceiveWithTheSameAttemptIdGetsTheSameAgain() {
        String url = create("orders.fifo");
        sendTo(url, "a", "a0");
        sendTo(url, "a", "a1");
        var first = sqs.receiveMessage(
                request -> request.queueUrl(url).maxNumberOfMessages(1).receiveRequestAttemptId("try"));
        advance(ofSeconds(20));
        var second = sqs.receiveMessage(
                request -> request.queueUrl(url).maxNumberOfMessages(1).receiveRequestAttemptId("try"));
        assertEquals(first.messages(), second.messages());
        advance(ofSeconds(20));
        assertEquals(List.of(), receive(url, 10));
        sqs.deleteMessage(request ->
                request.queueUrl(url).receiptHandle(first.messages().get(0).receiptHandle()));
        var third = sqs.receiveMessage(
                request -> request.queueUrl(url).maxNumberOfMessages(1).receiveRequestAttemptId("try"));
        assertEquals(List.of("a1"), bodies(third.messages()));
    }

    @Test
    void delayedMessagesComeLater() {
        String url = create("orders", Map.of(QueueAttributeName.DELAY_SECONDS, "5"));
        send(url, "a");
        sqs.sendMessage(request -> request.queueUrl(url).messageBody("b").delaySeconds(0));
        assertEquals(List.of("b"), bodies(receive(url, 10)));
        assertEquals("1", attributes(url).get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED));
        advance(ofSeconds(5));
        assertEquals(List.of("a"), bodies(receive(url, 10)));
    }

    @Test
    void garbageIsRefusedByName() {
        String url = create("orders");
        assertThrows(
                ReceiptHandleIsInvalidException.class,
                () -> sqs.deleteMessage(request -> request.queueUrl(url).receiptHandle("garbage")));
        SqsException tooMany = assertThrows(SqsException.class, () -> receive(url, 11));
        assertEquals("InvalidParameterValue", code(tooMany));
        SqsException empty = assertThrows(SqsException.class, () -> send(url, ""));
        assertEquals("MissingParameter", code(empty));
        assertNull(sqs.sendMessage(request -> request.queueUrl(url).messageBody("x"))
                .sequenceNumber());
    }
}
