package org.leasemq.options;

import java.util.EnumSet;
import java.util.Map;
import org.leasemq.options.Option.Scope;

/**
 * A queue name with the options it is to be created with: {@code orders.fifo?max-receive-count=3}. Immutable.
 *
 * @param name name of the queue
 * @param options the options after the question mark
 */
public record QueueSpec(String name, OptionValues options) {
    /**
     * Reads a queue name with options.
     *
     * @throws InvalidOptionException if the name is missing or none that a queue can have, or an option is wrong
     */
    public static QueueSpec parse(String text) {
        if (text == null || text.isBlank()) {
            throw new InvalidOptionException(
                    "The queue name is missing. Give a name such as 'orders' or 'orders.fifo'.");
        }
        int question = text.indexOf('?');
        if (question < 0) {
            return new QueueSpec(DestinationName.ofQueue(text), OptionValues.defaults());
        }
        if (question == 0) {
            throw new InvalidOptionException("'" + text + "' has options but no queue name before them.");
        }
        String name = DestinationName.ofQueue(text.substring(0, question));
        Map<String, String> options = Query.parse(text.substring(question + 1), text);
        return new QueueSpec(name, OptionValues.parse(options, EnumSet.of(Scope.QUEUE)));
    }

    /** Whether there are options. */
    public boolean hasOptions() {
        return !options.asTexts().isEmpty();
    }
}
