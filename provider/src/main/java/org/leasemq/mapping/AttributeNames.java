package org.leasemq.mapping;

import org.leasemq.engine.model.Attribute;
import org.leasemq.engine.model.Message;

/** The attributes that carry what is no property, and the properties that are carried otherwise. */
public final class AttributeNames {
    public static final String KIND = "JMS_SQSMessageType";
    public static final String CORRELATION_ID = "JMS_SQSCorrelationID";
    public static final String REPLY_TO = "JMS_SQSReplyToQueueName";
    public static final String REPLY_TO_KIND = "JMS_LeaseMQReplyToKind";
    public static final String TYPE = "JMS_LeaseMQType";
    public static final String DEDUPLICATION_ID = "JMS_SQS_DeduplicationId";
    public static final String GROUP_ID = "JMSXGroupID";
    public static final String DELIVERY_COUNT = "JMSXDeliveryCount";

    /**
     * The topic that a message was published to, whichever face published it. No property and no attribute that receivers see:
     * a queue that wants to know gets the message in an envelope.
     */
    public static final String TOPIC = Attribute.SYSTEM_PREFIX + "Topic";

    /** Where a message comes from, as AWS X-Ray writes it: see {@link TraceContext}. No property: receivers see that in its other form. */
    public static final String TRACE = Attribute.SYSTEM_PREFIX + "TraceHeader";

    /**
     * Messages for FIFO queues that name no group are all in this one. A sender who names it, or an empty one, says so in an
     * attribute besides, since only then receivers see it as a property.
     */
    public static final String DEFAULT_GROUP = "default";

    private AttributeNames() {}

    /** Whether an attribute carries a header, or what is the system's: no property can have its name. */
    public static boolean isHeader(String name) {
        return name.startsWith(Attribute.SYSTEM_PREFIX)
                || name.startsWith("JMS_")
                        && switch (name) {
                            case KIND, CORRELATION_ID, REPLY_TO, REPLY_TO_KIND, TYPE -> true;
                            default -> false;
                        };
    }

    /** Whether an attribute or property is a header, or has a field of its own in the engine. */
    public static boolean isCarriedOtherwise(String name) {
        return isHeader(name)
                || name.startsWith("JMS")
                        && switch (name) {
                            case DEDUPLICATION_ID, GROUP_ID, DELIVERY_COUNT -> true;
                            default -> false;
                        };
    }

    /**
     * The group the sender named, or null: sent on with one that nobody named, a message would be held up by others. Who named
     * the empty group named none, and gets that back.
     */
    public static String groupOf(Message message) {
        String group = message.groupId();
        if (group != null && !group.equals(DEFAULT_GROUP)) {
            return group;
        }
        Attribute named = message.attributes().get(GROUP_ID);
        if (named == null) {
            return null;
        }
        return named.asText().isEmpty() ? "" : group;
    }

    /** The message id as Jakarta Messaging shows it. */
    public static String messageId(Message message) {
        return "ID:" + message.id();
    }
}
