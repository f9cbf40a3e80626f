package org.leasemq.tck.kills;

import jakarta.annotation.Resource;
import jakarta.ejb.Stateless;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.Message;
import jakarta.jms.QueueBrowser;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;

/** Puts messages in, and looks at what came out. */
@Stateless
public class Sender {
    @Resource(name = "connections", lookup = "java:/jms/LeaseMQ")
    private ConnectionFactory connections;

    /** Puts in a message that lets the server die at a point, or not if null. */
    public void put(String id, String death, boolean early) {
        try (JMSContext context = connections.createContext()) {
            JMSProducer producer = context.createProducer();
            if (death != null) {
                producer.setProperty("death", death).setProperty("early", early);
            }
            producer.send(context.createQueue("in"), id);
        }
    }

    /** The messages in a queue. */
    public List<String> all(String queue) {
        List<String> ids = new ArrayList<>();
        try (JMSContext context = connections.createContext();
                QueueBrowser browser = context.createBrowser(context.createQueue(queue))) {
            Enumeration<?> messages = browser.getEnumeration();
            while (messages.hasMoreElements()) {
                ids.add(((Message) messages.nextElement()).getBody(String.class));
            }
            return ids;
        } catch (JMSException e) {
            throw new IllegalStateException(e);
        }
    }
}
