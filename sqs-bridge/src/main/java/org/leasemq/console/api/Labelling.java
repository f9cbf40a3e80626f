package org.leasemq.console.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.model.QueueInfo;
import org.leasemq.sqs.attribute.Policies;
import org.leasemq.sqs.attribute.TagRules;
import org.leasemq.sqs.queue.Arns;
import org.leasemq.sqs.queue.Labels;

/** Tags and the policy of a queue, as the SQS API has them, by the same rules. */
final class Labelling {
    private Labelling() {}

    static Map<String, Object> describe(QueueAttributes attributes) {
        return Values.of("tags", Labels.tags(attributes), "policy", Labels.attribute(attributes, Policies.ATTRIBUTE));
    }

    /** All tags of the queue are these from now on. */
    static Object tag(PageCall call) {
        QueueInfo found = QueueDetails.unchanged(call);
        Map<String, String> tags = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> tag : call.in().path("tags").properties()) {
            if (!tag.getValue().isTextual()) {
                throw new Refusal(Refusal.BAD_REQUEST, "The value of tag '" + tag.getKey() + "' has to be a text.");
            }
            tags.put(tag.getKey(), tag.getValue().textValue());
        }
        TagRules.requirePossible(Arns.plain(found.name()), tags);
        QueueAttributes without = Labels.withoutTags(
                found.attributes(), Labels.tags(found.attributes()).keySet());
        call.engine().setAttributes(found, Labels.withTags(without, tags)).await();
        return Values.of();
    }

    /** Sets the policy; an empty one removes it. */
    static Object setPolicy(PageCall call) {
        QueueInfo found = QueueDetails.unchanged(call);
        String policy = call.text("policy", "");
        Policies.requirePossible(Map.of(Policies.ATTRIBUTE, policy));
        call.engine()
                .setAttributes(found, Labels.withAttribute(found.attributes(), Policies.ATTRIBUTE, policy))
                .await();
        return Values.of();
    }
}
