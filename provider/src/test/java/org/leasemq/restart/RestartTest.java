package org.leasemq.restart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.MessageFormatException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.StreamMessage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.leasemq.engine.AttributeChange;
import org.leasemq.engine.Delivery;
import org.leasemq.engine.Owners;
import org.leasemq.engine.ReceiveRequest;
import org.leasemq.engine.local.runtime.ThreadedEnvironment;
import org.leasemq.engine.model.Attribute;
import org.leasemq.engine.model.Body;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.Filter;
import org.leasemq.engine.model.Outcome;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.model.QueueAttributes.DeduplicationScope;
import org.leasemq.engine.model.Receipt;
import org.leasemq.engine.model.RedriveAllowPolicy;
import org.leasemq.engine.model.RedrivePolicy;
import org.leasemq.engine.model.Sent;
import org.leasemq.engine.model.Subscription;
import org.leasemq.engine.model.Target;
import org.leasemq.engine.model.UnitOfWork;
import org.leasemq.engine.model.VisibilityChange;
import org.leasemq.restart.Restarts.Ending;
import org.leasemq.restart.Restarts.Step;
import org.leasemq.selector.Selector;
import org.leasemq.store.Disk;
import org.leasemq.store.FakeStore;
import org.leasemq.store.Store;
import org.leasemq.store.derby.DerbySettings;
import org.leasemq.store.derby.DerbyStore;

