package org.leasemq.jms.message;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.leasemq.engine.ReceiveRequest;
import org.leasemq.engine.model.Attribute;
import org.leasemq.engine.model.Body;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.jms.JmsTest;

/** Messages between the JMS face and whoever else uses the engine, in the mapping of AWS's own library. */
class MappingTest extends JmsTest {

    private org.leasemq.engine.model.Message sent(Message message) throws JMSException {
        try (Session session = auto()) {
            session.createProducer(session.createQueue("mapped")).send(message);
        }
        return engine().receive(ReceiveRequest.from("mapped")).await().get(0).message();
    }

    private Message received(org.leasemq.engine.model.Message message) throws JMSException {
        engine().createQueue("mapped", QueueAttributes.standardQueue()).await();
        engine().send("mapped", List.of(message)).await().get(0).get();
        try (Session session = session(Session.CLIENT_ACKNOWLEDGE);
                MessageConsumer consumer = consumer(session, "mapped")) {
            return consumer.receiveNoWait();
        }
    }

    @Test
    void propertiesAndHeadersBecomeTypedAttributes() throws JMSException {
        Session session = auto();
        Message message = session.createTextMessage("Grüße");
        message.setStringProperty("text", "seven");
        message.setIntProperty("int", 1);
        message.setLongProperty("long", 2);
        message.setShortProperty("short", (short) 3);
        message.setByteProperty("byte", (byte) 4);
        message.setFloatProperty("float", 5.5f);
        message.setDoubleProperty("double", 6.5);
        message.setBooleanProperty("yes", true);
        message.setBooleanProperty("no", false);
        message.setStringProperty("JMSXGroupID", "group");
        message.setIntProperty("JMSXGroupSeq", 9);
        message.setJMSCorrelationID("correlation");
        message.setJMSReplyTo(session.createQueue("replies"));
        message.setJMSType("type");
        org.leasemq.engine.model.Message sent = sent(message);
        Map<String, String> attributes = new TreeMap<>();
        sent.attributes().forEach((name, value) -> attributes.put(name, value.type() + "=" + value.asText()));
        Map<String, String> expected = new TreeMap<>(Map.of(
                "text", "String=seven",
                "int", "Number.int=1",
                "long", "Number.long=2",
                "short", "Number.short=3",
                "byte", "Number.byte=4",
                "float", "Number.float=5.5",
                "double", "Number.double=6.5",
                "yes", "Number.Boolean=1",
                "no", "Number.Boolean=0",
                "JMSXGroupSeq", "Number.int=9"));
        expected.put("JMS_SQSMessageType", "String=text");
        expected.put("JMS_SQSCorrelationID", "String=correlation");
        expected.put("JMS_SQSReplyToQueueName", "String=replies");
        expected.put("JMS_LeaseMQType", "String=type");
        assertEquals(expected, attributes);
        assertEquals("group", sent.groupId());
        assertTrue(sent.exclusiveGroup());
        assertTrue(sent.body().isText());
        assertEquals("Grüße", sent.body().asText());
        assertEquals("ID:" + sent.id(), message.getJMSMessageID());
    }

    @Test
    void bytesBecomeABinaryBody() throws JMSException {
        BytesMessage message = auto().createBytesMessage();
        message.writeInt(7);
        org.leasemq.engine.model.Message sent = sent(message);
        assertEquals("byte", sent.attributes().get("JMS_SQSMessageType").asText());
        assertFalse(sent.body().isText());
        assertArrayEquals(new byte[] {0, 0, 0, 7}, sent.body().bytes());
    }

    @Test
    void aMessageThatSaysNothingAboutItselfIsReadByItsBody() throws JMSException {
        Message text = received(org.leasemq.engine.model.Message.of(Body.text("hello"))
                .withAttributes(Map.of(
                        "count", new Attribute("Number", "12".getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                        "share", Attribute.of("Number", "0.5"),
                        "label", Attribute.of("String.custom", "red"),
                        "odd", Attribute.of("Number.int", "many"),
                        "picture", Attribute.binary(new byte[] {1}))));
        assertEquals("hello", ((TextMessage) text).getText());
        assertEquals(12L, text.getLongProperty("count"));
        assertEquals(0.5, text.getDoubleProperty("share"));
        assertEquals("red", text.getStringProperty("label"));
        assertEquals("many", text.getStringProperty("odd"));
        assertNull(text.getObjectProperty("picture"));
    }

    @Test
    void bytesThatCameAsTextInBase64AreDecoded() throws JMSException {
        BytesMessage bytes = (BytesMessage) received(org.leasemq.engine.model.Message.of(Body.text("AAAABw=="))
                .withAttributes(Map.of("JMS_SQSMessageType", Attribute.string("byte"))));
        assertEquals(7, bytes.readInt());
    }
}
