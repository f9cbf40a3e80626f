package org.leasemq.jms.message;

import jakarta.jms.JMSException;
import jakarta.jms.ObjectMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import org.leasemq.engine.model.Body;
import org.leasemq.jms.error.JmsErrors;
import org.leasemq.jms.object.ObjectReader;
import org.leasemq.log.Thrown;

/** A message whose body is a serialized object, copied when it is set and again each time it is read. */
final class LeaseMQObjectMessage extends LeaseMQMessage implements ObjectMessage {
    private byte[] serialized;
    private ObjectReader reader = ObjectReader.OWN;

    /** A new message. */
    LeaseMQObjectMessage() {}

    /** A received message. */
    LeaseMQObjectMessage(byte[] serialized, ObjectReader reader) {
        this.serialized = serialized.length == 0 ? null : serialized;
        this.reader = reader;
    }

    @Override
    Body toBody() {
        return serialized == null ? MessageKind.NO_BODY : Body.binary(serialized);
    }

    @Override
    MessageKind kind() {
        return MessageKind.OBJECT;
    }

    @Override
    Object bodyObject() throws JMSException {
        return getObject();
    }

    @Override
    void dropBody() {
        serialized = null;
    }

    @Override
    public void setObject(Serializable object) throws JMSException {
        checkBodyWritable();
        if (object == null) {
            serialized = null;
            return;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(object);
        } catch (IOException e) {
            throw JmsErrors.format(
                    "An object of " + object.getClass() + " cannot be serialized: " + Thrown.text(e) + ".", e);
        }
        serialized = bytes.toByteArray();
        reader = ObjectReader.OWN;
    }

    @Override
    public Serializable getObject() throws JMSException {
        if (serialized == null) {
            return null;
        }
        return reader.read(serialized, getJMSMessageID());
    }
}
