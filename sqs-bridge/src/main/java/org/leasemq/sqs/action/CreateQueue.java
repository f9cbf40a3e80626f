package org.leasemq.sqs.action;

import static org.leasemq.sqs.wire.Shape.TEXT;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.model.QueueInfo;
import org.leasemq.sqs.access.Resource;
import org.leasemq.sqs.access.TouchRole;
import org.leasemq.sqs.attribute.Policies;
import org.leasemq.sqs.attribute.RedriveRules;
import org.leasemq.sqs.attribute.TagRules;
import org.leasemq.sqs.call.Call;
import org.leasemq.sqs.call.SimpleAction;
import org.leasemq.sqs.call.Touch;
import org.leasemq.sqs.queue.EngineErrors;
import org.leasemq.sqs.queue.Labels;
import org.leasemq.sqs.queue.Names;
import org.leasemq.sqs.queue.QueueAttributeTable;
import org.leasemq.sqs.wire.ApiException;
import org.leasemq.sqs.wire.ErrorCode;
import org.leasemq.sqs.wire.Shape;

/** Creates a queue, or finds it if it is there with the same attributes. */
final class CreateQueue implements SimpleAction {
    private static final String FIFO = "FifoQueue";
    private static final String PRESENT = "QueueName, if it is there";

    @Override
    public List<Touch> touches() {
        return List.of(new Touch(PRESENT, TouchRole.OWNER, CreateQueue::present), RedriveRules.TARGET);
    }

    @Override
    public Shape.Structure input() {
        return Shape.texts("QueueName")
                .with("Attributes", Shape.map("Attribute", TEXT))
                .with("tags", new Shape.MapOf("Tag", "Key", "Value", true, TEXT));
    }

    @Override
    public Shape.Structure output() {
        return Shape.texts("QueueUrl");
    }

    @Override
    public boolean isForQueues() {
        return false;
    }

    @Override
    public Map<String, Object> answer(Call call) {
        String name = call.in().text("QueueName");
        if (name == null) {
            throw ApiException.missing("QueueName");
        }
        Names.requireQueueName(name);
        Map<String, String> attributes = call.in().textMap("Attributes");
        boolean fifo = isFifo(name, attributes);
        Resource there = call.touched(PRESENT);
        QueueInfo present = there == null ? create(call, name, fifo, attributes) : there.queue();
        if (present != null) {
            requireSame(call, present, attributes);
        }
        call.bridge().queueLife().created(call, call.homes().queue(call.home(), name));
        return Shape.values("QueueUrl", call.url(call.who().account(), name));
    }

    private static List<Resource> present(Call call) {
        String name = call.in().text("QueueName");
        return name == null || !Names.isPlain(name)
                ? List.of()
                : call.engine().findQueue(call.homes().queue(call.home(), name)).await().map(Resource::of).stream()
                        .toList();
    }

    private static boolean isFifo(String name, Map<String, String> attributes) {
        boolean asked = "true".equalsIgnoreCase(attributes.get(FIFO));
        if (asked && !Names.isFifo(name)) {
            throw new ApiException(
                    ErrorCode.INVALID_PARAMETER_VALUE,
                    "The name of a FIFO queue can only include alphanumeric characters, hyphens, or underscores, "
                            + "must end with .fifo suffix and be 1 to 80 in length.");
        }
        if (!asked && Names.isFifo(name)) {
            throw new ApiException(
                    ErrorCode.INVALID_PARAMETER_VALUE,
                    "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length");
        }
        return asked;
    }

    /** Null when it has been created; the queue when somebody else was faster. */
    private static QueueInfo create(Call call, String name, boolean fifo, Map<String, String> attributes) {
        String engineName = call.homes().queue(call.home(), name);
        if (call.bridge().deletions().happenedRecently(engineName)) {
            throw new ApiException(
                    ErrorCode.QUEUE_DELETED_RECENTLY,
                    "You must wait 60 seconds after deleting a queue before you can create another with the same"
                            + " name.");
        }
        Policies.requirePossible(attributes);
        QueueAttributes initial = QueueAttributeTable.initial(fifo);
        QueueAttributes wanted = QueueAttributeTable.apply(initial, withoutNothing(attributes), call.homes()::queueOf);
        Map<String, String> tags = call.in().textMap("tags");
        TagRules.requirePossible(name, tags);
        try {
            RedriveRules.require(call, engineName, wanted, attributes);
            QueueAttributes owned = Labels.withHome(wanted, call.home());
            call.engine().createQueue(engineName, Labels.withTags(owned, tags)).await();
            return null;
        } catch (EngineException.QueueExists e) {
            QueueInfo faster = call.engine().findQueue(engineName).await().orElseThrow(() -> EngineErrors.translate(e));
            if (!call.owns(faster)) {
                throw new ApiException(
                        ErrorCode.QUEUE_NAME_EXISTS,
                        "A queue already exists with the same name, of another account.",
                        e);
            }
            return faster;
        }
    }

    /** An empty value means none, as though it had not been given. */
    private static Map<String, String> withoutNothing(Map<String, String> attributes) {
        Map<String, String> given = new HashMap<>(attributes);
        given.values().removeIf(String::isEmpty);
        return given;
    }

    private static void requireSame(Call call, QueueInfo queue, Map<String, String> attributes) {
        String difference = QueueAttributeTable.difference(call.view(queue), attributes);
        if (difference != null) {
            throw new ApiException(
                    ErrorCode.QUEUE_NAME_EXISTS,
                    "A queue already exists with the same name and a different value for attribute " + difference);
        }
    }
}
