package org.leasemq.tck.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.awspring.cloud.sqs.annotation.SqsListener;
import io.awspring.cloud.sqs.config.SqsBootstrapConfiguration;
import io.awspring.cloud.sqs.config.SqsMessageListenerContainerFactory;
import io.awspring.cloud.sqs.listener.SqsHeaders.MessageSystemAttributes;
import io.awspring.cloud.sqs.listener.Visibility;
import io.awspring.cloud.sqs.listener.acknowledgement.AcknowledgementResultCallback;
import io.awspring.cloud.sqs.operations.SqsTemplate;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.messaging.Message;
import org.springframework.messaging.handler.annotation.Header;
import org.springframework.messaging.support.MessageBuilder;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Listeners and templates of Spring Cloud AWS. */
class SpringCloudAwsTest {
    private static final BlockingQueue<String> HEARD = new LinkedBlockingQueue<>();
    private static final BlockingQueue<Collection<Message<Object>>> ACKNOWLEDGED = new LinkedBlockingQueue<>();
    private static final int BATCH = 10;

    private static LocalServer server;
    private static SqsClient sqs;
    private static AnnotationConfigApplicationContext context;
    private static SqsTemplate template;

    /** An order, as JSON. */
    record Order(String item, int count) {}

    @Configuration
    @Import(SqsBootstrapConfiguration.class)
    static class Application {
        @Bean
        SqsAsyncClient client() {
            return Sdk.configured(SqsAsyncClient.builder(), server);
        }

        @Bean
        SqsTemplate template(SqsAsyncClient client) {
            return SqsTemplate.newTemplate(client);
        }

        @Bean
        SqsMessageListenerContainerFactory<Object> defaultSqsListenerContainerFactory(SqsAsyncClient client) {
            return SqsMessageListenerContainerFactory.builder()
                    .sqsAsyncClient(client)
                    .build();
        }

        /** Acknowledges when there is a whole batch, and no sooner. */
        @Bean
        SqsMessageListenerContainerFactory<Object> batching(SqsAsyncClient client) {
            return SqsMessageListenerContainerFactory.builder()
                    .sqsAsyncClient(client)
                    .configure(options -> options.acknowledgementInterval(Duration.ofMinutes(5))
                            .acknowledgementThreshold(BATCH))
                    .acknowledgementResultCallback(new AcknowledgementResultCallback<>() {
                        @Override
                        public void onSuccess(Collection<Message<Object>> messages) {
                            ACKNOWLEDGED.add(messages);
                        }
                    })
                    .build();
        }

        @Bean
        Listeners listeners() {
            return new Listeners();
        }
    }

    static class Listeners {
        /** The first time it fails, and does not wait for the message to come again. */
        @SqsListener(value = "orders", pollTimeoutSeconds = "1")
        void order(
                Order order,
                Visibility visibility,
                @Header(MessageSystemAttributes.SQS_APPROXIMATE_RECEIVE_COUNT) String count,
                @Header("priority") String priority) {
            visibility.changeTo(1_000);
            HEARD.add(order.count() + " " + order.item() + ", " + priority + ", " + count);
            if (count.equals("1")) {
                visibility.changeTo(0);
                throw new IllegalStateException("The first delivery is meant to fail.");
            }
        }

        @SqsListener(value = "numbers", factory = "batching", pollTimeoutSeconds = "1")
        void number(String body) {
            HEARD.add(body);
        }

        @SqsListener(value = "groups.fifo", pollTimeoutSeconds = "1")
        void grouped(List<Message<String>> messages) {
            messages.forEach(
                    message -> HEARD.add(message.getHeaders().get(MessageSystemAttributes.SQS_MESSAGE_GROUP_ID_HEADER)
                            + message.getPayload()));
        }
    }

    @BeforeAll
    static void start() {
        server = new LocalServer();
        sqs = Sdk.configured(SqsClient.builder(), server);
        Sdk.create(sqs, "groups.fifo", Sdk.FIFO);
        context = new AnnotationConfigApplicationContext(Application.class);
        template = context.getBean(SqsTemplate.class);
    }

    @AfterAll
    static void stop() {
        context.close();
        sqs.close();
        server.close();
    }

    private static String heard() throws InterruptedException {
        return HEARD.poll(30, TimeUnit.SECONDS);
    }

    @Test
    void whatAListenerFailsAtComesAgain() throws Exception {
        template.send(to -> to.queue("orders").payload(new Order("pears", 3)).header("priority", "high"));
        assertEquals("3 pears, high, 1", heard());
        assertEquals("3 pears, high, 2", heard());
    }

    @Test
    void acknowledgementsAreBatched() throws Exception {
        List<String> bodies =
                IntStream.range(0, BATCH).mapToObj(Integer::toString).toList();
        List<Message<String>> messages = bodies.stream()
                .map(body -> MessageBuilder.withPayload(body).build())
                .toList();
        assertEquals(BATCH, template.sendMany("numbers", messages).successful().size());
        assertEquals(BATCH, ACKNOWLEDGED.poll(30, TimeUnit.SECONDS).size());
        assertEquals(
                0,
                Sdk.messages(
                        sqs,
                        sqs.getQueueUrl(request -> request.queueName("numbers")).queueUrl()));
        for (int i = 0; i < BATCH; i++) {
            assertTrue(bodies.contains(heard()));
        }
    }

    @Test
    void groupsKeepTheirOrder() throws Exception {
        for (int i = 0; i < 6; i++) {
            String body = Integer.toString(i);
            template.send(to ->
                    to.queue("groups.fifo").payload(body).messageGroupId("g").messageDeduplicationId(body));
        }
        for (int i = 0; i < 6; i++) {
            assertEquals("g" + i, heard());
        }
    }

    @Test
    void templatesReceiveAndAcknowledge() {
        template.send("read", new Order("plums", 1));
        Message<Order> message = template.receive(
                        from -> from.queue("read").pollTimeout(Duration.ofSeconds(20)), Order.class)
                .orElseThrow();
        assertEquals(new Order("plums", 1), message.getPayload());
        assertEquals(
                0,
                Sdk.messages(
                        sqs,
                        sqs.getQueueUrl(request -> request.queueName("read")).queueUrl()));
    }
}
