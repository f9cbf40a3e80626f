package org.leasemq.sqs.queue;

import java.time.Duration;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.sqs.wire.ApiException;
import org.leasemq.sqs.wire.ErrorCode;
import org.leasemq.sqs.wire.WholeNumbers;

/**
 * An attribute of queues as the API has it.
 *
 * @param name its name
 * @param fifoOnly whether standard queues do not have it
 * @param read its value; null if the queue has none
 * @param write the attributes of a queue with another value; null if it can only be read
 */
record QueueAttribute(String name, boolean fifoOnly, Function<QueueReading, String> read, Write write) {

    /** Sets it. */
    @FunctionalInterface
    interface Write {
        /** @param queues what the engine calls the queue of an ARN; null for what is none */
        QueueAttributes apply(QueueAttributes attributes, String value, UnaryOperator<String> queues);
    }

    /** One that only tells something. */
    static QueueAttribute told(String name, Function<QueueReading, String> read) {
        return new QueueAttribute(name, false, read, null);
    }

    /** A whole number. */
    static QueueAttribute number(
            String name,
            long least,
            long most,
            ToLongFunction<QueueAttributes> read,
            BiFunction<QueueAttributes, Long, QueueAttributes> write) {
        return new QueueAttribute(
                name,
                false,
                view -> Long.toString(read.applyAsLong(view.attributes())),
                (attributes, value, queues) -> write.apply(attributes, parse(name, value, least, most)));
    }

    /** A duration in seconds. */
    static QueueAttribute seconds(
            String name,
            long least,
            long most,
            Function<QueueAttributes, Duration> read,
            BiFunction<QueueAttributes, Duration, QueueAttributes> write) {
        return number(
                name,
                least,
                most,
                attributes -> read.apply(attributes).toSeconds(),
                (attributes, value) -> write.apply(attributes, Duration.ofSeconds(value)));
    }

    /** One that is kept and given back. */
    static QueueAttribute kept(String name, boolean fifoOnly, String initial, Function<String, String> check) {
        return new QueueAttribute(
                name,
                fifoOnly,
                view -> {
                    String value = Labels.attribute(view.attributes(), name);
                    return value == null ? initial : value;
                },
                (attributes, value, queues) ->
                        Labels.withAttribute(attributes, name, value.isEmpty() ? value : check.apply(value)));
    }

    static boolean flag(String name, String value) {
        return switch (value) {
            case "true", "True", "TRUE" -> true;
            case "false", "False", "FALSE" -> false;
            default -> throw invalid(name);
        };
    }

    static long parse(String name, String value, long least, long most) {
        try {
            long number = WholeNumbers.parse(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new ApiException(ErrorCode.INVALID_ATTRIBUTE_VALUE, message(name), e);
        }
        throw invalid(name);
    }

    static ApiException invalid(String name) {
        return new ApiException(ErrorCode.INVALID_ATTRIBUTE_VALUE, message(name));
    }

    private static String message(String name) {
        return "Invalid value for the parameter " + name + ".";
    }
}
