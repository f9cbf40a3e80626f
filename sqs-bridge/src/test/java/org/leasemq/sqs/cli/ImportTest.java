package org.leasemq.sqs.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.MessageEOFException;
import jakarta.jms.ObjectMessage;
import jakarta.jms.QueueBrowser;
import jakarta.jms.StreamMessage;
import jakarta.jms.TextMessage;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.leasemq.embedded.EmbeddedEngines;
import org.leasemq.jms.LeaseMQConnectionFactory;
import org.leasemq.options.ConnectionUrl;
import org.leasemq.sqs.server.ServerSettings;
import org.leasemq.sqs.server.SqsServer;

/** What was exported is imported as it was, or refused with words. */
class ImportTest {
    private static final List<String> QUEUES =
            List.of("orders", "Orders", "a/\u00fc:%+ \ud83d\ude00", "x".repeat(300), "odd.fifo");

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        return CommandLineRun.run(out, err, arguments);
    }

    private int imports(String... arguments) {
        return run(Stream.of(Stream.of("import"), Stream.of(arguments), Stream.of("--data", data("fresh")))
                .flatMap(part -> part)
                .toArray(String[]::new));
    }

    private String data(String name) {
        return directory.resolve(name).toString();
    }

    private LeaseMQConnectionFactory factory(String name) {
        return new LeaseMQConnectionFactory(new ConnectionUrl.Directory(directory.resolve(name)).toString());
    }

    private Path file(String... lines) throws IOException {
        return Files.write(directory.resolve("lines.jsonl"), List.of(lines));
    }

    /** With a queue that SQS has made. */
    private void createFresh(String queue, String... attributes) {
        try (LeaseMQConnectionFactory factory = factory("fresh")) {
            factory.createContext().close();
        }
        String[] command = {"queue", "create", queue, "--data", data("fresh")};
        String[] all = Arrays.copyOf(command, command.length + attributes.length);
        System.arraycopy(attributes, 0, all, command.length, attributes.length);
        assertEquals(0, run(all), err::toString);
    }

    private int count(String queue) throws IOException {
        Path file = directory.resolve("counted.jsonl");
        assertEquals(0, run("export", queue, "-o", file.toString(), "--data", data("fresh")), err::toString);
        return Files.readAllLines(file).size();
    }

    private void assertSays(String part) {
        assertTrue(err.toString().contains(part), err::toString);
    }

    @Test
    void whatJakartaMessagingSendsComesBackAsItWas() throws Exception {
        Map<String, List<String>> before;
        try (LeaseMQConnectionFactory factory = factory("data");
                JMSContext context = factory.createContext()) {
            for (String queue : QUEUES) {
                sendAll(context, queue);
            }
            before = seen(context);
        }
        Path files = directory.resolve("files");
        assertEquals(0, run("doctor", "--export", files.toString(), "--data", data("data")), err::toString);
        createAll();
        List<Path> exported = list(files);
        assertEquals(QUEUES.size(), exported.size());
        for (Path file : exported) {
            assertEquals(0, imports(file.toString()), err::toString);
        }
        try (LeaseMQConnectionFactory factory = factory("fresh");
                JMSContext context = factory.createContext()) {
            assertEquals(before, seen(context));
        }
        Path again = directory.resolve("again");
        assertEquals(0, run("doctor", "--export", again.toString(), "--data", data("fresh")), err::toString);
        for (Path file : exported) {
            assertEquals(lasting(file), lasting(again.resolve(file.getFileName())));
        }
    }

    private void createAll() {
        try (LeaseMQConnectionFactory factory = factory("fresh");
                JMSContext context = factory.createContext()) {
            QUEUES.forEach(
                    queue -> context.createConsumer(context.createQueue(queue)).close());
        }
    }

    private static List<Path> list(Path files) throws IOException {
        try (Stream<Path> found = Files.list(files)) {
            return found.toList();
        }
    }

    /** The lines of a file without what belongs to one sending of a message. */
    private static List<String> lasting(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .map(line -> line.replaceAll("\"(MessageId|SequenceNumber)\":[^,]*,", ""))
                .toList();
    }

    private static void sendAll(JMSContext context, String queue) throws JMSException {
        int number = 0;
        for (Message message : messages(context)) {
            JMSProducer producer = context.createProducer()
                    .setPriority(number % 10)
                    .setTimeToLive(number % 3 == 0 ? 3_600_000 : 0)
                    .setDeliveryDelay(number % 5 == 0 ? 86_400_000 : 0);
            producer.send(context.createQueue(queue), message);
            number++;
        }
    }

    private static List<Message> messages(JMSContext context) throws JMSException {
        BytesMessage bytes = context.createBytesMessage();
        bytes.writeBytes(new byte[] {0, -1, 10, 13});
        MapMessage map = context.createMapMessage();
        map.setBytes("b", new byte[] {1});
        map.setChar("c", '\ud83d');
        map.setFloat("f", Float.NaN);
        map.setObject("n", null);
        map.setString(" ", "\u0000");
        StreamMessage stream = context.createStreamMessage();
        stream.writeByte((byte) 1);
        stream.writeString(null);
        stream.writeBytes(new byte[0]);
        List<Message> messages = new ArrayList<>(List.of(
                context.createTextMessage(),
                context.createTextMessage(""),
                context.createTextMessage("\u0000\r\n\u2028\ufeff\ud83d\ude00\ufffe\u0085"),
                context.createMessage(),
                context.createBytesMessage(),
                bytes,
                map,
                context.createMapMessage(),
                stream,
                context.createObjectMessage(new ArrayList<>(List.of(1, "x"))),
                context.createObjectMessage(null),
                withHeaders(context)));
        for (String group : List.of("", "g\u00fc \u0001", "default")) {
            messages.add(context.createTextMessage("in " + group));
            messages.get(messages.size() - 1).setStringProperty("JMSXGroupID", group);
        }
        return messages;
    }

    private static Message withHeaders(JMSContext context) throws JMSException {
        Message message = context.createTextMessage("headers");
        message.setBooleanProperty("bo", true);
        message.setByteProperty("by", (byte) -1);
        message.setShortProperty("sh", (short) 1);
        message.setIntProperty("in", Integer.MIN_VALUE);
        message.setLongProperty("lo", Long.MAX_VALUE);
        message.setFloatProperty("fl", Float.NaN);
        message.setDoubleProperty("do", Double.NEGATIVE_INFINITY);
        message.setStringProperty("st", "");
        message.setStringProperty("sp ace.\u00fc\u0000", "\ud83d\ude00\r\n\u0001");
        message.setStringProperty("JMS_SQS_DeduplicationId", "d\u00fc");
        message.setIntProperty("JMSXGroupSeq", 3);
        message.setJMSCorrelationIDAsBytes(new byte[] {0, -1, 2});
        message.setJMSType("ty\u0000pe");
        message.setJMSReplyTo(context.createTopic("t"));
        return message;
    }

    private static Map<String, List<String>> seen(JMSContext context) throws JMSException {
        Map<String, List<String>> seen = new TreeMap<>();
        for (String queue : QUEUES) {
            List<String> messages = new ArrayList<>();
            try (QueueBrowser browser = context.createBrowser(context.createQueue(queue))) {
                for (Object message : list(browser.getEnumeration())) {
                    messages.add(shown((Message) message));
                }
            }
            assertFalse(messages.isEmpty());
            seen.put(queue, messages);
        }
        return seen;
    }

    /** What Jakarta Messaging enumerates without saying what it is. */
    private static List<?> list(Enumeration<?> all) {
        return Collections.list(all);
    }

    private static String shown(Message message) throws JMSException {
        List<Object> shown = new ArrayList<>(Arrays.asList(
                message.getClass().getSimpleName(),
                message.getJMSTimestamp(),
                message.getJMSDeliveryTime(),
                message.getJMSExpiration(),
                message.getJMSPriority(),
                message.getJMSCorrelationID(),
                message.getJMSType(),
                String.valueOf(message.getJMSReplyTo())));
        Map<String, Object> properties = new TreeMap<>();
        for (Object name : list(message.getPropertyNames())) {
            properties.put((String) name, typed(message.getObjectProperty((String) name)));
        }
        shown.add(properties);
        shown.addAll(body(message));
        return shown.toString();
    }

    private static String typed(Object value) {
        String type = value == null ? "" : value.getClass().getSimpleName() + " ";
        return type + (value instanceof byte[] bytes ? Arrays.toString(bytes) : value);
    }

    private static List<Object> body(Message message) throws JMSException {
        List<Object> body = new ArrayList<>();
        if (message instanceof TextMessage text) {
            body.add(typed(text.getText()));
        } else if (message instanceof ObjectMessage object) {
            body.add(typed(object.getObject()));
        } else if (message instanceof BytesMessage bytes) {
            byte[] all = new byte[(int) bytes.getBodyLength()];
            bytes.readBytes(all);
            body.add(typed(all));
        } else if (message instanceof MapMessage map) {
            for (Object name : list(map.getMapNames())) {
                body.add(name + " " + typed(map.getObject((String) name)));
            }
        } else if (message instanceof StreamMessage stream) {
            addAll(stream, body);
        }
        return body;
    }

    private static void addAll(StreamMessage stream, List<Object> body) throws JMSException {
        try {
            while (true) {
                body.add(typed(stream.readObject()));
            }
        } catch (MessageEOFException e) {
            body.add("end");
        }
    }

    @Test
    void aLineThatIsRefusedIsNamedAndCanBePassedOver() throws Exception {
        createFresh("orders");
        String file = file("{\"Body\":\"1\"}", "", "{\"Body\":\"2\",\"Priority\":11}", "{\"Body\":\"3\"}")
                .toString();
        assertEquals(1, imports("orders", file));
        assertSays("Line 3 of ");
        assertSays("Before it, 1 messages. Go on with --from-line 3, or 4 to leave it out.");
        assertEquals(0, imports("orders", file, "--from-line", "4"), err::toString);
        assertEquals(2, count("orders"));
        for (String line : List.of("{", "null", "{}", "{\"Body\":1}", "{\"Body\":\"=\",\"Binary\":true}")) {
            assertEquals(1, imports("orders", file(line).toString()), line);
            assertSays("Line 1 of ");
        }
        assertEquals(1, imports(file("{\"Body\":\"1\"}").toString()));
        assertSays("It does not say which queue it is for.");
        assertEquals(1, imports("others", file("{\"Body\":\"1\"}").toString()));
        assertSays("There is no queue 'others'.");
    }

    @Test
    void whatIsTooOldIsSentAnewAndWhatHasExpiredIsLeftOut() throws Exception {
        createFresh("orders");
        String old = "{\"Body\":\"old\",\"SentTimestamp\":1}";
        assertEquals(
                0,
                imports(
                        "orders",
                        file(old, "{\"Body\":\"over\",\"ExpiresAt\":2}").toString()));
        assertSays("1 of them were older than their queue keeps messages, and count as sent now, the first in line 1");
        assertSays("1 had expired and were left out, the first in line 2");
        assertEquals(0, run("receive", "orders", "--data", data("fresh")), err::toString);
        assertTrue(out.toString().contains("old"), out::toString);
    }

    @Test
    void deduplicationKeepsOutWhatHasBeenImportedButNotWhatWasSentTwice() throws Exception {
        createFresh("odd.fifo", "-a", "ContentBasedDeduplication=true");
        String one = "{\"MessageId\":\"1\",\"Body\":\"x\",\"MessageGroupId\":\"g\",\"MessageDeduplicationId\":\"d\"}";
        String two = one.replace("\"1\"", "\"2\"");
        String same = "{\"MessageId\":\"3\",\"Body\":\"x\",\"MessageGroupId\":\"g\"}";
        String file = file(one, two, same, same.replace("3", "4")).toString();
        assertEquals(0, imports("odd.fifo", file, "--from-line", "2"), err::toString);
        assertEquals(3, count("odd.fifo"));
        assertEquals(0, imports("odd.fifo", file), err::toString);
        assertSays(
                "3 were left out, since their queue has had messages with their deduplication ids just now, the first in"
                        + " line 2");
        assertEquals(4, count("odd.fifo"));
    }

    @Test
    void whatTheApiWouldLoseIsRefused() throws Exception {
        ServerSettings settings = ServerSettings.defaults()
                .listeningOn("127.0.0.1", 0)
                .storedAt(new ConnectionUrl.Directory(directory.resolve("fresh")).toString());
        try (SqsServer server = SqsServer.start(settings, EmbeddedEngines.ofServer("leasemq-test"))) {
            String url = server.uri().toString();
            assertEquals(0, run("queue", "create", "orders", "--url", url));
            for (String lost : List.of(
                    "\"Priority\":5",
                    "\"ExpiresAt\":4102444800000",
                    "\"MessageGroupId\":\"g\",\"ExclusiveGroup\":true",
                    "\"Binary\":true",
                    "\"MessageSystemAttributes\":{\"AWS.Topic\":{\"DataType\":\"String\",\"StringValue\":\"t\"}}",
                    "\"State\":\"DELAYED\",\"Until\":4102444800000")) {
                String line = "{\"Body\":\"MQ==\"," + lost + "}";
                assertEquals(
                        1,
                        run("import", "orders", file("{\"Body\":\"1\"}", line).toString(), "--url", url),
                        line);
                assertSays("Line 2 of ");
                assertSays("The API would lose ");
                assertSays("Before it, 1 messages.");
            }
            assertEquals(1, run("import", "orders", file("{\"Body\":\"\"}").toString(), "--url", url));
            assertSays("MessageBody");
            String trace =
                    "\"MessageSystemAttributes\":{\"AWS.TraceHeader\":{\"DataType\":\"String\",\"StringValue\":\"t\"}}";
            String named = "{\"Queue\":\"orders\",\"Body\":\"traced\",\"VisibleAt\":1," + trace + "}";
            assertEquals(0, run("import", file(named).toString(), "--url", url), err::toString);
        }
        assertEquals(7, count("orders"));
        assertTrue(Files.readString(directory.resolve("counted.jsonl")).contains("AWS.TraceHeader"));
    }
}
