package org.leasemq.sqs.queue;

import org.leasemq.engine.QueueAttributes;
import org.leasemq.engine.QueueInfo;

/**
 * Amazon resource names of queues and topics. Accounts and regions are labels here: a name has one meaning, whatever stands in
 * front of it.
 *
 * @param account of queues that do not say otherwise
 * @param region of queues that do not say otherwise
 */
public record Arns(String account, String region) {
    private static final String PREFIX = "arn:aws:";
    private static final int PARTS = 6;

    /** How a queue is named whoever asks: by the account and the region of who created it, as far as that is known. */
    public Arns of(QueueInfo queue) {
        return of(queue.attributes());
    }

    /** As {@link #of(QueueInfo)}, by what is kept with a queue or a topic. */
    public Arns of(QueueAttributes attributes) {
        return Labels.home(attributes, this);
    }

    public String queue(String name) {
        return PREFIX + "sqs:" + region + ":" + account + ":" + name;
    }

    public String topic(String name) {
        return PREFIX + "sns:" + region + ":" + account + ":" + name;
    }

    /** The queue an ARN names; null if it is not one that clients see. */
    public static String queueOf(String arn) {
        String name = nameOf(arn, "sqs");
        return name == null || !Names.isVisible(name) ? null : name;
    }

    /** The topic an ARN names; null if it is not one. */
    public static String topicOf(String arn) {
        return nameOf(arn, "sns");
    }

    private static String nameOf(String arn, String service) {
        String[] parts = arn == null ? new String[0] : arn.split(":", PARTS);
        boolean fits = parts.length == PARTS
                && parts[0].equals("arn")
                && parts[2].equals(service)
                && Names.isPossible(parts[5]);
        return fits ? parts[5] : null;
    }
}
