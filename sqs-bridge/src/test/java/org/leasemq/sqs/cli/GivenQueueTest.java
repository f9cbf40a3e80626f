package org.leasemq.sqs.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.leasemq.embedded.EngineHandle;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.model.Body;
import org.leasemq.engine.model.Message;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.model.RedrivePolicy;
import org.leasemq.options.ConnectionUrl;
import org.leasemq.sqs.BridgeFixture;
import org.leasemq.sqs.cli.api.GivenQueue;
import org.leasemq.sqs.queue.QueueUrls;
import picocli.CommandLine;

/** A queue is the one that was named, whatever is in its name. */
class GivenQueueTest extends BridgeFixture {
    /** Whose last part, or what becomes of it when it is decoded, is the name of another. */
    private static final List<String> NAMES = List.of("jms/orders", "orders/", "/orders", "ord%65rs", "a b/orders");

    @TempDir
    private Path folder;

    private EngineHandle handle;
    private LeaseEngine engine;

    @BeforeEach
    void open() {
        ConnectionUrl url = ConnectionUrl.parse(place);
        handle = engines.open(url.place(), url.options());
        engine = handle.engine();
        fill("orders");
    }

    @AfterEach
    void close() {
        handle.close();
    }

    private void fill(String queue) {
        engine.createQueue(queue, QueueAttributes.standardQueue()).await();
        engine.send(queue, List.of(Message.of(Body.text("m")))).await().get(0).get();
    }

    private String[] atServer(String... arguments) {
        List<String> all = new ArrayList<>(Arrays.asList(arguments));
        all.addAll(List.of("--url", server.uri().toString()));
        return all.toArray(String[]::new);
    }

    private long available(String queue) {
        return engine.statistics(queue).await().available();
    }

    /** Each command that takes a queue, for one that is not there. */
    private List<String[]> commands(String queue) throws IOException {
        Path file = Files.writeString(folder.resolve("policy"), "{}");
        Path lines = Files.writeString(folder.resolve("lines"), "{\"Body\":\"x\"}\n");
        return List.of(
                new String[] {"queue", "show", queue},
                new String[] {"queue", "attributes", queue, "VisibilityTimeout=7"},
                new String[] {"queue", "tag", queue, "a=b"},
                new String[] {"queue", "untag", queue, "a"},
                new String[] {"queue", "policy", queue},
                new String[] {"queue", "policy", queue, file.toString()},
                new String[] {"queue", "purge", queue},
                new String[] {"queue", "delete", queue},
                new String[] {"send", queue, "x"},
                new String[] {"receive", queue},
                new String[] {"peek", queue},
                new String[] {"why", queue, "00000000-0000-0000-0000-000000000000"},
                new String[] {"groups", queue},
                new String[] {"messages", "delete", queue, "1"},
                new String[] {"messages", "release", queue, "1"},
                new String[] {"messages", "move", queue, "1"},
                new String[] {"messages", "move", "orders", "1", "--to", queue},
                new String[] {"move", queue},
                new String[] {"move", "orders", queue},
                new String[] {"export", queue},
                new String[] {"import", queue, lines.toString()});
    }

    @Test
    void aQueueThatIsNotThereIsToldByItsNameAndNoOtherIsTaken() throws IOException {
        for (String name : NAMES) {
            for (String[] command : commands(name)) {
                String told = Commands.refused(atServer(command));
                assertTrue(told.contains("There is no queue named '" + name + "'"), () -> List.of(command) + told);
                assertEquals(1, available("orders"), () -> String.join(" ", command));
            }
        }
        String url = server.uri() + "/000000000000/none";
        assertTrue(Commands.refused(atServer("queue", "purge", url)).contains("'" + url + "'"));
    }

