package org.leasemq.sqs.operator;

import static org.leasemq.sqs.wire.Shape.BLOB;
import static org.leasemq.sqs.wire.Shape.FLAG;
import static org.leasemq.sqs.wire.Shape.NUMBER;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.leasemq.engine.BrowseItem;
import org.leasemq.engine.Browser;
import org.leasemq.engine.model.Body;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.Message;
import org.leasemq.engine.model.QueueInfo;
import org.leasemq.engine.model.Sent;
import org.leasemq.engine.model.seen.HandOutcome;
import org.leasemq.sqs.call.Call;
import org.leasemq.sqs.call.SimpleAction;
import org.leasemq.sqs.call.Touch;
import org.leasemq.sqs.message.PeekedMessage;
import org.leasemq.sqs.queue.MessageAttributes;
import org.leasemq.sqs.transfer.Correction;
import org.leasemq.sqs.wire.ApiException;
import org.leasemq.sqs.wire.ErrorCode;
import org.leasemq.sqs.wire.Shape;

/** Sends a message with what Amazon SQS has no words for, or a copy of one in which something is corrected. */
final class PutMessage implements SimpleAction {
    private static final String BODY = "MessageBody";
    private static final String BYTES = "BinaryBody";
    private static final String GROUP = "MessageGroupId";
    private static final String DEDUPLICATION = "MessageDeduplicationId";
    private static final String ATTRIBUTES = "MessageAttributes";
    private static final String PRIORITY = "Priority";
    private static final String ORDERED = "Ordered";
    private static final String DELAY = "DelaySeconds";
    private static final String COPIED_QUEUE = "CopiedQueueName";
    private static final String COPIED = "CopiedMessageId";
    private static final int SOME = 100;
    private static final int HIGHEST_PRIORITY = 9;
    private static final long LONGEST_DELAY = 900;

    @Override
    public List<Touch> touches() {
        return List.of(Touch.listed("the queues of QueueName and CopiedQueueName"));
    }

    @Override
    public Shape.Structure input() {
        return Shape.texts(NamedQueue.PARAMETER, BODY, GROUP, DEDUPLICATION, COPIED_QUEUE, COPIED)
                .with(BYTES, BLOB)
                .with(NUMBER, PRIORITY, DELAY)
                .with(ORDERED, FLAG)
                .with(ATTRIBUTES, Shape.map("MessageAttribute", MessageAttributes.SHAPE));
    }

    @Override
    public Shape.Structure output() {
        return Shape.texts("MessageId").with("Duplicate", FLAG);
    }

    @Override
    public boolean isForQueues() {
        return false;
    }

    @Override
    public Map<String, Object> answer(Call call) {
        call.requireOwnAccount();
        QueueInfo queue = NamedQueue.of(call, NamedQueue.PARAMETER);
        try {
            Sent sent = call.in().has(COPIED) ? copied(call, queue) : send(call, queue, made(call, queue));
            return Shape.values("MessageId", sent.id().toString(), "Duplicate", sent.duplicate());
        } catch (EngineException.NoSuchQueue | EngineException.InvalidAttribute | EngineException.InvalidMessage e) {
            throw NamedQueue.refused(e);
        }
    }

    private static Sent send(Call call, QueueInfo queue, Message message) {
        return call.engine().send(queue.name(), List.of(message)).await().get(0).get();
    }

    private static Message made(Call call, QueueInfo queue) {
        Correction given = given(call);
        boolean fifo = queue.attributes().fifo();
        if (given.body() == null) {
            throw ApiException.missing(BODY);
        }
        if (fifo && given.group() == null) {
            throw ApiException.missing(GROUP);
        }
        Message message = Message.of(given.body())
                .withAttributes(MessageAttributes.parse(
                        call.in().structureMap(ATTRIBUTES), call.bridge().limits()))
                .withPriority(given.priority() == null ? Message.DEFAULT_PRIORITY : given.priority())
                .delayedBy(given.delay());
        if (given.group() != null) {
            boolean ordered = !fifo && Boolean.TRUE.equals(given.ordered());
            message = ordered ? message.inGroup(given.group()) : message.ofTenant(given.group());
        }
        if (fifo && (given.deduplicationId() != null || !queue.attributes().contentBasedDeduplication())) {
            message = message.withDeduplicationId(
                    given.deduplicationId() == null ? UUID.randomUUID().toString() : given.deduplicationId());
        }
        return message;
    }

    private static Correction given(Call call) {
        return new Correction(
                body(call),
                priority(call.in().number(PRIORITY)),
                call.in().text(GROUP),
                (Boolean) call.in().values().get(ORDERED),
                delay(call.in().number(DELAY)),
                call.in().text(DEDUPLICATION));
    }

    private static Body body(Call call) {
        if (call.in().has(BYTES)) {
            return Body.binary(call.in().bytes(BYTES));
        }
        return call.in().has(BODY) ? Body.text(call.in().text(BODY)) : null;
    }

    private static Integer priority(Long given) {
        if (given != null && (given < 0 || given > HIGHEST_PRIORITY)) {
            throw ApiException.invalid(PRIORITY, given, "Value must be 0 to 9.");
        }
        return given == null ? null : given.intValue();
    }

    private static Duration delay(Long given) {
        if (given != null && (given < 0 || given > LONGEST_DELAY)) {
            throw ApiException.invalid(DELAY, given, "DelaySeconds must be >= 0 and <= 900.");
        }
        return given == null ? null : Duration.ofSeconds(given);
    }

    /** The message itself stays where it is. */
    private static Sent copied(Call call, QueueInfo queue) {
        QueueInfo from = call.in().has(COPIED_QUEUE) ? NamedQueue.of(call, COPIED_QUEUE) : queue;
        String id = call.in().text(COPIED);
        try (Browser browser = Browser.of(call.engine(), from.name())) {
            List<BrowseItem> items = browser.next(SOME);
            while (!items.isEmpty()) {
                for (BrowseItem item : items) {
                    if (id.equals(PeekedMessage.id(item, from.name()).toString())
                            || id.equals(Long.toString(item.sequenceNumber()))) {
                        boolean fifo = queue.attributes().fifo();
                        return send(
                                call,
                                queue,
                                given(call)
                                        .copyOf(
                                                item.message(),
                                                fifo,
                                                call.bridge().clock().millis()));
                    }
                }
                items = browser.next(SOME);
            }
        }
        throw new ApiException(
                ErrorCode.INVALID_PARAMETER_VALUE, new HandOutcome(0, HandOutcome.Result.GONE, null).words(id));
    }
}
