package org.leasemq.sqs.topic;

import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.model.QueueInfo;
import org.leasemq.sqs.access.Resource;
import org.leasemq.sqs.access.TouchRole;
import org.leasemq.sqs.call.Call;
import org.leasemq.sqs.call.Touch;
import org.leasemq.sqs.queue.Arn;
import org.leasemq.sqs.queue.TopicLabels;
import org.leasemq.sqs.wire.ApiException;
import org.leasemq.sqs.wire.ErrorCode;

/** What requests for actions on topics touch. */
public final class TopicTouch {
    /** Where most requests name a topic. */
    public static final String TOPIC = "TopicArn";

    static final String SUBSCRIPTION = "SubscriptionArn";
    /** Where requests about tags name a topic. */
    public static final String RESOURCE = "ResourceArn";

    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final String TARGET = "TargetArn";

    private TopicTouch() {}

    /** The topic of a request. */
    public static Touch topic(TouchRole role) {
        return new Touch(TOPIC, role, call -> List.of(topic(call, TOPIC)));
    }

    /** As {@link #topic(TouchRole)}, under either name. */
    public static Touch topicOrTarget(TouchRole role) {
        return new Touch(TOPIC, role, call -> {
            if (call.in().has(TARGET)) {
                if (TopicErrors.requireArn(TARGET, call.in().text(TARGET)).contains(":endpoint/")) {
                    throw TopicErrors.invalid(TARGET, "No endpoint found for the target arn specified");
                }
                return List.of(topic(call, TARGET));
            }
            if (!call.in().has(TOPIC)) {
                throw TopicErrors.invalid("TopicArn or TargetArn", "no value for required parameter");
            }
            return List.of(topic(call, TOPIC));
        });
    }

    /** The topic that tags are about. */
    public static Touch tagged(TouchRole role) {
        return new Touch(RESOURCE, role, call -> {
            Arn arn = arn(call, RESOURCE);
            String name = call.homes().topic(arn.home(), arn.name());
            if (!Topics.exists(call.engine(), name)) {
                throw new ApiException(ErrorCode.TAGGED_NOT_FOUND, "Resource does not exist");
            }
            return List.of(resource(call.engine(), name));
        });
    }

    /** A topic, whether it was created or is only published or subscribed to. */
    public static Resource resource(LeaseEngine engine, String topic) {
        return new Resource(true, topic, Topics.created(engine, topic));
    }

    private static Resource topic(Call call, String parameter) {
        String name = name(call, parameter);
        if (!Topics.exists(call.engine(), name)) {
            throw TopicErrors.noTopic();
        }
        return resource(call.engine(), name);
    }

    /** What the engine calls the topic of a request, there or not. As recorded on AWS, one is asked in its own region. */
    public static String name(Call call, String parameter) {
        Arn arn = arn(call, parameter);
        if (!arn.home().region().equals(call.home().region())) {
            throw TopicErrors.invalid(parameter);
        }
        return call.homes().topic(arn.home(), arn.name());
    }

    private static Arn arn(Call call, String parameter) {
        Arn arn = Arn.ofTopic(TopicErrors.requireArn(parameter, call.in().text(parameter)));
        if (arn == null) {
            throw TopicErrors.invalid(parameter);
        }
        return arn;
    }

    /**
     * The dead-letter queue of a subscription, there or not.
     *
     * @param policy the redrive policy of a request, which names it; null for none
     */
    public static Touch deadLetters(Function<Call, String> policy) {
        return new Touch("deadLetterTargetArn of RedrivePolicy", TouchRole.DEAD_LETTER_SOURCE, call -> {
            String name = RedriveTarget.of(call, policy.apply(call));
            return name == null
                    ? List.of()
                    : List.of(new Resource(
                            false, name, call.engine().findQueue(name).await().orElse(null)));
        });
    }

    /** The queue of a subscription, which is an attribute of it. */
    public static Touch subscription() {
        return new Touch(
                "SubscriptionArn, its queue",
                TouchRole.OWNER,
                call -> List.of(subscription(call).owner(call.engine())));
    }

    /** As {@link #subscription()}; the topic for those who own that: they may end subscriptions to it. */
    public static Touch subscriptionOfEither() {
        return new Touch("SubscriptionArn, its queue or its topic", TouchRole.OWNER, call -> {
            Standing subscription = find(call);
            if (subscription == null) {
                return List.of();
            }
            Resource topic = resource(call.engine(), subscription.topicName());
            return List.of(call.owns(topic) ? topic : subscription.owner(call.engine()));
        });
    }

    /** The subscription of a request. Those of Jakarta Messaging are not found: nobody sees them here. */
    public static Standing subscription(Call call) {
        Standing found = find(call);
        if (found == null) {
            throw TopicErrors.noSubscription();
        }
        return found;
    }

    /** The subscription of a request; null if there is none. */
    public static Standing find(Call call) {
        String arn = TopicErrors.requireArn(SUBSCRIPTION, call.in().text(SUBSCRIPTION));
        int end = arn.lastIndexOf(':');
        String topic = call.homes().topicOf(arn.substring(0, end));
        String id = arn.substring(end + 1);
        if (topic == null || !UUID.matcher(id).matches()) {
            throw TopicErrors.invalid("SubscriptionId");
        }
        return find(call.engine(), topic, id);
    }

    /** One that was not found may have been on its way while its topic was changed. */
    private static Standing find(LeaseEngine engine, String topic, String id) {
        while (true) {
            QueueInfo before = Topics.created(engine, topic);
            Standing found = Topics.subscriptions(engine, topic).stream()
                    .filter(one ->
                            TopicLabels.subscriptionId(topic, one.queueName()).equals(id))
                    .findFirst()
                    .orElse(null);
            if (found != null || Standing.isSame(before, Topics.created(engine, topic))) {
                return found;
            }
        }
    }
}
