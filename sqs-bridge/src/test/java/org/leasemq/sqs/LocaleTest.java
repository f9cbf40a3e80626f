package org.leasemq.sqs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.leasemq.process.QueueServer;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** The server and the command line where numbers are written with digits of their own: Egypt's. */
@Timeout(120)
class LocaleTest {
    private static final String SECRET = "secret";

    @TempDir
    Path directory;

    private Process start(String... arguments) throws IOException {
        return QueueServer.program(arguments)
                .with("-Duser.language=ar", "-Duser.country=EG", "-Duser.extensions=u-nu-arab")
                .start(Redirect.to(directory.resolve("errors.log").toFile()));
    }

    private String run(String... arguments) throws IOException, InterruptedException {
        Process process = start(arguments);
        String said = process.inputReader().lines().collect(Collectors.joining("\n"));
        assertEquals(0, process.waitFor(), said + Files.readString(directory.resolve("errors.log")));
        return said;
    }

    @Test
    void theWireAndTheCommandLineAreAsElsewhere() throws Exception {
        Path config = directory.resolve("leasemq.yaml");
        Files.writeString(
                config,
                """
                    port: 0
                    access-keys:
                      - id: AKTEST
                        secret: secret
                        account: "000000000000"
                        user: tester
                    """ + "data: " + directory.resolve("data") + "\naccess-log: " + directory.resolve("access.log") + "\n");
        Process server = start("serve", "--config", config.toString());
        try {
            URI uri = QueueServer.uri(server, directory.resolve("errors.log"));
            try (SqsClient sqs = BridgeFixture.client(uri, "AKTEST", SECRET)) {
                use(sqs);
            }
            String shown = run(
                    "queue",
                    "show",
                    "orders",
                    "--url",
                    uri.toString(),
                    "--access-key",
                    "AKTEST",
                    "--secret-key-file",
                    Files.writeString(directory.resolve("secret"), SECRET).toString());
            assertTrue(shown.contains("77"), shown);
        } finally {
            server.destroy();
            server.waitFor();
        }
        assertTrue(read(directory.resolve("access.log")).contains("HTTP/1.1\" 200"));
        String data = directory.resolve("data").toString();
        assertTrue(run("doctor", "--data", data).contains("all 1 messages could be read"));
        assertTrue(run("receive", "orders", "--data", data).contains("second"));
    }

    private static void use(SqsClient sqs) {
        String url = sqs.createQueue(request ->
                        request.queueName("orders").attributes(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "77")))
                .queueUrl();
        sqs.sendMessage(request -> request.queueUrl(url).messageBody("first"));
        Message message = sqs.receiveMessage(
                        request -> request.queueUrl(url).messageSystemAttributeNames(MessageSystemAttributeName.ALL))
                .messages()
                .get(0);
        assertEquals(
                "1", message.attributes().get(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT), message::toString);
        assertTrue(
                message.attributes()
                        .get(MessageSystemAttributeName.SENT_TIMESTAMP)
                        .matches("[0-9]{13}"),
                message::toString);
        sqs.deleteMessage(request -> request.queueUrl(url).receiptHandle(message.receiptHandle()));
        sqs.sendMessage(request -> request.queueUrl(url).messageBody("second"));
        var attributes = sqs.getQueueAttributes(request -> request.queueUrl(url).attributeNames(QueueAttributeName.ALL))
                .attributes();
        assertEquals("77", attributes.get(QueueAttributeName.VISIBILITY_TIMEOUT));
        assertEquals("1", attributes.get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
