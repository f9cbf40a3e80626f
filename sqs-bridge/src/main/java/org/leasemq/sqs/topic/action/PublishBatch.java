package org.leasemq.sqs.topic.action;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.leasemq.engine.model.Message;
import org.leasemq.sqs.access.Resource;
import org.leasemq.sqs.access.TouchRole;
import org.leasemq.sqs.call.Batch;
import org.leasemq.sqs.call.Call;
import org.leasemq.sqs.call.SimpleAction;
import org.leasemq.sqs.call.Touch;
import org.leasemq.sqs.topic.Publishing;
import org.leasemq.sqs.topic.TopicTouch;
import org.leasemq.sqs.wire.ApiException;
import org.leasemq.sqs.wire.ErrorCode;
import org.leasemq.sqs.wire.Input;
import org.leasemq.sqs.wire.Shape;

/** Publishes up to ten messages. One that cannot be published refuses them all, as with AWS. */
final class PublishBatch implements SimpleAction {
    private static final String ENTRIES = "PublishBatchRequestEntries";
    private static final int MOST = 10;
    private static final int LONGEST_ID = 80;

    @Override
    public List<Touch> touches() {
        return List.of(TopicTouch.topic(TouchRole.PUBLISHER));
    }

    @Override
    public Shape.Structure input() {
        return Shape.texts("TopicArn")
                .with(ENTRIES, new Shape.ListOf("member", false, Publishing.MESSAGE.with("Id", Shape.TEXT)));
    }

    @Override
    public Shape.Structure output() {
        return Batch.memberOutput(Shape.texts("MessageId", "SequenceNumber"));
    }

    @Override
    public Map<String, Object> answer(Call call) {
        Resource topic = call.touched(TopicTouch.TOPIC);
        requireIds(call.in().structures(ENTRIES));
        Map<String, Publishing> publishings = new LinkedHashMap<>();
        long size = 0;
        for (Input entry : call.in().structures(ENTRIES)) {
            Publishing publishing = Publishing.of(call, topic, entry, place(publishings.size()));
            publishings.put(entry.text("Id"), publishing);
            size += publishing.size();
        }
        if (size > Publishing.largest(call.limits())) {
            throw new ApiException(
                    ErrorCode.BATCH_REQUEST_TOO_LONG,
                    "The length of all the messages put together is more than the limit.");
        }
        Publishing.prepare(call, topic);
        Batch batch = Batch.ofTopic(call, ENTRIES, "PublishBatchRequestEntry");
        Map<String, Message> messages =
                batch.each(entry -> publishings.get(entry.text("Id")).message());
        if (!messages.isEmpty()) {
            batch.settle(
                    messages,
                    call.done(call.engine().send(Publishing.target(topic), List.copyOf(messages.values()))),
                    (message, outcome) -> Publishing.result(topic, outcome.get()));
        }
        return batch.wholeAnswer();
    }

    /** Where an entry is, as refusals say it. */
    private static String place(int index) {
        return "publishBatchRequestEntries." + (index + 1) + ".member.";
    }

    private static void requireIds(List<Input> entries) {
        if (entries.isEmpty()) {
            throw new ApiException(ErrorCode.EMPTY_BATCH_REQUEST, "The batch request doesn't contain any entries.");
        }
        if (entries.size() > MOST) {
            throw new ApiException(
                    ErrorCode.TOO_MANY_ENTRIES, "The batch request contains more entries than permissible.");
        }
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < entries.size(); i++) {
            String id = entries.get(i).text("Id");
            if (id == null) {
                throw new ApiException(
                        ErrorCode.VALIDATION_ERROR,
                        "1 validation error detected: Value null at '" + place(i)
                                + "id' failed to satisfy constraint: Member must not be null");
            }
            if (id.length() > LONGEST_ID) {
                throw new ApiException(
                        ErrorCode.INVALID_BATCH_ENTRY_ID,
                        "The Id of a batch entry in the batch request is too long: " + id);
            }
            if (!id.matches("[A-Za-z0-9_-]+")) {
                throw new ApiException(
                        ErrorCode.INVALID_BATCH_ENTRY_ID,
                        "The Id of a batch entry in the batch request contains an impermissible character: " + id);
            }
            if (!ids.add(id)) {
                throw new ApiException(
                        ErrorCode.BATCH_ENTRY_IDS_NOT_DISTINCT,
                        "Two or more batch entries in the request have the same Id.");
            }
        }
    }
}
