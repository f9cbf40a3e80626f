package org.leasemq.samples.flights;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.QueueBrowser;
import jakarta.jms.Session;
import java.io.PrintStream;
import java.util.Enumeration;

/** Shows the first messages of a queue and leaves them there. */
final class Look {
    private static final int SHOWN = 30;

    private Look() {}

    static void at(ConnectionFactory factory, String queue, PrintStream out) throws JMSException {
        try (Connection connection = factory.createConnection();
                Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
                QueueBrowser browser = session.createBrowser(session.createQueue(queue))) {
            Enumeration<?> messages = browser.getEnumeration();
            int count = 0;
            while (messages.hasMoreElements()) {
                Message message = (Message) messages.nextElement();
                if (count++ < SHOWN) {
                    out.println(message.getJMSMessageID() + "  " + message.getBody(String.class));
                }
            }
            out.println(count + " messages in " + queue + (count > SHOWN ? ", of which " + SHOWN + " are shown" : ""));
        }
    }
}