    @Test
    void whateverIsInANameTheQueueOfThatNameIsTaken() throws IOException {
        for (String name : NAMES) {
            fill(name);
            assertEquals("m\n", Commands.text(atServer("receive", name, "--delete")));
            Commands.text(atServer("send", name, "sent"));
            assertEquals(1, Commands.list(atServer("peek", name, "--json")).size());
            String url = server.uri() + "/000000000000/" + QueueUrls.named(name);
            Commands.text(atServer("queue", "purge", url));
            assertEquals(0, available(name));
            Path file = folder.resolve("file");
            Commands.text(atServer("export", "orders", "-o", file.toString()));
            Commands.text(atServer("import", name, file.toString()));
            String number = Commands.list(atServer("peek", name, "--json"))
                    .get(0)
                    .get("SequenceNumber")
                    .toString();
            Commands.text(atServer("messages", "move", name, number, "--to", "orders"));
            assertEquals(2, available("orders"));
            String arn = "arn:aws:sqs:us-east-1:000000000000:" + name;
            assertFalse(Commands.text(atServer("queue", "show", arn)).isEmpty());
            Commands.text(atServer("queue", "delete", name));
            assertTrue(engine.findQueue(name).await().isEmpty());
            engine.purge("orders").await();
            fill("orders");
        }
    }

    @Test
    void deadLettersAreMovedToTheQueueOfThatName() {
        fill("jms/dead");
        engine.createQueue("source", QueueAttributes.standardQueue().withRedrive(new RedrivePolicy("jms/dead", 3)))
                .await();
        engine.createQueue("jms/orders", QueueAttributes.standardQueue()).await();
        String moved = Commands.text(atServer("move", "jms/dead", "jms/orders"));
        assertEquals("COMPLETED, 1 moved\n", moved);
        assertEquals(1, available("jms/orders"));
        assertEquals(1, available("orders"));
    }

    @Test
    void queuesAreListedByNamesThatCommandsTake() throws IOException {
        fill("jms/orders");
        List<Object> names = Commands.list(atServer("queue", "list", "--json")).stream()
                .map(queue -> queue.get("QueueName"))
                .toList();
        assertEquals(List.of("jms/orders", "orders"), names);
    }

    @Test
    void aUrlOrAPathIsReadFromTheAccountOnAndABareNameAsAWhole() {
        assertEquals("jms/orders", QueueUrls.nameOf("http://here/000000000000/jms/orders"));
        assertEquals("jms/orders", QueueUrls.nameOf("http://here/000000000000/jms%2Forders"));
        assertEquals("orders", QueueUrls.nameOf("https://here/sqs/000000000000/orders/"));
        assertEquals("000000000000", QueueUrls.accountOf("https://here/sqs/000000000000/orders/"));
        assertEquals("000000000000", QueueUrls.accountOf("http://here/000000000000/jms/orders"));
        assertEquals("orders", QueueUrls.nameOf("/queue/orders"));
        assertNull(QueueUrls.accountOf("/queue/orders"));
        assertEquals("orders", QueueUrls.nameOf("http://here/000000000000/orders"));
        assertEquals("jms/orders", QueueUrls.nameOf("jms/orders"));
        assertEquals("000000000000", QueueUrls.nameOf("http://here/000000000000"));
        assertNull(QueueUrls.nameOf("http://here"));
        assertNull(QueueUrls.nameOf("http://here/"));
        assertNull(QueueUrls.nameOf(""));
    }

    @Test
    void everyCommandTakesItsQueuesAsThese() {
        List<String> queues = commands(Main.commandLine())
                .filter(line -> !line.getCommandName().equals("create"))
                .flatMap(line -> line.getCommandSpec().args().stream())
                .filter(argument -> argument.paramLabel().contains("QUEUE")
                        || argument.paramLabel().equals("DESTINATION"))
                .filter(argument -> !argument.paramLabel().contains("FILE"))
                .map(argument -> argument.type().getSimpleName())
                .toList();
        assertEquals(21, queues.size());
        assertEquals(
                List.of(GivenQueue.class.getSimpleName()),
                queues.stream().distinct().toList());
    }

    private static Stream<CommandLine> commands(CommandLine line) {
        return Stream.concat(
                Stream.of(line), line.getSubcommands().values().stream().flatMap(GivenQueueTest::commands));
    }
}
