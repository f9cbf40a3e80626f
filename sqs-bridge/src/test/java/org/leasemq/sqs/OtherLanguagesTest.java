package org.leasemq.sqs;

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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Clients in other languages, where they are installed: boto3 and the AWS CLI (those that Debian has speak the Query
 * protocol), and with {@code -Dleasemq.clients=true} the SDK for JavaScript, which is downloaded.
 */
@Timeout(300)
class OtherLanguagesTest extends BridgeFixture {
    private static final Path SAMPLES = Path.of("../samples");

    @TempDir
    private Path directory;

    private static boolean works(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getInputStream().readAllBytes();
            return process.waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private String run(Path where, String... command) throws Exception {
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).directory(where.toFile());
        builder.environment()
                .putAll(Map.of(
                        "SQS_ENDPOINT",
                        server.uri().toString(),
                        "AWS_ACCESS_KEY_ID",
                        "any",
                        "AWS_SECRET_ACCESS_KEY",
                        "any",
                        "AWS_DEFAULT_REGION",
                        "us-east-1",
                        "AWS_PAGER",
                        ""));
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertEquals(0, process.waitFor(), () -> String.join(" ", command) + ":\n" + output);
        return output;
    }

    private String aws(String... arguments) throws Exception {
        List<String> command =
                new ArrayList<>(List.of("aws", "--endpoint-url", server.uri().toString(), "--output", "text", "sqs"));
        command.addAll(List.of(arguments));
        return run(directory, command.toArray(String[]::new)).strip();
    }

    @Test
    void pythonRunsTheExampleOfEveryIntroduction() throws Exception {
        assumeTrue(works("python3", "-c", "import boto3"), "boto3 is not installed");
        String output = run(SAMPLES.resolve("python-boto3"), "python3", "hello.py");
        assertTrue(output.contains("received Hello from Python by Ada\ndeleted"), output);
    }

    @Test
    void theCommandLineOfAwsWorks() throws Exception {
        assumeTrue(works("aws", "--version"), "the AWS CLI is not installed");
        String url = aws(
                "create-queue",
                "--queue-name",
                "cli.fifo",
                "--attributes",
                "FifoQueue=true,ContentBasedDeduplication=true",
                "--query",
                "QueueUrl");
        assertEquals(server.uri() + "/000000000000/cli.fifo", url);
        aws("send-message", "--queue-url", url, "--message-body", "a & <b>", "--message-group-id", "g");
        String[] received = aws(
                        "receive-message",
                        "--queue-url",
                        url,
                        "--wait-time-seconds",
                        "10",
                        "--query",
                        "Messages[0].[ReceiptHandle,Body]")
                .split("\t", -1);
        assertEquals("a & <b>", received[1]);
        aws("delete-message", "--queue-url", url, "--receipt-handle", received[0]);
        assertTrue(aws("get-queue-attributes", "--queue-url", url, "--attribute-names", "All")
                .contains("cli.fifo"));
    }

    @Test
    void nodeRunsItsExample() throws Exception {
        assumeTrue(Boolean.getBoolean("leasemq.clients"), "needs -Dleasemq.clients=true, which downloads");
        for (String file : List.of("hello.mjs", "package.json")) {
            Files.copy(SAMPLES.resolve("node-sqs").resolve(file), directory.resolve(file));
        }
        run(directory, "npm", "install", "--no-audit", "--no-fund");
        assertTrue(run(directory, "node", "hello.mjs").contains("received Hello from Node\ndeleted"));
    }
}
