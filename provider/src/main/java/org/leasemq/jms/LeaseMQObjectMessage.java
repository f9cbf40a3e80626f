package org.leasemq.jms;

import jakarta.jms.JMSException;
import jakarta.jms.ObjectMessage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.Serializable;
import org.leasemq.engine.Body;

/** A message whose body is a serialized object, copied when it is set and again each time it is read. */
final class LeaseMQObjectMessage extends LeaseMQMessage implements ObjectMessage {
    /** What was set in this process is trusted: it is a copy of what the caller has anyway. */
    private static final ObjectInputFilter OWN = info -> ObjectInputFilter.Status.ALLOWED;

    private byte[] serialized;
    private ObjectInputFilter filter = OWN;

    /** A new message. */
    LeaseMQObjectMessage() {}

    /** A received message. */
    LeaseMQObjectMessage(byte[] serialized, ObjectInputFilter filter) {
        this.serialized = serialized.length == 0 ? null : serialized;
        this.filter = filter;
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
            throw JmsErrors.format("An object of " + object.getClass() + " cannot be serialized: " + e + ".", e);
        }
        serialized = bytes.toByteArray();
        filter = OWN;
    }

    @Override
    public Serializable getObject() throws JMSException {
        if (serialized == null) {
            return null;
        }
        try (ObjectInputStream in = new ContextObjectInputStream(new ByteArrayInputStream(serialized))) {
            in.setObjectInputFilter(filter);
            return (Serializable) in.readObject();
        } catch (IOException | ClassNotFoundException | RuntimeException e) {
            throw JmsErrors.format(
                    "The object in message " + getJMSMessageID() + " cannot be read: " + e
                            + ". If its class is to be trusted, add its package to the option trusted-packages.",
                    e);
        }
    }

    /** Finds classes as the calling application does. */
    private static final class ContextObjectInputStream extends ObjectInputStream {
        ContextObjectInputStream(InputStream in) throws IOException {
            super(in);
        }

        @Override
        protected Class<?> resolveClass(ObjectStreamClass description) throws IOException, ClassNotFoundException {
            ClassLoader loader = Thread.currentThread().getContextClassLoader();
            if (loader != null) {
                try {
                    return Class.forName(description.getName(), false, loader);
                } catch (ClassNotFoundException e) {
                    return super.resolveClass(description);
                }
            }
            return super.resolveClass(description);
        }
    }
}
