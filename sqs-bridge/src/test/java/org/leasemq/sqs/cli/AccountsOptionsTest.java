package org.leasemq.sqs.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.leasemq.embedded.EmbeddedEngines;
import org.leasemq.sqs.server.OnDifference;
import org.leasemq.sqs.server.ServerException;
import org.leasemq.sqs.server.ServerSettings;
import org.leasemq.sqs.server.ServerSettings.QueueToCreate;
import org.leasemq.sqs.server.SqsServer;
import picocli.CommandLine;

/** The command line and the configuration on queues of several accounts and regions. */
class AccountsOptionsTest {
    private static final String ELSEWHERE = "arn:aws:sqs:eu-west-1:111122223333:orders";
    /** Of the account that databases without a server are taken to belong to. */
    private static final String USUAL = "arn:aws:sqs:us-east-1:000000000000:orders";

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private SqsServer server;

    private SqsServer start(List<String> queues) {
        return SqsServer.start(
                ServerSettings.defaults()
                        .listeningOn("127.0.0.1", 0)
                        .storedAt("leasemq:derby:" + data())
                        .of("999999999999", "eu-central-1")
                        .withQueues(queues.stream()
                                .map(name -> new QueueToCreate(
                                        name, Map.of("DelaySeconds", "3"), Map.of(), OnDifference.REFUSE))
                                .toList()),
                EmbeddedEngines.ofServer("leasemq-test"));
    }

    @BeforeEach
    void start() {
        server = start(List.of("orders", ELSEWHERE, USUAL));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Path data() {
        return directory.resolve("data");
    }

    private int run(String... arguments) {
        return CommandLineRun.run(out, err, arguments);
    }

    private String arn(String... where) {
        assertEquals(0, run(with(where, "queue", "show", "orders")), err::toString);
        return out.toString()
                .lines()
                .filter(line -> line.startsWith("QueueArn"))
                .findFirst()
                .orElseThrow()
                .replaceFirst("QueueArn *", "")
                .strip();
    }

    @Test
    void namesAreThoseOfAnAccountAndARegion() {
        String url = server.uri().toString();
        String home = "arn:aws:sqs:eu-central-1:999999999999:orders";
        assertEquals(home, arn("--url", url));
        assertEquals(ELSEWHERE, arn("--url", url, "--account", "111122223333", "--region", "eu-west-1"));
        assertEquals(0, run("queue", "show", ELSEWHERE, "--url", url));
        assertEquals(1, run("queue", "show", "orders", "--url", url, "--region", "eu-west-1"));
        assertEquals(1, run("queue", "show", "orders", "--url", url, "--region", "eu west"));
        assertTrue(err.toString().contains("is no region"), err::toString);
        assertEquals(1, run("queue", "show", "orders", "--url", url, "--account", "1"));
        assertTrue(err.toString().contains("is no account"), err::toString);
        server.close();
        String data = data().toString();
        assertEquals(ELSEWHERE, arn("--data", data, "--account", "111122223333", "--region", "eu-west-1"));
        assertEquals(home, arn("--data", data));
        assertEquals(USUAL, arn("--data", data, "--account", "000000000000"));
    }

    @Test
    void aServerIsToldWhereItIsAtHome() throws IOException {
        Path config = Files.writeString(directory.resolve("c.yaml"), "account: '222222222222'\nregion: local\n");
        Serve serve = new Serve();
        new CommandLine(serve).parseArgs("--config", config.toString(), "--account", "111122223333");
        assertEquals("111122223333", serve.settings().account());
        assertEquals("local", serve.settings().region());
    }

    @Test
    void lettersElsewhereAreMovedBack() {
        String[] there = {"--url", server.uri().toString(), "--account", "111122223333", "--region", "eu-west-1"};
        assertEquals(0, run(with(there, "queue", "create", "dead")));
        String policy = "{\"deadLetterTargetArn\":\"arn:aws:sqs:eu-west-1:111122223333:dead\",\"maxReceiveCount\":1}";
        assertEquals(0, run(with(there, "queue", "attributes", "orders", "RedrivePolicy=" + policy)));
        assertEquals(0, run(with(there, "send", "dead", "direct")));
        assertEquals(0, run(with(there, "move", "dead", "orders")), err::toString);
        assertTrue(out.toString().contains("COMPLETED, 1 moved"), out::toString);
    }

    private static String[] with(String[] there, String... command) {
        String[] all = Arrays.copyOf(command, command.length + there.length);
        System.arraycopy(there, 0, all, command.length, there.length);
        return all;
    }

    @Test
    void theDoctorTellsQueuesApartAndExportsEach() throws Exception {
        String url = server.uri().toString();
        assertEquals(0, run("send", "orders", "at home", "--url", url));
        assertEquals(0, run("send", ELSEWHERE, "elsewhere", "--url", url));
        assertEquals(0, run("send", USUAL, "usual", "--url", url));
        server.close();
        Path export = directory.resolve("export");
        assertEquals(0, run("doctor", "--data", data().toString(), "--export", export.toString()), err::toString);
        assertTrue(out.toString().contains(ELSEWHERE), out::toString);
        assertTrue(Files.readString(export.resolve("orders.jsonl")).contains("at home"));
        assertTrue(Files.readString(export.resolve(ELSEWHERE.replace(':', '_') + ".jsonl"))
                .contains("elsewhere"));
        assertTrue(Files.readString(export.resolve(USUAL.replace(':', '_') + ".jsonl"))
                .contains("usual"));
        assertFalse(out.toString().contains("at:"), out::toString);
    }

    @Test
    void queuesOfTheConfigurationAreFoundAgainWhereverTheyAre() {
        server.close();
        server = start(List.of("orders", ELSEWHERE, USUAL));
        server.close();
        ServerException refused =
                assertThrows(ServerException.class, () -> start(List.of("arn:aws:sqs:eu-west-1:1111:orders")));
        assertTrue(refused.getMessage().contains("no ARN"), refused::getMessage);
    }
}
