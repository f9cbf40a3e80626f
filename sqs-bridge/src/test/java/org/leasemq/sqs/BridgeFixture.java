package org.leasemq.sqs;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.leasemq.embedded.DerbyStores;
import org.leasemq.embedded.EmbeddedEngines;
import org.leasemq.engine.SettableClock;
import org.leasemq.sqs.server.ServerSettings;
import org.leasemq.sqs.server.SqsServer;
import org.leasemq.thread.DaemonThreads;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** A server with its queues in memory, whose clock is advanced by hand, and Amazon's own client for it. */
public abstract class BridgeFixture {
    protected final SettableClock clock = new SettableClock();
    protected final String place = "leasemq:mem:" + UUID.randomUUID();
    protected EmbeddedEngines engines;
    protected SqsServer server;
    protected SqsClient sqs;

    @BeforeEach
    protected void start() {
        engines = new EmbeddedEngines(new DerbyStores(), new DaemonThreads("leasemq-test"), clock);
        server = SqsServer.start(settings(), engines);
        sqs = client(server.uri(), "test", "test");
    }

    protected ServerSettings settings() {
        return ServerSettings.defaults().listeningOn("127.0.0.1", 0).storedAt(place);
    }

    @AfterEach
    protected void stop() {
        sqs.close();
        server.close();
        engines.closeAll();
    }

    public static SqsClient client(URI uri, String id, String secret) {
        return client(SqsClient.builder(), uri, id, secret);
    }

    /** Any of Amazon's clients. */
    public static <B extends AwsClientBuilder<B, C>, C> C client(B builder, URI uri, String id, String secret) {
        return client(builder, uri, Region.US_EAST_1, id, secret);
    }

    public static <B extends AwsClientBuilder<B, C>, C> C client(
            B builder, URI uri, Region region, String id, String secret) {
        return builder.endpointOverride(uri)
                .region(region)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(id, secret)))
                .build();
    }

    protected void advance(Duration duration) {
        clock.advance(duration);
        engines.timeChanged();
    }

    protected String create(String name, Map<QueueAttributeName, String> attributes) {
        return sqs.createQueue(request -> request.queueName(name).attributes(attributes))
                .queueUrl();
    }

    protected String create(String name) {
        return create(name, name.endsWith(".fifo") ? Map.of(QueueAttributeName.FIFO_QUEUE, "true") : Map.of());
    }

    protected String send(String url, String body) {
        return sqs.sendMessage(request -> request.queueUrl(url).messageBody(body))
                .messageId();
    }

    protected void sendTo(String url, String group, String body) {
        sqs.sendMessage(request -> request.queueUrl(url)
                .messageBody(body)
                .messageGroupId(group)
                .messageDeduplicationId(UUID.randomUUID().toString()));
    }

    protected List<Message> receive(String url, int max) {
        return sqs.receiveMessage(request -> request.queueUrl(url)
                        .maxNumberOfMessages(max)
                        .waitTimeSeconds(0)
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL)
                        .messageAttributeNames("All"))
                .messages();
    }

    protected Message receiveOne(String url) {
        List<Message> messages = receive(url, 1);
        if (messages.size() != 1) {
            throw new AssertionError("expected one message, got " + messages.size());
        }
        return messages.get(0);
    }

    /** As {@link #receiveOne}, when it comes a moment later. */
    protected Message awaitOne(String url) {
        return sqs.receiveMessage(request -> request.queueUrl(url)
                        .waitTimeSeconds(20)
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
                .messages()
                .get(0);
    }

    protected void delete(String url, Message message) {
        sqs.deleteMessage(request -> request.queueUrl(url).receiptHandle(message.receiptHandle()));
    }

    public static List<String> bodies(List<Message> messages) {
        return messages.stream().map(Message::body).collect(Collectors.toList());
    }

    protected Map<QueueAttributeName, String> attributes(String url) {
        return sqs.getQueueAttributes(request -> request.queueUrl(url).attributeNames(QueueAttributeName.ALL))
                .attributes();
    }
}
