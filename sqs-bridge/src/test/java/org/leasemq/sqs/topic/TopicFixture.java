package org.leasemq.sqs.topic;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.leasemq.sqs.BridgeFixture;
import org.leasemq.sqs.queue.Limits;
import org.leasemq.sqs.server.ServerSettings;
import software.amazon.awssdk.services.sns.SnsClient;

/** With a topic, and Amazon's own client for it. The name of a queue can be used again at once. */
public abstract class TopicFixture extends BridgeFixture {
    protected SnsClient sns;
    protected String topic;

    @Override
    protected ServerSettings settings() {
        return super.settings().withLimits(Limits.relaxed());
    }

    @BeforeEach
    protected void topic() {
        sns = client(SnsClient.builder(), server.uri(), "x", "y");
        topic = sns.createTopic(request -> request.name("t")).topicArn();
    }

    @AfterEach
    protected void close() {
        sns.close();
    }
}
