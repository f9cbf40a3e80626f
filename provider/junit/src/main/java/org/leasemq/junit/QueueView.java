package org.leasemq.junit;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.ObjectMessage;
import jakarta.jms.QueueBrowser;
import jakarta.jms.TextMessage;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.leasemq.engine.model.QueueInfo;
import org.leasemq.engine.model.QueueStatistics;
import org.leasemq.engine.model.RedrivePolicy;
import org.leasemq.jms.LeaseMQConnectionFactory;

/**
 * Looks into a queue without taking anything. Each call looks anew, after what is due has been done. A queue that nobody has
 * used yet does not exist, and is empty. Safe for use by several threads.
 */
public final class QueueView {
    private final Server server;
    private final String name;

    QueueView(Server server, String name) {
        this.server = server;
        this.name = name;
    }

    /** How many messages are in the queue: available, in flight and delayed. */
    public long count() {
        QueueStatistics counts = statistics();
        return counts.available() + counts.inFlight() + counts.delayed();
    }

    /** How many messages can be received, or could if their group were not blocked. */
    public long available() {
        return statistics().available();
    }

    /** How many messages have been delivered and are not acknowledged, committed or given back yet. */
    public long inFlight() {
        return statistics().inFlight();
    }

    /** How many messages become available later. */
    public long delayed() {
        return statistics().delayed();
    }

    private QueueStatistics statistics() {
        return find().map(queue -> server.engine().statistics(name).await())
                .orElse(new QueueStatistics(0, 0, 0, 0, 0, 0, 0, 0, 0, Duration.ZERO));
    }

    /**
     * What the messages that are available hold, in delivery order: a text message a String, a bytes message a byte array, a
     * map message a Map, an object message its object; any other message stands for itself.
     *
     * @throws IllegalStateException if a body cannot be read, as an object of a package that is not trusted
     */
    public List<Object> bodies() {
        return messages().stream().map(this::body).toList();
    }

    /** The messages that are available, in delivery order, as a {@link QueueBrowser} shows them. */
    public List<Message> messages() {
        if (find().isEmpty()) {
            return List.of();
        }
        try (LeaseMQConnectionFactory factory = server.onlookersFactory();
                JMSContext context = factory.createContext();
                QueueBrowser browser = context.createBrowser(context.createQueue(name))) {
            List<Message> messages = new ArrayList<>();
            Enumeration<?> shown = browser.getEnumeration();
            while (shown.hasMoreElements()) {
                messages.add((Message) shown.nextElement());
            }
            return List.copyOf(messages);
        } catch (JMSException e) {
            throw new IllegalStateException("Queue '" + name + "' cannot be looked into: " + e.getMessage(), e);
        }
    }

    private Object body(Message message) {
        try {
            if (message instanceof TextMessage text) {
                return text.getText() == null ? text : text.getText();
            } else if (message instanceof BytesMessage bytes) {
                byte[] content = new byte[(int) bytes.getBodyLength()];
                bytes.readBytes(content);
                return content;
            } else if (message instanceof MapMessage map) {
                return map.getBody(Map.class);
            } else if (message instanceof ObjectMessage object) {
                return object.getBody(Serializable.class) == null ? object : object.getBody(Serializable.class);
            }
            return message;
        } catch (JMSException e) {
            throw new IllegalStateException(
                    "A body in queue '" + name + "' cannot be read: " + e.getMessage() + " See messages().", e);
        }
    }

    /**
     * The bodies in its dead-letter queue, which other queues may share.
     *
     * @throws IllegalStateException if the queue has none
     */
    public List<Object> deadLetters() {
        Optional<QueueInfo> queue = find();
        if (queue.isEmpty()) {
            return List.of();
        }
        RedrivePolicy redrive = queue.get().attributes().redrive();
        if (redrive == null) {
            throw new IllegalStateException(
                    "Queue '" + name + "' has no dead-letter queue. Give the extension the option "
                            + "max-receive-count, or name the queue '" + name
                            + "?max-receive-count=3' where it is used first.");
        }
        return new QueueView(server, redrive.deadLetterQueue()).bodies();
    }

    private Optional<QueueInfo> find() {
        server.settle();
        return server.engine().findQueue(name).await();
    }

    @Override
    public String toString() {
        return "Queue '" + name + "' " + statistics();
    }
}
