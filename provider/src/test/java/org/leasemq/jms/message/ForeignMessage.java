package org.leasemq.jms.message;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.ObjectMessage;
import jakarta.jms.StreamMessage;
import jakarta.jms.TextMessage;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;

/** Messages that are not this provider's own, though they behave alike. */
public final class ForeignMessage {
    private ForeignMessage() {}

    public static List<Message> oneOfEach() throws JMSException {
        BytesMessage bytes = Messages.bytes();
        bytes.writeBytes(new byte[20_000]);
        bytes.writeInt(7);
        MapMessage map = Messages.map();
        map.setInt("number", 7);
        StreamMessage stream = Messages.stream();
        stream.writeInt(7);
        stream.writeBytes(new byte[] {7});
        ObjectMessage object = Messages.object();
        object.setObject("seven");
        return List.of(
                foreign(TextMessage.class, Messages.text("seven"), "text"),
                foreign(BytesMessage.class, bytes, "bytes"),
                foreign(MapMessage.class, map, "map"),
                foreign(StreamMessage.class, stream, "stream"),
                foreign(ObjectMessage.class, object, "object"),
                foreign(Message.class, Messages.plain(), "message"));
    }

    private static Message foreign(Class<? extends Message> type, Message message, String jmsType) throws JMSException {
        message.setJMSType(jmsType);
        return (Message) Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
            try {
                return method.invoke(message, args);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        });
    }

    public static void assertSameBody(Message received, String type) throws JMSException {
        switch (type) {
            case "text" -> assertEquals("seven", ((TextMessage) received).getText());
            case "bytes" -> assertEquals(20_004, ((BytesMessage) received).getBodyLength());
            case "map" -> assertEquals(7, ((MapMessage) received).getInt("number"));
            case "stream" -> assertEquals(7, ((StreamMessage) received).readInt());
            case "object" -> assertEquals("seven", ((ObjectMessage) received).getObject());
            default -> assertEquals(LeaseMQMessage.class, received.getClass());
        }
    }
}
