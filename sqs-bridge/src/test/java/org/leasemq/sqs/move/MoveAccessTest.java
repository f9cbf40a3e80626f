package org.leasemq.sqs.move;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.leasemq.sqs.BridgeFixture;
import org.leasemq.sqs.access.AccessKey;
import org.leasemq.sqs.server.ServerSettings;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ListMessageMoveTasksResultEntry;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** A move task sends for who started it, as long as that may send. */
class MoveAccessTest extends BridgeFixture {
    private static final AccessKey ALICE = new AccessKey("AKALICE", "one", "111111111111", "alice");
    private static final AccessKey BOB = new AccessKey("AKBOB", "two", "222222222222", "bob");
    private static final String DEAD = "arn:aws:sqs:us-east-1:111111111111:dead";

    @Override
    protected ServerSettings settings() {
        // the client signs with the time of this machine
        clock.set(Instant.now(Clock.systemUTC()));
        return super.settings().withAccessKeys(List.of(ALICE, BOB));
    }

    @Test
    void itEndsWhenThatMayNotAnyMore() {
        try (SqsClient alice = client(server.uri(), ALICE.id(), ALICE.secret());
                SqsClient bob = client(server.uri(), BOB.id(), BOB.secret())) {
            String victim =
                    bob.createQueue(request -> request.queueName("victim")).queueUrl();
            bob.addPermission(request -> request.queueUrl(victim)
                    .label("alice")
                    .awsAccountIds("111111111111")
                    .actions("SendMessage"));
            String dead =
                    alice.createQueue(request -> request.queueName("dead")).queueUrl();
            alice.createQueue(request -> request.queueName("source")
                    .attributes(Map.of(
                            QueueAttributeName.REDRIVE_POLICY,
                            "{\"deadLetterTargetArn\":\"" + DEAD + "\",\"maxReceiveCount\":1}")));
            for (int i = 0; i < 5; i++) {
                alice.sendMessage(request -> request.queueUrl(dead).messageBody("m"));
            }
            alice.startMessageMoveTask(request -> request.sourceArn(DEAD)
                    .destinationArn("arn:aws:sqs:us-east-1:222222222222:victim")
                    .maxNumberOfMessagesPerSecond(1));
            bob.removePermission(request -> request.queueUrl(victim).label("alice"));
            ListMessageMoveTasksResultEntry task;
            do {
                task = alice.listMessageMoveTasks(request -> request.sourceArn(DEAD))
                        .results()
                        .get(0);
            } while (task.status().equals("RUNNING"));
            assertEquals("FAILED", task.status());
            assertEquals("AccessDenied", task.failureReason());
        }
    }
}
