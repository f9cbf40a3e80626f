package org.leasemq.sqs.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.leasemq.sqs.BridgeFixture;
import org.leasemq.sqs.access.AccessKey;
import org.leasemq.sqs.server.ServerSettings;
import org.leasemq.sqs.server.SqsServer;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.ReceiptHandleIsInvalidException;

/** Who may delete, and not receive, deletes nothing by handles of its own making. */
class MadeUpHandlesTest extends BridgeFixture {
    private static final AccessKey OWNER = new AccessKey("AKOWNER", "one", "111111111111", "owner");
    private static final AccessKey OTHER = new AccessKey("AKOTHER", "two", "222222222222", "other");

    private static final int CONTENT = 25;
    /** The last byte of how often it was received, and one of when, that counts some days. */
    private static final int COUNT = 16;

    private static final int DAY = 20;

    private SqsClient owner;
    private SqsClient other;
    private String url;

    @Override
    protected ServerSettings settings() {
        // the client signs with the time of this machine
        clock.set(Instant.now(Clock.systemUTC()));
        return super.settings().withAccessKeys(List.of(OWNER, OTHER));
    }

    @BeforeEach
    void share() {
        owner = client(server.uri(), OWNER.id(), OWNER.secret());
        other = client(server.uri(), OTHER.id(), OTHER.secret());
        url = owner.createQueue(request -> request.queueName("q")).queueUrl();
        owner.addPermission(request -> request.queueUrl(url)
                .label("other")
                .awsAccountIds(OTHER.account())
                .actions("DeleteMessage", "ChangeMessageVisibility"));
        owner.sendMessage(request -> request.queueUrl(url).messageBody("a"));
    }

    @AfterEach
    void close() {
        owner.close();
        other.close();
    }

    private String received(int visibility) {
        return owner.receiveMessage(request -> request.queueUrl(url).visibilityTimeout(visibility))
                .messages()
                .get(0)
                .receiptHandle();
    }

    /** As handles were once: what is in it, with one byte changed, and a checksum. */
    private static String madeUp(String found, int place, int change) {
        byte[] content = Arrays.copyOf(Base64.getDecoder().decode(found), CONTENT);
        content[0] = 1;
        content[place] ^= (byte) change;
        CRC32C checksum = new CRC32C();
        checksum.update(content);
        byte[] bytes = ByteBuffer.allocate(CONTENT + Integer.BYTES)
                .put(content)
                .putInt((int) checksum.getValue())
                .array();
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static void assertInvalid(Executable call) {
        assertThrows(ReceiptHandleIsInvalidException.class, call);
    }

    private static void assertInvalid(List<BatchResultErrorEntry> failed) {
        assertEquals(
                List.of("ReceiptHandleIsInvalid"),
                failed.stream().map(BatchResultErrorEntry::code).toList());
    }

    @Test
    void theyAreRefusedByEachActionThatTakesThem() {
        String handle = madeUp(received(0), COUNT, 1 ^ 2);
        String held = received(600);
        assertInvalid(() -> other.deleteMessage(request -> request.queueUrl(url).receiptHandle(handle)));
        assertInvalid(() -> other.changeMessageVisibility(
                request -> request.queueUrl(url).receiptHandle(handle).visibilityTimeout(0)));
        assertInvalid(other.deleteMessageBatch(request -> request.queueUrl(url)
                        .entries(DeleteMessageBatchRequestEntry.builder()
                                .id("1")
                                .receiptHandle(handle)
                                .build()))
                .failed());
        assertInvalid(other.changeMessageVisibilityBatch(request -> request.queueUrl(url)
                        .entries(ChangeMessageVisibilityBatchRequestEntry.builder()
                                .id("1")
                                .receiptHandle(handle)
                                .visibilityTimeout(0)
                                .build()))
                .failed());
        assertInvalid(() -> owner.changeMessageVisibility(request ->
                request.queueUrl(url).receiptHandle(madeUp(held, DAY, 1)).visibilityTimeout(43_200)));
        owner.changeMessageVisibility(
                request -> request.queueUrl(url).receiptHandle(held).visibilityTimeout(0));
        received(600);
    }

    @Test
    void whoIsGivenAHandleMayUseItOnAnyServerOnTheseQueues() {
        String handle = received(0);
        try (SqsServer second = SqsServer.start(settings(), engines);
                SqsClient there = client(second.uri(), OTHER.id(), OTHER.secret())) {
            there.deleteMessage(request -> request.queueUrl(url).receiptHandle(handle));
        }
        assertEquals(
                List.of(),
                owner.receiveMessage(request -> request.queueUrl(url)).messages());
    }
}
