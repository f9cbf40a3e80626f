package org.leasemq.tck.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.NotifyBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.aws2.sqs.Sqs2Constants;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

/** Consumers and producers of Apache Camel. */
class CamelTest {
    private static final String CONSUMER =
            "&waitTimeSeconds=20&initialDelay=0&delay=1&maxMessagesPerPoll=10&messageAttributeNames=All&attributeNames=All";

    private final LocalServer server = new LocalServer();
    private final SqsClient sqs = Sdk.configured(SqsClient.builder(), server);
    private final DefaultCamelContext camel = new DefaultCamelContext();

    @BeforeEach
    void start() {
        camel.getRegistry().bind("sqs", sqs);
        camel.start();
    }

    @AfterEach
    void stop() {
        // Ends the receives that the consumers would else wait for when they are closed.
        sqs.listQueues().queueUrls().forEach(url -> sqs.deleteQueue(request -> request.queueUrl(url)));
        camel.stop();
        sqs.close();
        server.close();
    }

    private static String queue(String name, String options) {
        return "aws2-sqs:" + name + "?amazonSQSClient=#sqs&autoCreateQueue=true" + options;
    }

    private MockEndpoint route(String queue, String options) throws Exception {
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(queue(queue, CONSUMER + options)).to("mock:received");
            }
        });
        return camel.getEndpoint("mock:received", MockEndpoint.class);
    }

    private int left(String queue) {
        return Sdk.messages(
                sqs, sqs.getQueueUrl(request -> request.queueName(queue)).queueUrl());
    }

    @Test
    void whatARouteFailsAtComesAgainAndWhatItDoesIsDeleted() throws Exception {
        NotifyBuilder done = new NotifyBuilder(camel).whenDone(2).create();
        MockEndpoint received = route("orders", "&extendMessageVisibility=true&visibilityTimeout=1");
        received.whenExchangeReceived(1, exchange -> {
            throw new IllegalStateException("The first delivery is meant to fail.");
        });
        received.expectedBodiesReceived("a & <b>", "a & <b>");
        received.expectedHeaderReceived("priority", "high");
        // The client of the producer is not the route, of which done tells.
        sqs.sendMessage(request -> request.queueUrl(
                        sqs.getQueueUrl(name -> name.queueName("orders")).queueUrl())
                .messageBody("a & <b>")
                .messageAttributes(Map.of("priority", Sdk.text("high"))));
        received.assertIsSatisfied(30_000);
        assertTrue(done.matches(30, TimeUnit.SECONDS));
        assertEquals(
                List.of("1", "2"),
                received.getExchanges().stream()
                        .map(exchange -> exchange.getMessage()
                                .getHeader(Sqs2Constants.ATTRIBUTES, Map.class)
                                .get(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT))
                        .toList());
        assertEquals(0, left("orders"));
    }

    @Test
    void producersSendToGroupsAndInBatches() {
        ProducerTemplate producer = camel.createProducerTemplate();
        String fifo = queue("groups.fifo", "&messageGroupIdStrategy=usePropertyValue");
        for (String body : List.of("first", "second")) {
            producer.send(fifo, exchange -> {
                exchange.getMessage().setBody(body);
                exchange.getMessage().setHeader("priority", "high");
                exchange.setProperty(Sqs2Constants.MESSAGE_GROUP_ID_PROPERTY, "g");
            });
        }
        String url =
                sqs.getQueueUrl(request -> request.queueName("groups.fifo")).queueUrl();
        Message first = Sdk.await(sqs, url);
        assertEquals("first", first.body());
        assertEquals("high", first.messageAttributes().get("priority").stringValue());
        assertEquals("g", first.attributes().get(MessageSystemAttributeName.MESSAGE_GROUP_ID));

        SendMessageBatchResponse sent = producer.requestBody(
                queue("batches", "&operation=sendBatchMessage"), "a,b,c", SendMessageBatchResponse.class);
        assertEquals(3, sent.successful().size());
        assertEquals(3, left("batches"));
        producer.requestBody(queue("batches", "&operation=purgeQueue"), (Object) null);
        assertEquals(0, left("batches"));
    }
}
