package org.leasemq.tck.clients;

import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** What tests with the SDK for Java 2 have in common, and what they ask the server beside the client that they test. */
final class Sdk {
    static final Map<QueueAttributeName, String> FIFO = Map.of(QueueAttributeName.FIFO_QUEUE, "true");

    private Sdk() {}

    static <B extends AwsClientBuilder<B, C>, C> C configured(B builder, LocalServer server) {
        return builder.endpointOverride(server.uri())
                .region(Region.of(LocalServer.REGION))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .build();
    }

    static String create(SqsClient sqs, String name, Map<QueueAttributeName, String> attributes) {
        return sqs.createQueue(request -> request.queueName(name).attributes(attributes))
                .queueUrl();
    }

    static MessageAttributeValue text(String value) {
        return MessageAttributeValue.builder()
                .dataType("String")
                .stringValue(value)
                .build();
    }

    /** The next message, when it comes. */
    static Message await(SqsClient sqs, String url) {
        return sqs.receiveMessage(request -> request.queueUrl(url)
                        .waitTimeSeconds(20)
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL)
                        .messageAttributeNames("All"))
                .messages()
                .get(0);
    }

    /** Returns when the client under test has deleted what it received; the limit of a test is the limit here. */
    static void awaitEmpty(SqsClient sqs, String url) {
        while (messages(sqs, url) > 0) {
            Thread.onSpinWait();
        }
    }

    /** How many messages are in the queue, visible, in flight or delayed. */
    static int messages(SqsClient sqs, String url) {
        return sqs
                .getQueueAttributes(request -> request.queueUrl(url).attributeNames(QueueAttributeName.ALL))
                .attributes()
                .entrySet()
                .stream()
                .filter(entry -> entry.getKey().toString().startsWith("ApproximateNumberOf"))
                .mapToInt(entry -> Integer.parseInt(entry.getValue()))
                .sum();
    }
}
