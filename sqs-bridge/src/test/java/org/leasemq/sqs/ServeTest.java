package org.leasemq.sqs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.leasemq.process.QueueServer;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** The server as a process of its own, with a configuration file, ended by SIGTERM and started again. */
@Timeout(120)
class ServeTest {
    @TempDir
    private Path directory;

    private Process start() throws IOException {
        Path config = directory.resolve("leasemq.yaml");
        Files.writeString(
                config,
                "port: 0\ndata: " + directory.resolve("data")
                        + """

                        access-log: %s
                        queues:
                          - name: dead
                          - name: orders
                            attributes:
                              VisibilityTimeout: 600
                              RedrivePolicy: '{"deadLetterTargetArn":"arn:aws:sqs:us-east-1:000000000000:dead","maxReceiveCount":3}'
                            tags:
                              team: payments
                        """.replace("%s", directory.resolve("access.log").toString()));
        return QueueServer.program("serve", "--config", config.toString()).start(Redirect.to(log().toFile()));
    }

    private Path log() {
        return directory.resolve("server.log");
    }

    private URI uri(Process server) throws IOException {
        return QueueServer.uri(server, log());
    }

    private static String urlOfOrders(SqsClient sqs) {
        return sqs.getQueueUrl(request -> request.queueName("orders")).queueUrl();
    }

    @Test
    void leasesAndTheirHandlesOutliveTheServerWhichEndsInGoodOrder() throws Exception {
        Process first = start();
        URI uri = uri(first);
        Message message;
        CompletableFuture<HttpResponse<String>> waiting;
        try (SqsClient sqs = BridgeFixture.client(uri, "x", "y")) {
            String url = urlOfOrders(sqs);
            assertEquals(
                    Map.of("team", "payments"),
                    sqs.listQueueTags(request -> request.queueUrl(url)).tags());
            sqs.sendMessage(request -> request.queueUrl(url).messageBody("a"));
            sqs.sendMessage(request -> request.queueUrl(url).messageBody("b"));
            message = sqs.receiveMessage(request -> request.queueUrl(url))
                    .messages()
                    .get(0);
            waiting = HttpClient.newHttpClient()
                    .sendAsync(
                            HttpRequest.newBuilder(URI.create(uri + "/0/dead?Action=ReceiveMessage&WaitTimeSeconds=20"))
                                    .build(),
                            BodyHandlers.ofString());
            while (!metrics(uri).contains("\nsqs_waiting_receives 1\n")) {
                Thread.onSpinWait();
            }
        }
        first.destroy();
        assertEquals(200, waiting.get().statusCode());
        first.onExit().get();
        assertTrue(Files.readString(directory.resolve("access.log")).contains("POST / HTTP/1.1\" 200"));

        Process second = start();
        try (SqsClient sqs = BridgeFixture.client(uri(second), "x", "y")) {
            String url = urlOfOrders(sqs);
            var attributes = sqs.getQueueAttributes(
                            request -> request.queueUrl(url).attributeNames(QueueAttributeName.ALL))
                    .attributes();
            assertEquals("1", attributes.get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES));
            assertEquals("1", attributes.get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE));
            assertEquals("600", attributes.get(QueueAttributeName.VISIBILITY_TIMEOUT));
            sqs.changeMessageVisibility(request ->
                    request.queueUrl(url).receiptHandle(message.receiptHandle()).visibilityTimeout(60));
            sqs.deleteMessage(request -> request.queueUrl(url).receiptHandle(message.receiptHandle()));
            assertEquals(
                    "b",
                    sqs.receiveMessage(request -> request.queueUrl(url))
                            .messages()
                            .get(0)
                            .body());
        } finally {
            second.destroy();
            second.onExit().get();
        }
    }

    private static String metrics(URI uri) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(uri + "/metrics")).build(), BodyHandlers.ofString())
                .body();
    }
}
