package org.leasemq.jms.delivery;

import jakarta.jms.CompletionListener;
import jakarta.jms.Message;
import java.util.function.Consumer;

/** A listener of asynchronous sends in two functions. */
public record OnCompletion(Consumer<Message> sent, Consumer<Exception> failed) implements CompletionListener {
    @Override
    public void onCompletion(Message message) {
        sent.accept(message);
    }

    @Override
    public void onException(Message message, Exception exception) {
        failed.accept(exception);
    }
}
