package org.leasemq.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.leasemq.embedded.EmbeddedEngines;
import org.leasemq.jms.LeaseMQConnectionFactory;
import org.leasemq.sqs.server.ServerSettings;
import org.leasemq.sqs.server.SqsServer;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The Java of docs/sqs. */
class SqsGuideTest {

    @Test
    void theEndpointIsReplaced() {
        SqsClient sqs = SqsClient.builder()
                .endpointOverride(URI.create("http://127.0.0.1:9324"))
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any")))
                .build();
        assertNotNull(sqs);
        sqs.close();
    }

    @Test
    void bothFacesShareTheQueues() throws Exception {
        SqsServer server = SqsServer.start(
                ServerSettings.defaults().listeningOn("127.0.0.1", 0).storedAt("leasemq:derby:target/shared"),
                EmbeddedEngines.ofThisProcess());
        ConnectionFactory factory = new LeaseMQConnectionFactory("leasemq:derby:target/shared");
        try (JMSContext context = factory.createContext();
                SqsClient sqs = SqsClient.builder()
                        .endpointOverride(server.uri())
                        .region(Region.US_EAST_1)
                        .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("x", "y")))
                        .build()) {
            context.createProducer().send(context.createQueue("shared"), "hello");
            String url = sqs.getQueueUrl(request -> request.queueName("shared")).queueUrl();
            assertEquals(
                    "hello",
                    sqs.receiveMessage(request -> request.queueUrl(url))
                            .messages()
                            .get(0)
                            .body());
            sqs.purgeQueue(request -> request.queueUrl(url));
        } finally {
            ((LeaseMQConnectionFactory) factory).close();
            server.close();
        }
    }
}
