package org.leasemq.jms.message;

import jakarta.jms.BytesMessage;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.MessageEOFException;
import jakarta.jms.ObjectMessage;
import jakarta.jms.StreamMessage;
import jakarta.jms.TextMessage;
import java.lang.System.Logger.Level;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import org.leasemq.jms.destination.Destinations;
import org.leasemq.jms.destination.LeaseMQDestination;
import org.leasemq.jms.error.JmsErrors;
import org.leasemq.log.Logs;
import org.leasemq.log.Thrown;
import org.leasemq.mapping.AttributeNames;

/** Messages of other providers, made into ours before they are sent (Jakarta Messaging, section 3.12). */
public final class ForeignMessages {
    private static final System.Logger LOG = Logs.of(ForeignMessages.class);

    private ForeignMessages() {}

    /** @throws jakarta.jms.MessageFormatException if it does not behave as messages do */
    public static LeaseMQMessage copy(Message foreign, Destinations destinations) throws JMSException {
        try {
            return read(foreign, destinations);
        } catch (RuntimeException e) {
            throw JmsErrors.format(
                    "A message of " + foreign.getClass().getName() + " cannot be read, and is not sent: "
                            + Thrown.text(e) + ".",
                    e);
        }
    }

    private static LeaseMQMessage read(Message foreign, Destinations destinations) throws JMSException {
        LeaseMQMessage message = body(foreign);
        copyCorrelationId(foreign, message);
        message.setJMSReplyTo(replyTo(foreign, destinations));
        message.setJMSType(foreign.getJMSType());
        Enumeration<?> names = foreign.getPropertyNames();
        for (Object name : Collections.list(names)) {
            if (!AttributeNames.isHeader((String) name)) {
                message.setObjectProperty((String) name, foreign.getObjectProperty((String) name));
            }
        }
        return message;
    }

    /** As text if it has one, else as bytes: providers need not have both (section 3.4.5). */
    private static void copyCorrelationId(Message foreign, LeaseMQMessage copy) {
        String text = orNull(foreign::getJMSCorrelationID);
        if (text != null) {
            copy.setJMSCorrelationID(text);
        } else {
            copy.setJMSCorrelationIDAsBytes(orNull(foreign::getJMSCorrelationIDAsBytes));
        }
    }

    private static <T> T orNull(Reading<T> header) {
        try {
            return header.value();
        } catch (JMSException | RuntimeException | LinkageError e) {
            LOG.log(Level.DEBUG, "A header that a foreign message does not have", e);
            return null;
        }
    }

    /** One that means nothing here is dropped (section 3.12). */
    private static LeaseMQDestination replyTo(Message foreign, Destinations destinations) throws JMSException {
        Destination given = foreign.getJMSReplyTo();
        try {
            return given == null ? null : destinations.of(given);
        } catch (JMSException | RuntimeException | LinkageError e) {
            LOG.log(
                    Level.WARNING,
                    "A foreign message is sent without its JMSReplyTo, which is no destination here: "
                            + Thrown.message(e));
            return null;
        }
    }

    /** Tells the sender's object what became of it, as far as that lets itself be told. */
    static void writeBack(LeaseMQMessage sent, Message foreign) {
        write("JMSMessageID", () -> foreign.setJMSMessageID(sent.getJMSMessageID()));
        write("JMSDestination", () -> foreign.setJMSDestination(sent.getJMSDestination()));
        write("JMSTimestamp", () -> foreign.setJMSTimestamp(sent.getJMSTimestamp()));
        write("JMSDeliveryMode", () -> foreign.setJMSDeliveryMode(sent.getJMSDeliveryMode()));
        write("JMSPriority", () -> foreign.setJMSPriority(sent.getJMSPriority()));
        write("JMSExpiration", () -> foreign.setJMSExpiration(sent.getJMSExpiration()));
        write("JMSDeliveryTime", () -> foreign.setJMSDeliveryTime(sent.getJMSDeliveryTime()));
    }

    private static void write(String header, Writing writing) {
        try {
            writing.write();
        } catch (Throwable e) { // whatever it is, the message has been sent
            LOG.log(Level.DEBUG, () -> "A foreign message does not take its " + header, e);
        }
    }

    private interface Reading<T> {
        T value() throws JMSException;
    }

    private interface Writing {
        void write() throws JMSException;
    }

    private static LeaseMQMessage body(Message foreign) throws JMSException {
        if (foreign instanceof TextMessage text) {
            return new LeaseMQTextMessage(text.getText());
        }
        if (foreign instanceof BytesMessage bytes) {
            return bytes(bytes);
        }
        if (foreign instanceof MapMessage map) {
            return map(map);
        }
        if (foreign instanceof StreamMessage stream) {
            return stream(stream);
        }
        if (foreign instanceof ObjectMessage object) {
            LeaseMQObjectMessage copy = new LeaseMQObjectMessage();
            copy.setObject(object.getObject());
            return copy;
        }
        return new LeaseMQMessage();
    }

    private static LeaseMQMessage bytes(BytesMessage foreign) throws JMSException {
        LeaseMQBytesMessage copy = new LeaseMQBytesMessage();
        foreign.reset();
        byte[] buffer = new byte[8_192];
        for (int count = foreign.readBytes(buffer); count != -1; count = foreign.readBytes(buffer)) {
            copy.writeBytes(buffer, 0, count);
        }
        return copy;
    }

    private static LeaseMQMessage map(MapMessage foreign) throws JMSException {
        LeaseMQMapMessage copy = new LeaseMQMapMessage();
        Enumeration<?> names = foreign.getMapNames();
        for (Object name : Collections.list(names)) {
            copy.setObject((String) name, foreign.getObject((String) name));
        }
        return copy;
    }

    private static LeaseMQMessage stream(StreamMessage foreign) throws JMSException {
        LeaseMQStreamMessage copy = new LeaseMQStreamMessage();
        foreign.reset();
        boolean more = true;
        while (more) {
            more = copyElement(foreign, copy);
        }
        return copy;
    }

    private static boolean copyElement(StreamMessage from, LeaseMQStreamMessage to) throws JMSException {
        try {
            Object element = from.readObject();
            to.writeObject(element instanceof byte[] bytes ? Arrays.copyOf(bytes, bytes.length) : element);
            return true;
        } catch (MessageEOFException endOfStream) {
            return false;
        }
    }
}
