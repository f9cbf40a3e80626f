package org.leasemq.jms.message;

import jakarta.jms.BytesMessage;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.ObjectMessage;
import jakarta.jms.StreamMessage;
import jakarta.jms.TextMessage;

/** Makes messages that are to be written and sent. */
public final class Messages {
    private Messages() {}

    /** One without a body. */
    public static Message plain() {
        return new LeaseMQMessage();
    }

    /** @param body null for none */
    public static TextMessage text(String body) {
        return new LeaseMQTextMessage(body);
    }

    /** One of bytes. */
    public static BytesMessage bytes() {
        return new LeaseMQBytesMessage();
    }

    /** One of values with names. */
    public static MapMessage map() {
        return new LeaseMQMapMessage();
    }

    /** One of values in their order. */
    public static StreamMessage stream() {
        return new LeaseMQStreamMessage();
    }

    /** One of an object. */
    public static ObjectMessage object() {
        return new LeaseMQObjectMessage();
    }
}
