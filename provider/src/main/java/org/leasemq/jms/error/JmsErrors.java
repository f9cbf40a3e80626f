package org.leasemq.jms.error;

import jakarta.jms.IllegalStateException;
import jakarta.jms.InvalidClientIDException;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.InvalidSelectorException;
import jakarta.jms.JMSException;
import jakarta.jms.JMSSecurityException;
import jakarta.jms.MessageEOFException;
import jakarta.jms.MessageFormatException;
import jakarta.jms.MessageNotReadableException;
import jakarta.jms.MessageNotWriteableException;
import jakarta.jms.ResourceAllocationException;
import jakarta.jms.TransactionRolledBackException;
import java.util.concurrent.RejectedExecutionException;
import org.leasemq.engine.model.EngineException;
import org.leasemq.log.Thrown;

/** The one place where errors become {@link JMSException}s. Each has an error code and keeps its cause. */
public final class JmsErrors {
    private JmsErrors() {}

    /** What the engine refused, in Jakarta Messaging's terms. */
    public static JMSException of(EngineException error) {
        JMSException translated = translate(error);
        return translated.getCause() == null ? caused(translated, error) : translated;
    }

    private static JMSException translate(EngineException error) {
        String message = error.getMessage();
        return switch (error.kind()) {
            case NO_SUCH_QUEUE -> new InvalidDestinationException(message, "LEASEMQ-NO-SUCH-QUEUE");
            case QUEUE_EXISTS -> new InvalidDestinationException(message, "LEASEMQ-QUEUE-EXISTS");
            case QUEUE_SET_ASIDE -> new InvalidDestinationException(message, "LEASEMQ-QUEUE-SET-ASIDE");
            case INVALID_ATTRIBUTE -> new InvalidDestinationException(message, "LEASEMQ-INVALID-ATTRIBUTE");
            case INVALID_FILTER -> new InvalidSelectorException(message, "LEASEMQ-INVALID-SELECTOR");
            case INVALID_MESSAGE -> new MessageFormatException(message, "LEASEMQ-INVALID-MESSAGE");
            case MESSAGE_TOO_LARGE -> new MessageFormatException(message, "LEASEMQ-MESSAGE-TOO-LARGE");
            case NO_ROOM -> new ResourceAllocationException(message, "LEASEMQ-NO-ROOM");
            case NO_THREAD -> new ResourceAllocationException(message, "LEASEMQ-NO-THREAD");
            case LEASE_ENDED -> new JMSException(message, "LEASEMQ-LEASE-ENDED");
            case NO_SUCH_BRANCH, BRANCH_EXISTS, BRANCH_BUSY, BRANCH_DECIDED, QUEUE_CHANGED -> unexpected(error);
            case SUBSCRIPTION_IN_USE -> new JMSException(message, "LEASEMQ-SUBSCRIPTION-IN-USE");
            case UNKNOWN -> new JMSException(message, "LEASEMQ-UNKNOWN");
            case CLOSED -> new IllegalStateException(message, "LEASEMQ-CLOSED");
            case ACCESS_DENIED -> new JMSSecurityException(message, "LEASEMQ-ACCESS-DENIED");
            case FAILED -> new JMSException(message, "LEASEMQ-FAILED");
            case STORE_FAILED -> new JMSException(message, "LEASEMQ-STORE-FAILED");
        };
    }

    /** Whether it is that the engine has been closed, which whoever waits for messages knows by itself. */
    public static boolean isEngineClosed(JMSException failure) {
        return failure.getCause() instanceof EngineException.Closed;
    }

    /** Something that nobody foresaw: what it does to the call at hand, it does to nothing else. */
    public static JMSException of(RuntimeException error) {
        return error instanceof EngineException engine ? of(engine) : unexpected(error);
    }

    /** As {@link #of(RuntimeException)}, for errors as well. */
    public static JMSException unexpected(Throwable error) {
        JMSException failure = new JMSException(
                "Something went wrong that should not: " + Thrown.text(error)
                        + ". Please report it with what the log says.",
                "LEASEMQ-UNEXPECTED");
        return because(failure, error);
    }

