package org.leasemq.sqs.message;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.leasemq.engine.Delivery;
import org.leasemq.engine.model.Attribute;
import org.leasemq.engine.model.Message;
import org.leasemq.mapping.AttributeNames;
import org.leasemq.mapping.TraceContext;
import org.leasemq.sqs.call.Requester;
import org.leasemq.sqs.queue.Characters;
import org.leasemq.sqs.queue.Names;
import org.leasemq.sqs.queue.TopicLabels;
import org.leasemq.sqs.wire.ApiException;

/** What the system tells about a message, and keeps with it beside the sender's own attributes. */
public final class SystemAttributes {
    public static final String TRACE = AttributeNames.TRACE;
    public static final String SENDER = Attribute.SYSTEM_PREFIX + "SenderId";
    private static final String TRACE_HEADER = "AWSTraceHeader";
    private static final String ALL = "All";
    /** Sequence numbers have 20 digits, so that they compare as text, too. */
    private static final String FIRST_DIGIT = "1";

    private static final List<String> NAMES = List.of(
            ALL,
            "SenderId",
            "SentTimestamp",
            "ApproximateReceiveCount",
            "ApproximateFirstReceiveTimestamp",
            "SequenceNumber",
            "MessageDeduplicationId",
            "MessageGroupId",
            TRACE_HEADER,
            "DeadLetterQueueSourceArn");
    /** Names of queue attributes, which old clients ask for in the same list. */
    private static final List<String> OF_QUEUES = List.of(
            "Policy",
            "VisibilityTimeout",
            "MaximumMessageSize",
            "MessageRetentionPeriod",
            "ApproximateNumberOfMessages",
            "ApproximateNumberOfMessagesNotVisible",
            "CreatedTimestamp",
            "LastModifiedTimestamp",
            "QueueArn",
            "ApproximateNumberOfMessagesDelayed",
            "DelaySeconds",
            "ReceiveMessageWaitTimeSeconds",
            "RedrivePolicy",
            "FifoQueue",
            "ContentBasedDeduplication",
            "KmsMasterKeyId",
            "KmsDataKeyReusePeriodSeconds",
            "DeduplicationScope",
            "FifoThroughputLimit",
            "RedriveAllowPolicy",
            "SqsManagedSseEnabled");

    private SystemAttributes() {}

    static void requireKnown(String parameter, List<String> names) {
        for (String name : names) {
            if (!NAMES.contains(name) && !OF_QUEUES.contains(name)) {
                throw ApiException.invalid(parameter, name, "Unknown Attribute " + name + ".");
            }
        }
    }

    /** Those a request may give: the trace header. */
    static Map<String, Attribute> parse(Map<String, Attribute> given) {
        given.forEach((name, attribute) -> {
            if (!name.equals(TRACE_HEADER)) {
                throw ApiException.invalid(
                        "MessageSystemAttributes",
                        name,
                        "The only system attribute that can be sent is AWSTraceHeader.");
            }
            if (!attribute.type().equals("String")) {
                throw ApiException.invalid("MessageSystemAttributes", name, "Its type has to be String.");
            }
        });
        return given;
    }

    /** The trace header that the other end sent with the whole request; null if it sent none that a message can have. */
    public static Attribute trace(Requester requester) {
        String trace = requester.trace();
        return trace == null || trace.isBlank() || !Characters.areAllowed(trace) ? null : Attribute.string(trace);
    }

    /**
     * Those of a message that are wanted; null if there are none.
     *
     * @param idInFifo the id of the message if it is in a FIFO queue, else null
     * @param queueArn the ARN of the queue that the engine calls so
     */
    static Map<String, Object> describe(
            Delivery delivery, Message message, List<String> wanted, UUID idInFifo, UnaryOperator<String> queueArn) {
        if (wanted.isEmpty()) {
            return null;
        }
        boolean fifo = idInFifo != null;
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("SenderId", text(message, SENDER, "ANONYMOUS"));
        values.put("SentTimestamp", Long.toString(message.sentAt()));
        values.put("ApproximateReceiveCount", Integer.toString(delivery.earlierReceives() + delivery.receiveCount()));
        values.put("ApproximateFirstReceiveTimestamp", Long.toString(delivery.firstReceivedAt()));
        if (fifo) {
            values.put("SequenceNumber", sequenceNumber(delivery.sequenceNumber()));
        }
        if (fifo || !isOfFifoTopic(message)) {
            boolean dead = fifo && delivery.deadLetterSource() != null;
            values.put("MessageDeduplicationId", dead ? idInFifo.toString() : message.deduplicationId());
            values.put("MessageGroupId", message.groupId());
        }
        values.put(TRACE_HEADER, traceHeader(message));
        String source = delivery.deadLetterSource();
        values.put("DeadLetterQueueSourceArn", source == null ? null : queueArn.apply(source));
        boolean all = wanted.contains(ALL);
        values.entrySet().removeIf(entry -> entry.getValue() == null || !all && !wanted.contains(entry.getKey()));
        return values.isEmpty() ? null : values;
    }

    /** What such a topic orders and deduplicates by is not told by a standard queue. */
    private static boolean isOfFifoTopic(Message message) {
        String topic = TopicLabels.topicOf(message.attributes());
        return topic != null && Names.isFifo(topic);
    }

    /** A position as clients see it: 20 digits. */
    public static String sequenceNumber(long number) {
        String digits = Long.toString(number);
        return FIRST_DIGIT + "0".repeat(19 - digits.length()) + digits;
    }

    /** What the sender gave; else what a traceparent says, which it has set as an attribute or a property; null without either. */
    private static String traceHeader(Message message) {
        String given = text(message, TRACE, null);
        Attribute parent = message.attributes().get(TraceContext.TRACEPARENT);
        return given != null || parent == null ? given : TraceContext.header(parent.asText());
    }

    private static String text(Message message, String name, String otherwise) {
        Attribute attribute = message.attributes().get(name);
        return attribute == null ? otherwise : attribute.asText();
    }
}
