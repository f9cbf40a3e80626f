package org.leasemq.sqs.server.metric;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.leasemq.embedded.EngineHandle;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.options.ConnectionUrl;
import org.leasemq.options.OptionValues;
import org.leasemq.sqs.BridgeFixture;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** What Prometheus is told of a server. */
class MetricsTest extends BridgeFixture {
    private String metrics() throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(server.uri() + "/metrics")).build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    }

    private void assertTold(String line) throws Exception {
        String told = metrics();
        assertTrue(told.contains("\n" + line + "\n"), () -> line + " is not in\n" + told);
    }

    @Test
    void theAgeOfTheOldestMessageIsTold() throws Exception {
        String url = create("orders");
        assertTold("sqs_approximate_age_of_oldest_message{queue=\"orders\"} 0");
        send(url, "a");
        advance(Duration.ofSeconds(90));
        send(url, "b");
        assertTold("sqs_approximate_age_of_oldest_message{queue=\"orders\"} 90");
    }

    @Test
    void whatIsInQueuesIsToldByTheConventionsOfPrometheus() throws Exception {
        create("dead");
        String policy = "{\"deadLetterTargetArn\":\"arn:aws:sqs:us-east-1:000000000000:dead\",\"maxReceiveCount\":3}";
        String url = create("orders", Map.of(QueueAttributeName.REDRIVE_POLICY, policy));
        send(url, "a");
        send(url, "b");
        advance(Duration.ofMillis(1_500));
        receiveOne(url);
        for (String line : List.of(
                "# TYPE leasemq_queue_messages gauge",
                "leasemq_queue_messages{queue=\"orders\",state=\"visible\"} 1",
                "leasemq_queue_messages{queue=\"orders\",state=\"in_flight\"} 1",
                "leasemq_queue_messages{queue=\"orders\",state=\"delayed\"} 0",
                "leasemq_queue_oldest_message_age_seconds{queue=\"orders\"} 1.5",
                "leasemq_queue_dead_letter_sources{queue=\"orders\"} 0",
                "leasemq_queue_dead_letter_sources{queue=\"dead\"} 1",
                "# TYPE leasemq_queue_messages_sent_total counter",
                "leasemq_queue_messages_sent_total{queue=\"orders\"} 2",
                "leasemq_queue_messages_received_total{queue=\"orders\"} 1",
                "leasemq_store_up 1",
                "leasemq_queues_set_aside 0",
                "leasemq_transactions{state=\"prepared\"} 0",
                "leasemq_oldest_prepared_transaction_age_seconds 0.0")) {
            assertTold(line);
        }
    }

    @Test
    void durableSubscriptionsAreToldWhereClientsOfTheApiSeeNoQueue() throws Exception {
        EngineHandle engine = engines.open(ConnectionUrl.parse(place).place(), OptionValues.defaults());
        engine.engine()
                .createQueue("durable:audit", QueueAttributes.standardQueue())
                .await();
        engine.engine()
                .createQueue("temporary:1", QueueAttributes.standardQueue().withDurable(false))
                .await();
        assertTold("leasemq_queue_messages{queue=\"durable:audit\",state=\"visible\"} 0");
        assertFalse(metrics().contains("_visible{queue=\"durable:audit\"}"));
        assertFalse(metrics().contains("temporary:1"));
        engine.close();
    }
}