    private static JMSException because(JMSException failure, Throwable cause) {
        failure.initCause(cause);
        if (cause instanceof Exception exception) {
            failure.setLinkedException(exception);
        }
        return failure;
    }

    /** A commit that did not happen, unless nobody knows. */
    public static JMSException rolledBack(EngineException error) {
        if (error.kind() == EngineException.Kind.FAILED || error.kind() == EngineException.Kind.UNKNOWN) {
            return of(error);
        }
        return caused(
                new TransactionRolledBackException(
                        "The transaction could not be committed and has been rolled back: nothing was sent, and its"
                                + " messages will be delivered again. " + error.getMessage(),
                        "LEASEMQ-ROLLED-BACK"),
                error);
    }

    /** Something is wrong that is not the engine's. */
    public static JMSException failure(String message, String code, Exception cause) {
        return caused(new JMSException(message, code), cause);
    }

    /** Listeners need threads. */
    public static ResourceAllocationException noThread(RejectedExecutionException cause) {
        return caused(
                new ResourceAllocationException(
                        "There is no thread to call a listener on: " + Thrown.message(cause)
                                + ". Nothing has been sent or received. See that there are more threads, and try"
                                + " again.",
                        "LEASEMQ-NO-THREAD"),
                cause);
    }

    /** A connection consumer's pool, which is the application server's, has thrown something. */
    public static JMSException poolFailed(String what, Object destination, Throwable cause) {
        JMSException failure = new JMSException(
                "The server session pool of the connection consumer for '" + destination + "' threw on " + what + ": "
                        + Thrown.text(cause) + ". Nothing is lost; it is asked again every second until it works.",
                "LEASEMQ-SERVER-SESSION");
        return because(failure, cause);
    }

    /** What cannot be done now. */
    public static IllegalStateException illegalState(String message) {
        return new IllegalStateException(message, "LEASEMQ-ILLEGAL-STATE");
    }

    /**
     * @param branch its id
     * @param how how it came that nothing can be done in that transaction branch any more
     */
    public static IllegalStateException branchOver(String branch, String how) {
        return new IllegalStateException(
                "Transaction branch " + branch + " is over: " + how + ". Nothing more is sent or received in it, nor"
                        + " without it by a call that began in it. Begin another transaction.",
                "LEASEMQ-BRANCH-OVER");
    }

    /** @param what what it is, as the beginning of a sentence */
    public static IllegalStateException closed(String what) {
        return new IllegalStateException(what + " is closed.", "LEASEMQ-CLOSED");
    }

    /** A client identifier that cannot be had. */
    public static InvalidClientIDException invalidClientId(String message) {
        return new InvalidClientIDException(message, "LEASEMQ-INVALID-CLIENT-ID");
    }

    /** @param cause what found that out; null if nothing else did */
    public static InvalidDestinationException invalidDestination(String message, Exception cause) {
        return caused(new InvalidDestinationException(message, "LEASEMQ-INVALID-DESTINATION"), cause);
    }

    /** What a message cannot hold, or be read as. */
    public static MessageFormatException format(String message) {
        return new MessageFormatException(message, "LEASEMQ-MESSAGE-FORMAT");
    }

    /** As {@link #format(String)}, found out by something else. */
    public static MessageFormatException format(String message, Exception cause) {
        return caused(format(message), cause);
    }

    /** @param what what has been read to its end */
    public static MessageEOFException endOf(String what) {
        return new MessageEOFException("The end of the " + what + " has been reached.", "LEASEMQ-END-OF-MESSAGE");
    }

    /** @param remedy what to call so that it can be written */
    public static MessageNotWriteableException readOnly(String what, String remedy) {
        return new MessageNotWriteableException(
                "The " + what + " of this message are read-only. Call " + remedy + " first.", "LEASEMQ-READ-ONLY");
    }

    /** A body that is read while it is written. */
    public static MessageNotReadableException writeOnly() {
        return new MessageNotReadableException(
                "The body of this message is being written. Call reset() before reading it.", "LEASEMQ-WRITE-ONLY");
    }

    private static <E extends JMSException> E caused(E exception, Exception cause) {
        if (cause != null) {
            exception.setLinkedException(cause);
            exception.initCause(cause);
        }
        return exception;
    }
}
