package org.leasemq.jms.destination;

import jakarta.jms.JMSException;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.model.RedrivePolicy;
import org.leasemq.jms.error.JmsErrors;
import org.leasemq.options.Option;
import org.leasemq.options.OptionValues;
import org.leasemq.options.Options;

/** Options of queues as the attributes the engine knows, and back. */
final class QueueOptions {
    private static final String FIFO = ".fifo";
    private static final String SOURCE = "{queue}";

    private QueueOptions() {}

    /** The attributes of a queue that is to be created. */
    static QueueAttributes attributes(String queue, OptionValues options) {
        boolean fifo = queue.endsWith(FIFO);
        QueueAttributes attributes = deadLetterAttributes(queue, options)
                .withDelay(options.get(Options.DELAY))
                .withRedrive(redrive(queue, options));
        if (!fifo) {
            return attributes;
        }
        return attributes
                .withContentBasedDeduplication(options.get(Options.CONTENT_BASED_DEDUPLICATION))
                .withDeduplicationScope(options.get(Options.DEDUPLICATION_SCOPE));
    }

    /** The attributes of a dead-letter queue: those of its source that are not about how messages get there. */
    static QueueAttributes deadLetterAttributes(String queue, OptionValues options) {
        return QueueAttributes.standardQueue()
                .withFifo(queue.endsWith(FIFO))
                .withVisibilityTimeout(options.get(Options.VISIBILITY_TIMEOUT))
                .withRetention(options.get(Options.RETENTION))
                .withReceiveWait(options.get(Options.RECEIVE_WAIT))
                .withMaximumMessageSize(
                        options.get(Options.MAXIMUM_MESSAGE_SIZE).intValue());
    }

    private static RedrivePolicy redrive(String queue, OptionValues options) {
        int count = options.get(Options.MAX_RECEIVE_COUNT);
        return count == 0 ? null : new RedrivePolicy(deadLetterQueue(queue, options), count);
    }

    /** Name of the dead-letter queue of a queue; the suffix of FIFO queues stays at the end. */
    static String deadLetterQueue(String queue, OptionValues options) {
        String pattern = options.get(Options.DEAD_LETTER_QUEUE);
        if (!queue.endsWith(FIFO)) {
            return pattern.replace(SOURCE, queue);
        }
        String name = pattern.replace(SOURCE, queue.substring(0, queue.length() - FIFO.length()));
        return name.endsWith(FIFO) ? name : name + FIFO;
    }

    /** Whether the name of its dead-letter queue is a queue's own: then it has none. */
    static boolean isOwnDeadLetterQueue(String queue, OptionValues options) {
        return deadLetterQueue(queue, options).equals(queue);
    }

    /**
     * Refuses what a queue's name asks for and no such queue can have.
     *
     * @param named the options in its name
     */
    static void refuseImpossible(String queue, OptionValues named) throws JMSException {
        boolean deduplicates = named.get(Options.CONTENT_BASED_DEDUPLICATION);
        boolean byGroup = named.get(Options.DEDUPLICATION_SCOPE) != Options.DEDUPLICATION_SCOPE.defaultValue();
        if (!queue.endsWith(FIFO) && (deduplicates || byGroup)) {
            throw JmsErrors.invalidDestination(
                    "Queue '" + queue + "' cannot have "
                            + (deduplicates ? Options.CONTENT_BASED_DEDUPLICATION : Options.DEDUPLICATION_SCOPE)
                            + ", which is for FIFO queues only: their names end in .fifo.",
                    null);
        }
    }

    /**
     * Refuses to create a queue, or its dead-letter queue, that could not be used as its options say.
     *
     * @param named the options in its name
     * @param all these, and the defaults of the others
     */
    static void refuseImpossible(String queue, OptionValues named, OptionValues all) throws JMSException {
        boolean redriven = all.get(Options.MAX_RECEIVE_COUNT) > 0;
        boolean namesTarget = named.isGiven(Options.DEAD_LETTER_QUEUE);
        String target = deadLetterQueue(queue, all);
        if (isOwnDeadLetterQueue(queue, all) && (namesTarget || named.get(Options.MAX_RECEIVE_COUNT) > 0)) {
            throw JmsErrors.invalidDestination(
                    "Queue '" + queue + "' would be its own dead-letter queue, to which messages go that were delivered"
                            + " too often. Name another by dead-letter-queue, or leave max-receive-count out.",
                    null);
        }
        if (namesTarget && !redriven) {
            throw JmsErrors.invalidDestination(
                    "Queue '" + queue + "' cannot have the dead-letter-queue " + target
                            + " without a max-receive-count,"
                            + " which says after how many deliveries messages go there. Give both, or neither.",
                    null);
        }
        refuseOtherKind(queue, all);
    }

    /** Refuses a dead-letter queue that is a FIFO queue where the source is none; the other way round the suffix is added. */
    static void refuseOtherKind(String queue, OptionValues options) throws JMSException {
        String target = deadLetterQueue(queue, options);
        if (options.get(Options.MAX_RECEIVE_COUNT) > 0 && !queue.endsWith(FIFO) && target.endsWith(FIFO)) {
            throw JmsErrors.invalidDestination(
                    "The dead-letter-queue " + target + " is a FIFO queue and cannot be that of '" + queue
                            + "', which is none. Name one without .fifo.",
                    null);
        }
    }

    /** The value that was asked for, as text to be compared with {@link #present}. */
    static String text(Option<?> option, String queue, OptionValues options) {
        return option == Options.DEAD_LETTER_QUEUE ? deadLetterQueue(queue, options) : options.text(option);
    }

    /** The value that a queue has, as text. */
    static String present(Option<?> option, QueueAttributes attributes) {
        RedrivePolicy redrive = attributes.redrive();
        if (option == Options.DEAD_LETTER_QUEUE) {
            return redrive == null ? "none" : redrive.deadLetterQueue();
        }
        OptionValues values = OptionValues.defaults()
                .with(Options.VISIBILITY_TIMEOUT, attributes.visibilityTimeout())
                .with(Options.DELAY, attributes.delay())
                .with(Options.RETENTION, attributes.retention())
                .with(Options.RECEIVE_WAIT, attributes.receiveWait())
                .with(Options.MAXIMUM_MESSAGE_SIZE, (long) attributes.maximumMessageSize())
                .with(Options.MAX_RECEIVE_COUNT, redrive == null ? 0 : redrive.maxReceiveCount())
                .with(Options.CONTENT_BASED_DEDUPLICATION, attributes.contentBasedDeduplication())
                .with(Options.DEDUPLICATION_SCOPE, attributes.deduplicationScope());
        return values.text(option);
    }
}
