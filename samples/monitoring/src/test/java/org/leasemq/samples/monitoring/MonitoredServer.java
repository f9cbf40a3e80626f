package org.leasemq.samples.monitoring;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.UUID;
import org.leasemq.embedded.EmbeddedEngines;
import org.leasemq.embedded.EngineHandle;
import org.leasemq.engine.model.Body;
import org.leasemq.engine.model.Message;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.model.RedrivePolicy;
import org.leasemq.jms.LeaseMQConnectionFactory;
import org.leasemq.micrometer.LeaseMQMetrics;
import org.leasemq.options.ConnectionUrl;
import org.leasemq.sqs.server.ServerSettings;
import org.leasemq.sqs.server.SqsServer;

/** A server with queues in memory, and what Prometheus is told of it, by itself and by Micrometer. */
final class MonitoredServer implements AutoCloseable {
    private final EmbeddedEngines engines = EmbeddedEngines.ofServer("leasemq-monitored");
    private final SqsServer server;
    private final EngineHandle handle;

    MonitoredServer() {
        String place = "leasemq:mem:" + UUID.randomUUID();
        server = SqsServer.start(
                ServerSettings.defaults().listeningOn("127.0.0.1", 0).storedAt(place), engines);
        ConnectionUrl url = ConnectionUrl.parse(place);
        handle = engines.open(url.place(), url.options());
        fill();
    }

    private void fill() {
        QueueAttributes standard = QueueAttributes.standardQueue();
        handle.engine().createQueue("orders-dead", standard).await();
        handle.engine()
                .createQueue("orders", standard.withRedrive(new RedrivePolicy("orders-dead", 3)))
                .await();
        handle.engine()
                .send("orders", List.of(Message.of(Body.text("an order"))))
                .await();
    }

    /** What {@code /metrics} says, when a request has been carried out and another has been refused. */
    String metrics() throws IOException, InterruptedException {
        get("/?Action=ListQueues");
        get("/?Action=GetQueueUrl&QueueName=nowhere");
        return get("/metrics");
    }

    private String get(String path) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(server.uri() + path)).build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    }

    /** What Micrometer tells Prometheus of the same engine. */
    String micrometer() {
        return told(new LeaseMQMetrics(handle, queue -> true, List.of()));
    }

    /** What it tells in a program elsewhere. */
    String micrometerElsewhere() {
        try (LeaseMQConnectionFactory factory = factory()) {
            return told(new LeaseMQMetrics(factory));
        }
    }

    /** As programs elsewhere have it. */
    LeaseMQConnectionFactory factory() {
        return new LeaseMQConnectionFactory(
                "leasemq:tcp://127.0.0.1:" + server.uri().getPort());
    }

    private static String told(LeaseMQMetrics made) {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        try (LeaseMQMetrics metrics = made) {
            metrics.bindTo(registry);
            return registry.scrape();
        } finally {
            registry.close();
        }
    }

    @Override
    public void close() {
        handle.close();
        server.close();
        engines.closeAll();
    }
}
