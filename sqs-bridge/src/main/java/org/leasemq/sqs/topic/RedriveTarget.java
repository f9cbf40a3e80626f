package org.leasemq.sqs.topic;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import org.leasemq.sqs.call.Call;
import org.leasemq.sqs.queue.Arn;
import org.leasemq.sqs.queue.Arns;
import org.leasemq.sqs.queue.Names;
import org.leasemq.sqs.wire.ClientJson;

/** The dead-letter queue of a subscription, which its redrive policy names by an ARN; it need not be there. */
public final class RedriveTarget {
    /** The attribute of a subscription that names it. */
    public static final String POLICY = "RedrivePolicy";

    private static final String TARGET = "deadLetterTargetArn";
    private static final int LONGEST = 8_192;
    private static final ClientJson JSON = ClientJson.withNamesRepeated(ClientJson.DEEP);

    private RedriveTarget() {}

    /** What the engine calls it; null if the policy names none, or is null itself. */
    static String of(Call call, String policy) {
        try {
            return policy == null || policy.length() > LONGEST
                    ? null
                    : call.homes().queueOf(arn(policy));
        } catch (ClientJson.Refused e) {
            return null;
        }
    }

    private static String arn(String policy) throws ClientJson.Refused {
        return JSON.read(policy).path(TARGET).textValue();
    }

    /**
     * Why a subscription cannot have a policy; null if it can.
     *
     * @param topic what the engine calls it, as the queue
     */
    static String fault(Call call, String policy, String topic, String queue) {
        if (policy.length() > LONGEST) {
            return "longer than " + LONGEST + " characters";
        }
        String arn;
        try {
            String unknown = unknown(JSON.read(policy));
            if (unknown != null) {
                return "invalid JSON. Attribute " + unknown + " is unknown.";
            }
            arn = arn(policy);
        } catch (ClientJson.Refused e) {
            return "failed to parse JSON. " + e.getMessage();
        }
        Arn target = Arn.ofQueue(arn);
        if (target == null) {
            return TARGET + " is an invalid arn";
        }
        Arn subscriber = Arn.ofQueue(call.homes().queueArn(queue));
        String region = Arn.ofTopic(call.homes().topicArn(topic)).home().region();
        if (!target.home().equals(new Arns(subscriber.home().account(), region))) {
            return "must use a queue of the account of the subscribed queue, and of the region of the topic, as DLQ.";
        }
        return kindFault(Names.isFifo(topic), Names.isFifo(queue), Names.isFifo(target.name()));
    }

    private static String unknown(JsonNode policy) {
        for (Iterator<String> names = policy.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!name.equals(TARGET)) {
                return name;
            }
        }
        return null;
    }

    private static String kindFault(boolean ofTopic, boolean ofQueue, boolean ofTarget) {
        if (ofTopic && ofQueue && !ofTarget) {
            return "must use a FIFO queue as DLQ for a FIFO Subscription to a FIFO Topic.";
        }
        return !ofTopic && ofTarget ? "must use a standard queue as DLQ for a Subscription to a standard Topic." : null;
    }
}
