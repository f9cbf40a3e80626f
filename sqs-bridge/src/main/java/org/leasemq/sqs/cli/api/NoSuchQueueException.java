package org.leasemq.sqs.cli.api;

/** There is no queue of the name that was given to a command. */
public final class NoSuchQueueException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NoSuchQueueException(String url, Throwable cause) {
        super("There is no queue named '" + GivenQueue.given(url) + "'.", cause);
    }
}
