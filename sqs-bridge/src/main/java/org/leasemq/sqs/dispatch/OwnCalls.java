package org.leasemq.sqs.dispatch;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.leasemq.engine.model.QueueInfo;
import org.leasemq.sqs.access.TouchRole;
import org.leasemq.sqs.call.Bridge;
import org.leasemq.sqs.call.Call;
import org.leasemq.sqs.call.Touch;
import org.leasemq.sqs.operator.OperatorActions;
import org.leasemq.sqs.queue.Arns;
import org.leasemq.sqs.queue.Labels;
import org.leasemq.sqs.queue.QueueAttributeTable;
import org.leasemq.sqs.queue.QueueReading;
import org.leasemq.sqs.wire.ApiException;

/** Actions on queues that this process itself asks for, as their owner. Safe for use by several threads. */
public final class OwnCalls {
    private final Bridge bridge;
    private final Arns home;
    private final Actions actions = new Actions(List.of(), OperatorActions.all());

    /** From where the server is at home. */
    public OwnCalls(Bridge bridge) {
        this(bridge, bridge.homes().own());
    }

    /** @param home from where: whose queues are called by their names */
    public OwnCalls(Bridge bridge, Arns home) {
        this.bridge = bridge;
        this.home = home;
    }

    /**
     * Carries an action out and waits for its answer.
     *
     * @throws ApiException if it is refused
     */
    public Map<String, Object> call(String action, Map<String, Object> values) {
        return actions.named(action).answer(of(action, values));
    }

    private Call of(String action, Map<String, Object> values) {
        return Call.own(bridge, home, action, values);
    }

    /**
     * The queue that clients call so: by name, URL or ARN.
     *
     * @throws ApiException if there is none
     */
    public QueueInfo queue(String queue) {
        Call call = of("SendMessage", Map.of("QueueUrl", queue));
        return Touch.queueUrl(TouchRole.SENDER).finder().find(call).get(0).queue();
    }

    /** Whether there is a queue of that name. */
    public boolean isThere(String queue) {
        return bridge.engine()
                .findQueue(bridge.homes().queue(home, queue))
                .await()
                .isPresent();
    }

    /**
     * How a queue that is there differs from what is wanted: a phrase for each attribute and tag.
     *
     * @throws ApiException if something is wanted that cannot be
     */
    public List<String> differences(String queue, Map<String, String> attributes, Map<String, String> tags) {
        QueueInfo there = bridge.engine()
                .findQueue(bridge.homes().queue(home, queue))
                .await()
                .orElseThrow();
        QueueReading view = new QueueReading(
                there, () -> bridge.engine().statistics(there.name()).await(), bridge.homes());
        List<String> differences = new ArrayList<>(QueueAttributeTable.differences(view, attributes));
        Map<String, String> present = Labels.tags(there.attributes());
        new TreeMap<>(tags).forEach((name, value) -> {
            if (!value.equals(present.get(name))) {
                differences.add("tag " + name + " is " + present.get(name) + " instead of " + value);
            }
        });
        return differences;
    }
}
