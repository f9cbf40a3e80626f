package org.leasemq.restart;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.MessageEOFException;
import jakarta.jms.ObjectMessage;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.StreamMessage;
import jakarta.jms.TextMessage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.leasemq.engine.BrowseItem;
import org.leasemq.engine.Browser;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.model.Attribute;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.model.QueueInfo;
import org.leasemq.engine.model.QueueStatistics;

/** Everything that both ports show of an engine, as lines of text: what survives the process, that is, everything here. */
final class Snapshot {
    private final List<String> lines = new ArrayList<>();

    private Snapshot() {}

    static List<String> of(LeaseEngine engine, Connection connection) throws JMSException {
        Snapshot snapshot = new Snapshot();
        try (Session session = connection.createSession()) {
            for (QueueInfo queue : engine.queues()) {
                snapshot.queue(engine, queue);
                if (queue.name().indexOf('?') < 0
                        && !queue.name().isBlank()) { // others have no name in Jakarta Messaging
                    snapshot.browse(session, session.createQueue(queue.name()));
                }
            }
        }
        engine.branches().await().forEach(branch -> snapshot.lines.add("branch " + branch));
        snapshot.lines.add("set aside " + engine.setAside().await());
        return snapshot.lines;
    }

    private void queue(LeaseEngine engine, QueueInfo queue) {
        QueueAttributes attributes = queue.attributes();
        lines.add("queue " + queue.name() + " " + queue.number() + " " + queue.createdAt() + " " + queue.modifiedAt()
                + " " + attributes.withLabels(Map.of()) + " " + new TreeMap<>(attributes.labels()));
        QueueStatistics counts = engine.statistics(queue.name()).await();
        lines.add("counts " + counts.available() + " " + counts.inFlight() + " " + counts.delayed());
        try (Browser browser = Browser.of(engine, queue.name())) {
            for (List<BrowseItem> some = browser.next(100); !some.isEmpty(); some = browser.next(100)) {
                some.forEach(this::item);
            }
        }
    }

    private void item(BrowseItem item) {
        var message = item.message();
        StringBuilder line = new StringBuilder();
        // a lease is stored before it is handed over, and runs from the hand-over
        long minute = Math.round(item.until() / 60_000.0);
        line.append(List.of(item.sequenceNumber(), item.receiveCount(), item.state(), minute, item.blockedBy()));
        line.append(message.id())
                .append(' ')
                .append(message.sentAt())
                .append(' ')
                .append(message.visibleAt());
        line.append(' ').append(message.expiresAt()).append(' ').append(message.priority());
        line.append(" group ").append(message.groupId()).append(' ').append(message.exclusiveGroup());
        line.append(" duplicates ")
                .append(message.deduplicationId())
                .append(' ')
                .append(message.persistent());
        new TreeMap<>(message.attributes())
                .forEach((name, value) ->
                        line.append(' ').append(name).append('=').append(text(value)));
        line.append(message.body().isText())
                .append(HexFormat.of().formatHex(message.body().bytes()));
        lines.add(line.toString());
    }

    private static String text(Attribute attribute) {
        return attribute.type() + ":" + HexFormat.of().formatHex(attribute.value());
    }

    // --------------------------------------------------------------------------------- as Jakarta Messaging has it

    private void browse(Session session, Queue queue) throws JMSException {
        Enumeration<?> shown = session.createBrowser(queue).getEnumeration();
        for (Object one : Collections.list(shown)) {
            Message message = (Message) one;
            List<Object> parts = new ArrayList<>();
            Collections.addAll(
                    parts,
                    message.getJMSMessageID(),
                    message.getJMSTimestamp(),
                    message.getJMSCorrelationID(),
                    message.getJMSReplyTo(),
                    message.getJMSReplyTo() == null
                            ? null
                            : message.getJMSReplyTo().getClass(),
                    message.getJMSType(),
                    message.getJMSExpiration(),
                    message.getJMSDeliveryTime(),
                    message.getJMSDeliveryMode(),
                    message.getJMSPriority(),
                    message.getJMSRedelivered());
            Enumeration<?> names = message.getPropertyNames();
            for (Object name : Collections.list(names)) {
                parts.add(name + "=" + typed(message.getObjectProperty((String) name)));
            }
            parts.add(body(message));
            lines.add("seen " + parts);
        }
    }

    private static String typed(Object value) {
        if (value instanceof byte[] bytes) {
            return HexFormat.of().formatHex(bytes);
        }
        return value == null ? "null" : value.getClass().getSimpleName() + " " + value;
    }

    private static Object body(Message message) throws JMSException {
        if (message instanceof TextMessage text) {
            return text.getText() == null
                    ? "no text"
                    : HexFormat.of().formatHex(text.getText().getBytes(UTF_8));
        }
        if (message instanceof BytesMessage bytes) {
            byte[] all = new byte[(int) bytes.getBodyLength()];
            bytes.readBytes(all);
            return HexFormat.of().formatHex(all);
        }
        if (message instanceof MapMessage map) {
            List<String> entries = new ArrayList<>();
            Enumeration<?> names = map.getMapNames();
            for (Object name : Collections.list(names)) {
                entries.add(name + "=" + typed(map.getObject((String) name)));
            }
            return entries;
        }
        if (message instanceof StreamMessage stream) {
            return elements(stream);
        }
        return message instanceof ObjectMessage object ? typed(object.getObject()) : "no body";
    }

    private static List<String> elements(StreamMessage stream) throws JMSException {
        List<String> elements = new ArrayList<>();
        try {
            while (true) {
                elements.add(typed(stream.readObject()));
            }
        } catch (MessageEOFException end) {
            return elements;
        }
    }
}