/** Whatever is visible is so after a restart, in every detail, whatever anybody has written into it. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class RestartTest {
    /** For subscriptions, whose names are not blank. */
    private static final List<String> WITH_LETTERS =
            OddStrings.NAMES.stream().filter(name -> !name.isBlank()).toList();

    private static final Duration LONG = Duration.ofHours(11);

    /** Where things are kept, and how the engine ends; Derby's openings take long. */
    enum Kind {
        FAKE(List.of(Ending.CLOSED, Ending.KILLED, Ending.KILLED)),
        DERBY(List.of(Ending.KILLED));

        private final List<Ending> endings;

        Kind(List<Ending> endings) {
            this.endings = endings;
        }
    }

    @TempDir
    private Path directory;

    private final Disk disk = new Disk();
    private Kind kind;
    private Restarts world;

    private void begin(Kind wanted) {
        kind = wanted;
        world = new Restarts(this::open);
    }

    private Store open() {
        return kind == Kind.FAKE
                ? new FakeStore(disk, ThreadedEnvironment.systemClock())
                : DerbyStore.open(
                        directory.resolve("queues"), DerbySettings.defaults(), ThreadedEnvironment.systemClock());
    }

    @AfterEach
    void end() {
        world.close();
    }

    private void step(String what, Step step) throws Exception {
        world.step(what, kind.endings, step);
    }

    private void create(String name, QueueAttributes attributes) {
        world.engine().createQueue(name, attributes).await();
    }

    private List<Delivery> take(ReceiveRequest request) {
        return world.engine().receive(request.waiting(Duration.ZERO)).await();
    }

    private static List<Receipt> receipts(List<Delivery> deliveries) {
        return deliveries.stream().map(Delivery::receipt).toList();
    }

    private static org.leasemq.engine.model.Message text(String text) {
        return org.leasemq.engine.model.Message.of(Body.text(text));
    }

    @ParameterizedTest
    @EnumSource
    void queuesWithOddNamesAttributesLabelsAndSubscriptions(Kind wanted) throws Exception {
        begin(wanted);
        step("names", () -> {
            OddStrings.NAMES.forEach(name -> create(name, QueueAttributes.standardQueue()));
            OddStrings.NAMES.forEach(name -> create(name + ".fifo", QueueAttributes.fifoQueue()));
            create("x".repeat(1_000), QueueAttributes.standardQueue());
            assertEquals(
                    2 * OddStrings.NAMES.size() + 1, world.engine().queues().size());
        });
        step("messages in them", () -> OddStrings.NAMES.forEach(name -> world.send(name, text(name))));
        step("labels", () -> {
            List<String> all = new ArrayList<>(OddStrings.TEXTS);
            all.addAll(OddStrings.HALVES);
            create(
                    "labels",
                    QueueAttributes.standardQueue()
                            .withLabels(all.stream().collect(Collectors.toMap(key -> key, value -> value))));
        });
        step(
                "attributes",
                () -> create(
                        "attributes",
                        QueueAttributes.standardQueue()
                                .withVisibilityTimeout(Duration.ofMillis(1))
                                .withDelay(Duration.ofMillis(899_999))
                                .withRetention(Duration.ofDays(36_500))
                                .withReceiveWait(Duration.ofMillis(19_999))
                                .withMaximumMessageSize(1_025)
                                .withRedriveAllow(new RedriveAllowPolicy.ByQueue(OddStrings.NAMES.subList(0, 10)))));
        step("others", () -> {
            create("nobody", QueueAttributes.standardQueue().withRedriveAllow(new RedriveAllowPolicy.DenyAll()));
            create("none", QueueAttributes.standardQueue().withRedriveAllow(new RedriveAllowPolicy.ByQueue(List.of())));
            create(
                    "by group.fifo",
                    QueueAttributes.fifoQueue()
                            .withContentBasedDeduplication(true)
                            .withDeduplicationScope(DeduplicationScope.MESSAGE_GROUP));
            for (String name : OddStrings.NAMES) {
                create(
                        "source of " + name,
                        QueueAttributes.standardQueue().withRedrive(new RedrivePolicy(name, 1_000)));
            }
        });
        step("subscriptions", () -> {
            List<Subscription> subscriptions = new ArrayList<>();
            for (String topic : OddStrings.NAMES) {
                String literal = "'" + topic.replace("'", "''") + "'";
                subscriptions.add(new Subscription(
                        topic, new Filter(Selector.LANGUAGE, "text = " + literal + " \n OR text = 'x'"), topic));
            }
            create("subscriber", QueueAttributes.standardQueue().withSubscriptions(subscriptions));
        });
        step(
                "changes",
                () -> AttributeChange.apply(
                        world.engine(),
                        "attributes",
                        present -> present.withDelay(Duration.ZERO).withLabels(Map.of("new", "\n"))));
        step("deleted and made again", () -> {
            world.engine().deleteQueue("labels").await();
            create("labels", QueueAttributes.standardQueue());
            world.engine().purge(OddStrings.NAMES.get(0)).await();
        });
    }

    @ParameterizedTest
    @EnumSource
    void messagesWithOddTextInEveryField(Kind wanted) throws Exception {
        begin(wanted);
        step(
                "text",
                () -> world.inSession(null, Session.AUTO_ACKNOWLEDGE, session -> {
                    for (String text : OddStrings.TEXTS) {
                        produce(session, "texts", everywhere(session.createTextMessage(text), text));
                    }
                    produce(session, "texts", session.createTextMessage(null));
                }));
        step(
                "other bodies",
                () -> world.inSession(null, Session.SESSION_TRANSACTED, session -> {
                    MapMessage map = session.createMapMessage();
                    StreamMessage stream = session.createStreamMessage();
                    for (String text : OddStrings.TEXTS) {
                        map.setString("name " + text, text);
                        stream.writeString(text);
                        produce(session, "bodies", session.createObjectMessage(text));
                    }
                    int number = 0;
                    for (Object value : values()) {
                        map.setObject("value " + number++, value);
                        stream.writeObject(value);
                    }
                    produce(session, "bodies", map);
                    produce(session, "bodies", stream);
                    produce(session, "bodies", session.createMessage());
                    produce(session, "bodies", session.createBytesMessage());
                    produce(session, "bodies", session.createObjectMessage(new HashMap<>(Map.of("a", List.of(1)))));
                    session.commit();
                }));
        step(
                "properties",
                () -> world.inSession(null, Session.AUTO_ACKNOWLEDGE, session -> {
                    Message message = session.createMessage();
                    for (Object value : values()) {
                        if (!(value instanceof Character || value instanceof byte[])) {
                            message.setObjectProperty(value.getClass().getSimpleName() + value, value);
                        }
                    }
                    produce(session, "properties", message);
                }));
        step("headers", () -> world.inSession(null, Session.AUTO_ACKNOWLEDGE, this::headers));
        step(
                "moments",
                () -> world.inSession(null, Session.AUTO_ACKNOWLEDGE, session -> {
                    MessageProducer producer = session.createProducer(session.createQueue("moments"));
                    producer.send(session.createTextMessage("long"), 2, 9, Long.MAX_VALUE);
                    producer.send(session.createTextMessage("century"), 2, 0, 3_153_600_000_000L);
                    producer.setDeliveryDelay(3_153_600_000_000L);
                    producer.send(session.createTextMessage("late"));
                }));
    }

    private static Message everywhere(Message message, String text) throws JMSException {
        message.setJMSCorrelationID(text);
        message.setJMSType(text);
        message.setStringProperty("JMSXGroupID", "g" + text);
        message.setStringProperty("JMS_SQS_DeduplicationId", text);
        message.setStringProperty("p " + text, text);
        return message;
    }

    private static void produce(Session session, String queue, Message message) throws JMSException {
        try (MessageProducer producer = session.createProducer(session.createQueue(queue))) {
            producer.send(message);
        }
    }

    private static List<Object> values() {
        return List.of(
                Long.MIN_VALUE,
                Integer.MAX_VALUE,
                Short.MIN_VALUE,
                Byte.MIN_VALUE,
                Double.NaN,
                Double.MIN_VALUE,
                -0.0,
                Float.NEGATIVE_INFINITY,
                Float.MIN_VALUE,
                true,
                false,
                '\uD83D',
                '\u0000',
                new byte[] {0, -1},
                new byte[0]);
    }

    private void headers(Session session) throws JMSException {
        for (String name : OddStrings.NAMES) {
            Message message = session.createMessage();
            message.setJMSReplyTo(name.isBlank() ? session.createTopic("t") : session.createTopic(name));
            message.setJMSCorrelationIDAsBytes(new byte[] {0, -1, 13, 10});
            produce(session, "headers", message);
            if (name.indexOf('?') < 0 && !name.isBlank()) {
                message.setJMSReplyTo(session.createQueue(name));
                produce(session, "headers", message);
            }
        }
        Message message = session.createMessage();
        message.setJMSReplyTo(session.createTemporaryQueue());
        produce(session, "headers", message);
        message.setJMSReplyTo(session.createTemporaryTopic());
        produce(session, "headers", message);
    }

    @ParameterizedTest
    @EnumSource
    void halfACharacterIsRefusedInEveryTextOfAMessage(Kind wanted) throws Exception {
        begin(wanted);
        step(
                "refusals",
                () -> world.inSession(null, Session.AUTO_ACKNOWLEDGE, session -> {
                    create("whole", QueueAttributes.standardQueue());
                    for (String half : OddStrings.HALVES) {
                        for (Message message : cut(session, half)) {
                            JMSException refusal = assertThrows(
                                    MessageFormatException.class, () -> produce(session, "whole", message));
                            assertTrue(refusal.getMessage().contains("half a surrogate pair"), refusal.getMessage());
                        }
                        assertThrows(InvalidDestinationException.class, () -> session.createQueue(half));
                        assertThrows(InvalidDestinationException.class, () -> session.createTopic(half));
                        for (org.leasemq.engine.model.Message message : cut(half)) {
                            assertThrows(EngineException.InvalidMessage.class, () -> world.send("whole", message));
                        }
                        assertThrows(EngineException.InvalidMessage.class, () -> Body.text(half));
                    }
                }));
        assertEquals(0, world.engine().statistics("whole").await().available());
    }

    private static List<Message> cut(Session session, String half) throws JMSException {
        List<Message> messages = new ArrayList<>();
        messages.add(session.createTextMessage(half));
        MapMessage value = session.createMapMessage();
        value.setString("name", half);
        messages.add(value);
        MapMessage name = session.createMapMessage();
        name.setString(half, "value");
        messages.add(name);
        StreamMessage stream = session.createStreamMessage();
        stream.writeString(half);
        messages.add(stream);
        for (String property : new String[] {"p", "JMSXGroupID", "JMS_SQS_DeduplicationId"}) {
            Message message = session.createMessage();
            message.setStringProperty(property, half);
            messages.add(message);
        }
        Message property = session.createMessage();
        property.setStringProperty(half, "value");
        messages.add(property);
        Message correlation = session.createMessage();
        correlation.setJMSCorrelationID(half);
        messages.add(correlation);
        Message type = session.createMessage();
        type.setJMSType(half);
        messages.add(type);
        return messages;
    }

    private static List<org.leasemq.engine.model.Message> cut(String half) {
        return List.of(
                text("x").inGroup(half),
                text("x").withDeduplicationId(half),
                text("x").withAttributes(Map.of(half, Attribute.string("x"))),
                text("x")
                        .withAttributes(
                                Map.of("x", Attribute.of("String", "x"), "y", new Attribute(half, new byte[1]))));
    }

    @ParameterizedTest
    @EnumSource
    void leasesGroupsDuplicatesAndDeadLetters(Kind wanted) throws Exception {
        begin(wanted);
        step("queues", () -> {
            create("dead", QueueAttributes.standardQueue());
            create("plain", QueueAttributes.standardQueue().withRedrive(new RedrivePolicy("dead", 2)));
            create("flights.fifo", QueueAttributes.fifoQueue().withVisibilityTimeout(LONG));
        });
        step("messages", () -> {
            for (int i = 0; i < 4; i++) {
                world.send("plain", text("p" + i).withPriority(9 - i));
                world.send("plain", text("g" + i).inGroup("group " + i % 2));
                world.send("flights.fifo", text("f" + i).inGroup("\n" + i % 2).withDeduplicationId("\u0000" + i));
            }
        });
        step("leases by time", () -> {
            assertEquals(
                    3,
                    take(ReceiveRequest.from("plain").upTo(3).visibleAfter(LONG))
                            .size());
            assertEquals(2, take(ReceiveRequest.from("flights.fifo").upTo(2)).size());
        });
        step("changed and ended", () -> {
            List<Delivery> taken = take(ReceiveRequest.from("plain").upTo(4).visibleAfter(LONG));
            world.engine()
                    .changeVisibility(
                            "plain",
                            List.of(
                                    new VisibilityChange(taken.get(0).receipt(), Duration.ZERO),
                                    new VisibilityChange(
                                            taken.get(1).receipt(),
                                            LONG.multipliedBy(1).plusMillis(7))))
                    .await()
                    .forEach(Outcome::get);
            world.engine().delete("plain", receipts(taken.subList(2, 3))).await();
        });
        step("a duplicate", () -> {
            Sent again = world.send("flights.fifo", text("f0").inGroup("\n0").withDeduplicationId("\u00000"));
            assertTrue(again.duplicate());
        });
        step("dead letters", () -> {
            for (int i = 0; i < 3; i++) {
                world.send("plain", text("tried in vain " + i));
            }
            for (int i = 0; i < 3; i++) {
                world.inSession(null, Session.SESSION_TRANSACTED, session -> {
                    var consumer = session.createConsumer(session.createQueue("plain"));
                    Message message = consumer.receiveNoWait();
                    while (message != null) {
                        message = consumer.receiveNoWait();
                    }
                    session.rollback();
                });
            }
            assertTrue(world.engine().statistics("dead").await().available() > 0);
        });
        step(
                "back again",
                () -> assertTrue(world.engine().redrive("dead", null, 1).await() == 1));
    }

    @ParameterizedTest
    @EnumSource
    void branchesAndSubscriptions(Kind wanted) throws Exception {
        begin(wanted);
        step("branches", () -> {
            create("in", QueueAttributes.standardQueue());
            create("out", QueueAttributes.standardQueue());
            for (String name : OddStrings.NAMES) {
                world.send("in", text("consumed by " + name));
                prepare("branch " + name);
            }
        });
        step("decisions", () -> {
            world.engine().settle("branch " + OddStrings.NAMES.get(0), true).await();
            world.engine().settle("branch " + OddStrings.NAMES.get(1), false).await();
            world.engine().decide("branch " + OddStrings.NAMES.get(2), true).await();
            world.engine().decide("branch " + OddStrings.NAMES.get(3), false).await();
        });
        step(
                "forgotten",
                () -> world.engine().forget("branch " + OddStrings.NAMES.get(2)).await());
        step(
                "a queue with branches deleted",
                () -> world.engine().deleteQueue("out").await());
        step("subscriptions", () -> {
            for (String name : WITH_LETTERS) {
                world.inSession("client " + name, Session.AUTO_ACKNOWLEDGE, session -> {
                    String selector = "text <> '" + name.replace("'", "''") + "'";
                    session.createDurableConsumer(session.createTopic("news"), name, selector, true)
                            .close();
                    session.createSharedDurableConsumer(session.createTopic("news"), name + " shared")
                            .close();
                });
            }
        });
        step(
                "published",
                () -> world.inSession(null, Session.AUTO_ACKNOWLEDGE, session -> {
                    for (String text : OddStrings.NAMES) {
                        Message message = session.createTextMessage(text);
                        message.setStringProperty("text", text);
                        session.createProducer(session.createTopic("news")).send(message);
                    }
                }));
        step(
                "unsubscribed",
                () -> world.inSession(
                        "client " + WITH_LETTERS.get(0),
                        Session.AUTO_ACKNOWLEDGE,
                        session -> session.unsubscribe(WITH_LETTERS.get(0))));
    }

    private void prepare(String branch) {
        try (var owner = Owners.open(world.engine(), "branch")) {
            List<Delivery> taken = take(ReceiveRequest.from("in").ownedBy(owner));
            UnitOfWork.Send send = new UnitOfWork.Send(Target.queue("out"), text("sent by " + branch));
            world.engine()
                    .prepare(branch, new UnitOfWork(List.of(send), receipts(taken)))
                    .await();
        }
    }
}
