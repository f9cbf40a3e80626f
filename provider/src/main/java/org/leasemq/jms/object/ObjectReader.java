package org.leasemq.jms.object;

import jakarta.jms.JMSException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.ObjectStreamClass;
import java.io.Serializable;
import org.leasemq.jms.error.JmsErrors;
import org.leasemq.log.Thrown;
import org.leasemq.options.OptionValues;

/** Makes objects of what ObjectMessages hold. Immutable; safe for use by several threads. */
public final class ObjectReader {
    /** For what was set in this process, which is trusted: it is a copy of what the caller has anyway. */
    public static final ObjectReader OWN = new ObjectReader(null);

    private final ObjectLimits limits;

    /** For what others may have sent, which may be what the options say. */
    public static ObjectReader within(OptionValues options) {
        return new ObjectReader(ObjectLimits.of(options));
    }

    /** @param limits what others may have sent; null to read anything */
    private ObjectReader(ObjectLimits limits) {
        this.limits = limits;
    }

    /**
     * Makes the object.
     *
     * @param message id of the message that holds it, for people
     * @throws JMSException if it cannot be read, or is refused
     */
    public Serializable read(byte[] serialized, String message) throws JMSException {
        if (limits != null && serialized.length > limits.bytes()) {
            throw refused(
                    message,
                    "it has " + serialized.length + " bytes, more than " + limits.bytes()
                            + ". If it is to be read, raise the option object-size-limit.",
                    null);
        }
        ObjectGuard guard = null;
        try (Stream in = new Stream(serialized)) {
            guard = in.guardedBy(limits, serialized.length);
            return (Serializable) in.readObject();
        } catch (IOException | ClassNotFoundException | RuntimeException e) {
            throw refused(
                    message, guard == null || guard.refusal() == null ? Thrown.text(e) + "." : guard.refusal(), e);
        } catch (StackOverflowError e) {
            throw refused(
                    message,
                    "it is nested too deeply for the thread's stack. Lower the option object-depth-limit, or read it"
                            + " on a thread with a larger stack.",
                    null);
        } catch (LinkageError e) {
            throw refused(message, Thrown.text(e) + ".", new IllegalStateException("A class could not be linked", e));
        }
    }

    private static JMSException refused(String message, String why, Exception cause) {
        return JmsErrors.format("The object in message " + message + " cannot be read: " + why, cause);
    }

    /** Finds classes as the calling application does. */
    private static final class Stream extends ObjectInputStream {
        private ObjectGuard guard;

        Stream(byte[] serialized) throws IOException {
            super(new ByteArrayInputStream(serialized));
        }

        ObjectGuard guardedBy(ObjectLimits limits, int bytes) {
            if (limits != null) {
                guard = new ObjectGuard(limits, bytes, getObjectInputFilter());
                setObjectInputFilter(guard);
                enableResolveObject(true);
            }
            return guard;
        }

        @Override
        protected Object resolveObject(Object object) throws IOException {
            if (!guard.completed(object)) {
                throw new InvalidObjectException(guard.refusal());
            }
            return object;
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
