package org.leasemq.locale;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import jakarta.jms.TextMessage;
import jakarta.jms.Topic;
import java.util.Locale;
import org.leasemq.jms.LeaseMQConnectionFactory;

/** Uses a database from the beginning, in whatever locale its JVM has, and says what it saw in plain words. */
final class ForeignProgram {
    private static final int LARGE = 100_000;

    private ForeignProgram() {}

    public static void main(String[] args) throws JMSException {
        System.out.println("one is written "
                + (int) String.format(Locale.getDefault(Locale.Category.FORMAT), "%d", 1)
                        .charAt(0));
        try (LeaseMQConnectionFactory factory = new LeaseMQConnectionFactory(args[0])) {
            send(factory);
        }
        try (LeaseMQConnectionFactory factory = new LeaseMQConnectionFactory(args[0])) {
            receive(factory);
        }
    }

    private static void send(ConnectionFactory factory) {
        try (JMSContext context = factory.createContext()) {
            Topic topic = context.createTopic("prices?a=1");
            context.createSharedDurableConsumer(topic, "subscriber").close();
            context.createProducer().send(topic, "published");
            Queue queue = context.createQueue("ORDERS");
            context.createProducer()
                    .setPriority(7)
                    .setProperty("number", 42)
                    .setProperty("fraction", 1.5)
                    .setDeliveryMode(DeliveryMode.PERSISTENT)
                    .send(queue, "x".repeat(LARGE));
            MapMessage map = context.createMapMessage();
            try {
                map.setLong("long", 1234567890123L);
                map.setDouble("double", 0.1);
            } catch (JMSException e) {
                throw new IllegalStateException(e);
            }
            context.createProducer()
                    .setTimeToLive(LARGE)
                    .setProperty("number", 7)
                    .send(queue, map);
        }
    }

    private static void receive(ConnectionFactory factory) throws JMSException {
        try (JMSContext context = factory.createContext();
                JMSConsumer consumer =
                        context.createConsumer(context.createQueue("ORDERS"), "number > 41 AND fraction < 1.6E0")) {
            TextMessage text = (TextMessage) consumer.receiveNoWait();
            say("text", text.getText().length());
            say("number", text.getStringProperty("number"));
            say("fraction", text.getStringProperty("fraction"));
            say("priority", text.getJMSPriority());
            consumer.close();
            Message message =
                    context.createConsumer(context.createQueue("ORDERS")).receiveNoWait();
            say("long", ((MapMessage) message).getString("long"));
            say("double", ((MapMessage) message).getString("double"));
            say("count", message.getStringProperty("JMSXDeliveryCount"));
            say(
                    "topic",
                    context.createSharedDurableConsumer(context.createTopic("prices?a=1"), "subscriber")
                            .receiveBodyNoWait(String.class));
            context.createProducer().send(context.createQueue("kept"), "kept");
        }
    }

    private static void say(String what, Object value) {
        System.out.println(what + " " + value);
    }
}
