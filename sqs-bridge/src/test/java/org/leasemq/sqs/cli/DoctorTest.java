package org.leasemq.sqs.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.jms.JMSContext;
import jakarta.jms.Topic;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.leasemq.embedded.EmbeddedEngines;
import org.leasemq.jms.LeaseMQConnectionFactory;
import org.leasemq.options.ConnectionUrl;
import org.leasemq.sqs.server.ServerSettings;
import org.leasemq.sqs.server.SqsServer;

/** A database that does not open any more is examined, and what is whole is carried over to another. */
class DoctorTest {
    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(Path data, String... arguments) {
        String[] all = Stream.concat(Stream.of(arguments), Stream.of("--data", data.toString()))
                .toArray(String[]::new);
        return CommandLineRun.run(out, err, all);
    }

    /** With a queue in it. */
    private void create(Path data) {
        ServerSettings settings = ServerSettings.defaults()
                .listeningOn("127.0.0.1", 0)
                .storedAt(new ConnectionUrl.Directory(data).toString());
        SqsServer.start(settings, EmbeddedEngines.ofServer("leasemq-test")).close();
        assertEquals(0, run(data, "queue", "create", "orders"));
    }

    private static void copy(Path from, Path to) throws IOException {
        for (Path file : all(from)) {
            Files.copy(file, to.resolve(from.relativize(file).toString()));
        }
    }

    private static List<Path> all(Path from) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            return files.toList();
        }
    }

    private static void remove(Path victim) throws IOException {
        for (Path file : all(victim).stream().sorted(Comparator.reverseOrder()).toList()) {
            Files.delete(file);
        }
    }

    @Test
    void whatIsWholeInADatabaseThatDoesNotOpenIsExportedForImport() throws IOException {
        Path data = directory.resolve("odd ?% data");
        Path made = directory.resolve("made");
        Files.createDirectory(made);
        assertEquals(1, run(data, "doctor"));
        assertFalse(Files.exists(data));
        Path older = directory.resolve("older");
        create(data);
        assertEquals(0, run(data, "send", "orders", "first"));
        copy(data.resolve("database"), older);
        assertEquals(0, run(data, "send", "orders", "second"));
        assertEquals(0, run(data, "doctor"));
        assertTrue(out.toString().contains("all 2 messages could be read"), out::toString);

        remove(data.resolve("database"));
        Files.move(older, data.resolve("database"));
        assertEquals(1, run(data, "peek", "orders"));
        assertTrue(err.toString().contains("were acknowledged"), err::toString);
        Path files = directory.resolve("files");
        assertEquals(1, run(data, "doctor", "--export", files.toString(), "--scratch", made.toString()));
        assertTrue(out.toString().contains("The database is damaged"), out::toString);
        assertTrue(out.toString().contains("are missing"), out::toString);
        assertEquals(List.of(made), all(made));

        Path fresh = directory.resolve("fresh");
        create(fresh);
        assertEquals(
                0, run(fresh, "import", "orders", files.resolve("orders.jsonl").toString()));
        assertEquals(0, run(fresh, "receive", "orders"));
        assertTrue(out.toString().contains("first"), out::toString);
    }

    @Test
    void whatClientsDoNotSeeIsExportedAsWell() throws IOException {
        Path data = directory.resolve("data");
        try (LeaseMQConnectionFactory factory =
                        new LeaseMQConnectionFactory(new ConnectionUrl.Directory(data).toString());
                JMSContext context = factory.createContext()) {
            Topic news = context.createTopic("news");
            context.createSharedDurableConsumer(news, "archive").close();
            context.createProducer().send(news, "published");
            context.createProducer().send(context.createQueue("odd \u00fc/name"), "sent");
        }
        Path files = directory.resolve("files");
        assertEquals(0, run(data, "doctor", "--export", files.toString()), err::toString);
        assertEquals(
                List.of("odd___name.jsonl", "shared-durable__archive.jsonl"),
                all(files).stream()
                        .filter(Files::isRegularFile)
                        .map(file -> file.getFileName().toString())
                        .sorted()
                        .toList());
        create(directory.resolve("fresh"));
        for (Path file : all(files).stream().filter(Files::isRegularFile).toList()) {
            assertEquals(0, run(directory.resolve("fresh"), "import", "orders", file.toString()), err::toString);
        }
        assertEquals(0, run(directory.resolve("fresh"), "peek", "orders"));
        assertTrue(out.toString().contains("published") && out.toString().contains("sent"), out::toString);
    }

    @Test
    void aQueueThatCannotBeWrittenKeepsNoOtherFromIt() throws IOException {
        Path data = directory.resolve("data");
        String longest = "\u00fc".repeat(996);
        List<String> queues = List.of("bad", longest + "/a", longest + "/b", longest + "/B", "..", "z");
        try (LeaseMQConnectionFactory factory =
                        new LeaseMQConnectionFactory(new ConnectionUrl.Directory(data).toString());
                JMSContext context = factory.createContext()) {
            queues.forEach(queue -> context.createProducer().send(context.createQueue(queue), "in " + queue));
        }
        Path files = directory.resolve("files");
        Files.createDirectories(files.resolve("bad.jsonl"));
        assertEquals(1, run(data, "doctor", "--export", files.toString()));
        assertTrue(err.toString().contains("Not written, or not completely: queue 'bad'"), err::toString);
        List<Path> written = all(files).stream().filter(Files::isRegularFile).toList();
        assertEquals(queues.size() - 1, written.size());
        for (Path file : written) {
            assertEquals(files, file.getParent());
            assertTrue(file.getFileName().toString().length() <= 200, file::toString);
            String line = Files.readString(file);
            assertTrue(
                    queues.stream()
                            .anyMatch(queue -> line.contains("\"Queue\":\"" + queue + "\"")
                                    && line.contains("\"Body\":\"in " + queue + "\"")),
                    line);
        }
    }
}
