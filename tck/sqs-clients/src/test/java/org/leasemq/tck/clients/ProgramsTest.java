package org.leasemq.tck.clients;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** Programs in Python and JavaScript, where they are installed: boto3, the AWS CLI and Celery as Debian has them. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class ProgramsTest {
    /** Debian's; another may come first in the path. */
    private static final String PYTHON = "/usr/bin/python3";

    private static final String AWS = "/usr/bin/aws";
    private static final Path SOURCES = Path.of("src/test").toAbsolutePath();

    private final LocalServer server = new LocalServer();
    private final SqsClient sqs = Sdk.configured(SqsClient.builder(), server);

    @TempDir
    private Path directory;

    @AfterEach
    void stop() {
        sqs.close();
        server.close();
    }

    private Process start(Map<String, String> environment, String... command) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).directory(directory.toFile());
        builder.environment()
                .putAll(Map.of(
                        "SQS_ENDPOINT",
                        server.uri().toString(),
                        "AWS_ACCESS_KEY_ID",
                        "any",
                        "AWS_SECRET_ACCESS_KEY",
                        "any",
                        "AWS_DEFAULT_REGION",
                        LocalServer.REGION,
                        "AWS_REGION",
                        LocalServer.REGION,
                        "AWS_PAGER",
                        "",
                        "PYTHONPATH",
                        SOURCES.resolve("python").toString(),
                        "PYTHONDONTWRITEBYTECODE",
                        "1"));
        builder.environment().putAll(environment);
        return builder.start();
    }

    private String run(Map<String, String> environment, String... command) throws Exception {
        Process process = start(environment, command);
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertEquals(0, process.waitFor(), () -> String.join(" ", command) + ":\n" + output);
        return output.strip();
    }

    private boolean works(String... command) throws Exception {
        try {
            Process process = start(Map.of(), command);
            process.getInputStream().readAllBytes();
            return process.waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private String aws(String... arguments) throws Exception {
        List<String> command =
                new ArrayList<>(List.of(AWS, "--endpoint-url", server.uri().toString(), "--output", "text"));
        command.addAll(List.of(arguments));
        return run(Map.of(), command.toArray(String[]::new));
    }

    @Test
    void boto3GoesThroughTheApi() throws Exception {
        assumeTrue(works(PYTHON, "-c", "import boto3"), "boto3 is not installed");
        assertEquals("round done", run(Map.of(), PYTHON, "-m", "round"));
    }

    @Test
    void theCommandLineOfAwsPublishesAndReceives() throws Exception {
        assumeTrue(works(AWS, "--version"), "the AWS CLI is not installed");
        String url = aws("sqs", "create-queue", "--queue-name", "cli", "--query", "QueueUrl");
        String topic = aws("sns", "create-topic", "--name", "cli", "--query", "TopicArn");
        aws(
                "sns",
                "subscribe",
                "--topic-arn",
                topic,
                "--protocol",
                "sqs",
                "--attributes",
                "RawMessageDelivery=true",
                "--notification-endpoint",
                LocalServer.arn("sqs", "cli"));
        aws("sns", "publish", "--topic-arn", topic, "--message", "a & <b>");
        String body = aws(
                "sqs",
                "receive-message",
                "--queue-url",
                url,
                "--wait-time-seconds",
                "20",
                "--query",
                "Messages[0].Body");
        assertEquals("a & <b>", body);
    }

    /** With queues that Celery creates, and with one that is named to it, on which it changes visibilities as well. */
    @ParameterizedTest
    @ValueSource(strings = {"", "predefined"})
    void celeryWorksOffTasks(String predefined) throws Exception {
        assumeTrue(works(PYTHON, "-c", "import boto3, celery, pycurl"), "Celery, boto3 or pycurl is not installed");
        Map<String, String> environment = Map.of("PREDEFINED", predefined);
        run(environment, PYTHON, "-m", "tasks");
        String results =
                sqs.getQueueUrl(request -> request.queueName("results")).queueUrl();
        Set<String> expected = new TreeSet<>(Set.of("2 + 3 = 5", "retried 2"));
        if (!predefined.isEmpty()) {
            expected.add("rejected once");
        }
        Process worker = start(
                environment,
                PYTHON,
                "-m",
                "celery",
                "--app",
                "tasks",
                "worker",
                "--pool",
                "solo",
                "--loglevel",
                "WARNING");
        try {
            Set<String> heard = new TreeSet<>();
            while (heard.size() < expected.size()) {
                Message message = Sdk.await(sqs, results);
                heard.add(message.body());
                sqs.deleteMessage(request -> request.queueUrl(results).receiptHandle(message.receiptHandle()));
            }
            assertEquals(expected, heard);
        } finally {
            // The worker ends what it does, and acknowledges it.
            worker.toHandle().destroy();
            String output = new String(worker.getInputStream().readAllBytes(), UTF_8);
            assertEquals(0, worker.waitFor(), output);
        }
        String name = predefined.isEmpty() ? "celery" : predefined;
        String url = sqs.getQueueUrl(request -> request.queueName(name)).queueUrl();
        assertEquals(0, Sdk.messages(sqs, url));
    }

    @Test
    void consumersOfNodeReceiveDeleteAndGiveBack() throws Exception {
        assumeTrue(Boolean.getBoolean("leasemq.clients"), "needs -Dleasemq.clients=true, which downloads");
        for (String file : List.of("consume.mjs", "package.json")) {
            Files.copy(SOURCES.resolve("node").resolve(file), directory.resolve(file));
        }
        run(Map.of(), "npm", "install", "--no-audit", "--no-fund");
        List<String> lines = run(Map.of(), "node", "consume.mjs").lines().toList();
        assertEquals(Set.of("singles one 1", "singles two 1", "singles two 2"), Set.copyOf(lines.subList(0, 3)));
        assertEquals(List.of("singles left 0", "batch a b c", "batches left 0"), lines.subList(3, lines.size()));
        assertTrue(lines.indexOf("singles two 1") < lines.indexOf("singles two 2"));
    }
}
