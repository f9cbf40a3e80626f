package org.leasemq.tck.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.leasemq.tck.clients.Programs.AWS;
import static org.leasemq.tck.clients.Programs.PYTHON;
import static org.leasemq.tck.clients.Programs.SOURCES;

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

/**
 * Programs in Python and JavaScript, where they are installed: boto3, the AWS CLI and Celery as Debian has them (their
 * boto3 and CLI speak the Query protocol), and with {@code -Dleasemq.clients=true} what is downloaded from npm.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class ProgramsTest {
    private static final Path SAMPLES = Path.of("../../samples").toAbsolutePath();

    private final LocalServer server = new LocalServer();
    private final SqsClient sqs = Sdk.configured(SqsClient.builder(), server);

    private final Programs programs;
    private final Path directory;

    ProgramsTest(@TempDir Path directory) {
        this.directory = directory;
        this.programs = new Programs(server, directory);
    }

    @AfterEach
    void stop() {
        programs.close();
        sqs.close();
        server.close();
    }

    private String aws(String... arguments) throws Exception {
        List<String> command =
                new ArrayList<>(List.of(AWS, "--endpoint-url", server.uri().toString(), "--output", "text"));
        command.addAll(List.of(arguments));
        return programs.run(Map.of(), command.toArray(String[]::new));
    }

    @Test
    void boto3GoesThroughTheApi() throws Exception {
        assumeTrue(programs.works(PYTHON, "-c", "import boto3"), "boto3 is not installed");
        assertEquals("round done", programs.run(Map.of(), PYTHON, "-m", "round"));
    }

    @Test
    void theCommandLineOfAwsPublishesAndReceives() throws Exception {
        assumeTrue(programs.works(AWS, "--version"), "the AWS CLI is not installed");
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

    @Test
    void theCommandLineOfAwsSendsToAFifoQueue() throws Exception {
        assumeTrue(programs.works(AWS, "--version"), "the AWS CLI is not installed");
        String attributes = "FifoQueue=true,ContentBasedDeduplication=true";
        String url = aws("sqs", "create-queue", "--queue-name", "cli.fifo", "--attributes", attributes);
        assertEquals(server.uri() + "/" + LocalServer.ACCOUNT + "/cli.fifo", url);
        aws("sqs", "send-message", "--queue-url", url, "--message-body", "a & <b>", "--message-group-id", "g");
        String handleAndBody = "Messages[0].[ReceiptHandle,Body]";
        String[] received = aws("sqs", "receive-message", "--queue-url", url, "--query", handleAndBody)
                .split("\t", -1);
        assertEquals("a & <b>", received[1]);
        aws("sqs", "delete-message", "--queue-url", url, "--receipt-handle", received[0]);
        assertEquals(0, Sdk.messages(sqs, url));
    }

    /** With queues that Celery creates, and with one that is named to it, on which it changes visibilities as well. */
    @ParameterizedTest
    @ValueSource(strings = {"", "predefined"})
    void celeryWorksOffTasks(String predefined) throws Exception {
        assumeTrue(
                programs.works(PYTHON, "-c", "import boto3, celery, pycurl"),
                "Celery, boto3 or pycurl is not installed");
        Map<String, String> environment = Map.of("PREDEFINED", predefined);
        programs.run(environment, PYTHON, "-m", "tasks");
        String results =
                sqs.getQueueUrl(request -> request.queueName("results")).queueUrl();
        Set<String> expected = new TreeSet<>(Set.of("2 + 3 = 5", "retried 2"));
        if (!predefined.isEmpty()) {
            expected.add("rejected once");
        }
        programs.start(
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
        Set<String> heard = new TreeSet<>();
        while (heard.size() < expected.size()) {
            Message message = Sdk.await(sqs, results);
            heard.add(message.body());
            sqs.deleteMessage(request -> request.queueUrl(results).receiptHandle(message.receiptHandle()));
        }
        assertEquals(expected, heard);
        String name = predefined.isEmpty() ? "celery" : predefined;
        Sdk.awaitEmpty(sqs, sqs.getQueueUrl(request -> request.queueName(name)).queueUrl());
    }

    @Test
    void theSampleOfPythonRuns() throws Exception {
        assumeTrue(programs.works(PYTHON, "-c", "import boto3"), "boto3 is not installed");
        String output = programs.run(
                Map.of(), PYTHON, SAMPLES.resolve("python-boto3/hello.py").toString());
        assertTrue(output.endsWith("received Hello from Python by Ada\ndeleted"), output);
    }

    @Test
    void theSampleOfNodeRuns() throws Exception {
        assumeTrue(Boolean.getBoolean("leasemq.clients"), "needs -Dleasemq.clients=true, which downloads");
        String output = node(SAMPLES.resolve("node-sqs"), "hello.mjs");
        assertTrue(output.endsWith("received Hello from Node\ndeleted"), output);
    }

    private String node(Path sources, String program) throws Exception {
        for (String file : List.of(program, "package.json")) {
            Files.copy(sources.resolve(file), directory.resolve(file));
        }
        programs.run(Map.of(), "npm", "install", "--no-audit", "--no-fund");
        return programs.run(Map.of(), "node", program);
    }

    @Test
    void consumersOfNodeReceiveDeleteAndGiveBack() throws Exception {
        assumeTrue(Boolean.getBoolean("leasemq.clients"), "needs -Dleasemq.clients=true, which downloads");
        List<String> lines =
                node(SOURCES.resolve("node"), "consume.mjs").lines().toList();
        assertEquals(Set.of("singles one 1", "singles two 1", "singles two 2"), Set.copyOf(lines.subList(0, 3)));
        assertEquals(List.of("singles left 0", "batch a b c", "batches left 0"), lines.subList(3, lines.size()));
        assertTrue(lines.indexOf("singles two 1") < lines.indexOf("singles two 2"));
    }
}
