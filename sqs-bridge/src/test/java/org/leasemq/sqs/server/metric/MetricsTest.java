package org.leasemq.sqs.server.metric;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.leasemq.sqs.BridgeFixture;

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
}
