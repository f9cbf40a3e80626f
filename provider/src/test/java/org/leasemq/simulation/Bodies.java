package org.leasemq.simulation;

import java.util.function.Consumer;
import java.util.function.Predicate;
import org.leasemq.engine.model.Filter;
import org.leasemq.engine.model.Message;

/** The bodies of messages, which are numbers, and filters on them. */
final class Bodies {
    static final String LANGUAGE = "remainder";
    private static final int DIVISOR = 3;

    private Bodies() {}

    /** Passes a third of all messages. */
    static Filter filter(int remainder) {
        return new Filter(LANGUAGE, String.valueOf(remainder));
    }

    /**
     * What the filter means to the engine.
     *
     * @param answering called whenever it is asked, with what it will answer; may throw
     */
    static Predicate<Message> condition(String remainder, Consumer<Boolean> answering) {
        return message -> {
            boolean passes = passes(message.body().asText(), remainder);
            answering.accept(passes);
            return passes;
        };
    }

    /** What the filter means to the model. */
    static Predicate<Message> condition(Filter filter) {
        return message -> passes(message.body().asText(), filter.text());
    }

    private static boolean passes(String body, String remainder) {
        return Integer.parseInt(body.substring(1)) % DIVISOR == Integer.parseInt(remainder);
    }
}
