package org.leasemq.jms;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.MessageEOFException;
import jakarta.jms.ObjectMessage;
import jakarta.jms.StreamMessage;
import jakarta.jms.TextMessage;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;

/** Messages of other providers, made into ours before they are sent (Jakarta Messaging, section 3.12). */
final class ForeignMessages {
    private ForeignMessages() {}

    static LeaseMQMessage copy(Message foreign) throws JMSException {
        LeaseMQMessage message = body(foreign);
        message.setJMSCorrelationID(foreign.getJMSCorrelationID());
        message.setJMSReplyTo(foreign.getJMSReplyTo());
        message.setJMSType(foreign.getJMSType());
        Enumeration<?> names = foreign.getPropertyNames();
        for (Object name : Collections.list(names)) {
            message.setObjectProperty((String) name, foreign.getObjectProperty((String) name));
        }
        return message;
    }

    /** Tells the sender's object what became of it. */
    static void writeBack(LeaseMQMessage sent, Message foreign) throws JMSException {
        foreign.setJMSMessageID(sent.getJMSMessageID());
        foreign.setJMSDestination(sent.getJMSDestination());
        foreign.setJMSTimestamp(sent.getJMSTimestamp());
        foreign.setJMSDeliveryMode(sent.getJMSDeliveryMode());
        foreign.setJMSPriority(sent.getJMSPriority());
        foreign.setJMSExpiration(sent.getJMSExpiration());
        foreign.setJMSDeliveryTime(sent.getJMSDeliveryTime());
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
