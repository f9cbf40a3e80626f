package org.leasemq.jms.error;

import jakarta.jms.IllegalStateException;
import jakarta.jms.IllegalStateRuntimeException;
import jakarta.jms.InvalidClientIDException;
import jakarta.jms.InvalidClientIDRuntimeException;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.InvalidDestinationRuntimeException;
import jakarta.jms.InvalidSelectorException;
import jakarta.jms.InvalidSelectorRuntimeException;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.JMSSecurityException;
import jakarta.jms.JMSSecurityRuntimeException;
import jakarta.jms.MessageFormatException;
import jakarta.jms.MessageFormatRuntimeException;
import jakarta.jms.MessageNotWriteableException;
import jakarta.jms.MessageNotWriteableRuntimeException;
import jakarta.jms.ResourceAllocationException;
import jakarta.jms.ResourceAllocationRuntimeException;
import jakarta.jms.TransactionInProgressException;
import jakarta.jms.TransactionInProgressRuntimeException;
import jakarta.jms.TransactionRolledBackException;
import jakarta.jms.TransactionRolledBackRuntimeException;

/**
 * The one place where the simplified API gets its unchecked exceptions: each the twin of a {@link JMSException}, with its
 * message and error code, and itself as the cause.
 */
public final class RuntimeErrors {
    private RuntimeErrors() {}

    /** Calls the classic API for a result. */
    public static <T> T get(Call<T> call) {
        try {
            return call.get();
        } catch (JMSException e) {
            throw of(e);
        }
    }

    /** Calls the classic API. */
    public static void run(Action action) {
        try {
            action.run();
        } catch (JMSException e) {
            throw of(e);
        }
    }

    /** The unchecked twin. */
    public static JMSRuntimeException of(JMSException error) {
        String message = error.getMessage();
        String code = error.getErrorCode();
        if (error instanceof IllegalStateException) {
            return new IllegalStateRuntimeException(message, code, error);
        }
        if (error instanceof InvalidClientIDException) {
            return new InvalidClientIDRuntimeException(message, code, error);
        }
        if (error instanceof InvalidDestinationException) {
            return new InvalidDestinationRuntimeException(message, code, error);
        }
        if (error instanceof InvalidSelectorException) {
            return new InvalidSelectorRuntimeException(message, code, error);
        }
        if (error instanceof JMSSecurityException) {
            return new JMSSecurityRuntimeException(message, code, error);
        }
        if (error instanceof MessageFormatException) {
            return new MessageFormatRuntimeException(message, code, error);
        }
        if (error instanceof MessageNotWriteableException) {
            return new MessageNotWriteableRuntimeException(message, code, error);
        }
        if (error instanceof ResourceAllocationException) {
            return new ResourceAllocationRuntimeException(message, code, error);
        }
        if (error instanceof TransactionInProgressException) {
            return new TransactionInProgressRuntimeException(message, code, error);
        }
        if (error instanceof TransactionRolledBackException) {
            return new TransactionRolledBackRuntimeException(message, code, error);
        }
        return new JMSRuntimeException(message, code, error);
    }

    /** A call of the classic API that returns something. */
    @FunctionalInterface
    public interface Call<T> {
        /** Calls. */
        T get() throws JMSException;
    }

    /** A call of the classic API. */
    @FunctionalInterface
    public interface Action {
        /** Calls. */
        void run() throws JMSException;
    }
}
