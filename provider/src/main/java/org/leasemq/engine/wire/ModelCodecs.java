package org.leasemq.engine.wire;

import java.util.List;
import java.util.Map;
import org.leasemq.engine.Selection;
import org.leasemq.engine.model.Attribute;
import org.leasemq.engine.model.Body;
import org.leasemq.engine.model.Branch;
import org.leasemq.engine.model.EncodedAttributes;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.Filter;
import org.leasemq.engine.model.Message;
import org.leasemq.engine.model.Outcome;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.model.QueueInfo;
import org.leasemq.engine.model.QueueStatistics;
import org.leasemq.engine.model.Receipt;
import org.leasemq.engine.model.RedriveAllowPolicy;
import org.leasemq.engine.model.RedrivePolicy;
import org.leasemq.engine.model.Sent;
import org.leasemq.engine.model.Subscription;
import org.leasemq.engine.model.Target;
import org.leasemq.engine.model.ToldError;
import org.leasemq.engine.model.UnitOfWork;
import org.leasemq.engine.model.VisibilityChange;

/** How the model is written: what is told to an engine and by it. */
final class ModelCodecs {
    private static final Codec<EngineException.Kind> KIND = Codec.constant(EngineException.Kind.class);

    static final Codec<EngineException> ERROR = Codec.of(
            (out, error) -> {
                KIND.write(out, error.kind());
                Codec.TEXT_OR_NULL.write(out, error.getMessage());
                Codec.TEXT_OR_NULL.write(out, error.detail());
            },
            in -> told(KIND.read(in), Codec.TEXT_OR_NULL.read(in), Codec.TEXT_OR_NULL.read(in)));

    static final Codec<Receipt> RECEIPT = Codec.of(
            (out, receipt) -> {
                out.writeInt(receipt.queue());
                out.writeLong(receipt.sequenceNumber());
                out.writeInt(receipt.receiveCount());
                out.writeInt(receipt.lease());
            },
            in -> new Receipt(in.readInt(), in.readLong(), in.readInt(), in.readInt()));
    static final Codec<List<Receipt>> RECEIPTS = RECEIPT.list(20);
    static final Codec<List<Receipt>> RECEIPTS_OR_NULL = RECEIPTS.orNull();

    static final Codec<VisibilityChange> VISIBILITY_CHANGE = Codec.of(
            (out, change) -> {
                RECEIPT.write(out, change.receipt());
                Codec.DURATION.write(out, change.visibility());
            },
            in -> new VisibilityChange(RECEIPT.read(in), Codec.DURATION.read(in)));
    static final Codec<List<VisibilityChange>> VISIBILITY_CHANGES = VISIBILITY_CHANGE.list(32);

    static final Codec<Filter> FILTER = Codec.of(
            (out, filter) -> {
                out.writeText(filter.language());
                out.writeText(filter.text());
            },
            in -> new Filter(in.readText(), in.readText()));
    private static final Codec<Filter> FILTER_OR_NULL = FILTER.orNull();

    static final Codec<Target> TARGET = Codec.of(
            (out, target) -> {
                out.writeText(target.name());
                out.writeBoolean(target.isTopic());
            },
            in -> new Target(in.readText(), in.readBoolean()));

    static final Codec<Selection> SELECTION = Codec.of(
            (out, selection) -> {
                out.writeId(selection.id());
                out.writeText(selection.queue());
                FILTER.write(out, selection.filter());
            },
            in -> new Selection(in.readId(), in.readText(), FILTER.read(in)));
    static final Codec<Selection> SELECTION_OR_NULL = SELECTION.orNull();

    static final Codec<Message> MESSAGE = Codec.of(ModelCodecs::write, ModelCodecs::readMessage);
    static final Codec<Message> MESSAGE_OR_NULL = MESSAGE.orNull();
    static final Codec<List<Message>> MESSAGES = MESSAGE.list(40);

    static final Codec<UnitOfWork.Send> SEND = Codec.of(
            (out, send) -> {
                TARGET.write(out, send.to());
                MESSAGE.write(out, send.message());
            },
            in -> new UnitOfWork.Send(TARGET.read(in), MESSAGE.read(in)));
    private static final Codec<List<UnitOfWork.Send>> SENDS = SEND.list(40);

    static final Codec<UnitOfWork> WORK = Codec.of(
            (out, work) -> {
                SENDS.write(out, work.sends());
                RECEIPTS.write(out, work.deletes());
            },
            in -> new UnitOfWork(SENDS.read(in), RECEIPTS.read(in)));

    static final Codec<Sent> SENT = Codec.of(
            (out, sent) -> {
                out.writeId(sent.id());
                out.writeLong(sent.sequenceNumber());
                out.writeLong(sent.sentAt());
                out.writeLong(sent.visibleAt());
                out.writeBoolean(sent.duplicate());
            },
            in -> new Sent(in.readId(), in.readLong(), in.readLong(), in.readLong(), in.readBoolean()));

    private static final Codec<Branch.State> BRANCH_STATE = Codec.constant(Branch.State.class);
    static final Codec<Branch> BRANCH = Codec.of(
            (out, branch) -> {
                out.writeText(branch.id());
                out.writeLong(branch.preparedAt());
                BRANCH_STATE.write(out, branch.state());
            },
            in -> new Branch(in.readText(), in.readLong(), BRANCH_STATE.read(in)));

    static final Codec<Subscription> SUBSCRIPTION = Codec.of(
            (out, subscription) -> {
                out.writeText(subscription.topic());
                FILTER_OR_NULL.write(out, subscription.filter());
                Codec.TEXT_OR_NULL.write(out, subscription.exceptOrigin());
                Codec.TEXT_OR_NULL.write(out, subscription.label());
            },
            in -> new Subscription(
                    in.readText(), FILTER_OR_NULL.read(in), Codec.TEXT_OR_NULL.read(in), Codec.TEXT_OR_NULL.read(in)));

    private static final Codec<List<Subscription>> SUBSCRIPTIONS = SUBSCRIPTION.list(7);

    private static final Codec<RedrivePolicy> REDRIVE = Codec.of(
            (out, policy) -> {
                out.writeText(policy.deadLetterQueue());
                out.writeInt(policy.maxReceiveCount());
            },
            in -> new RedrivePolicy(in.readText(), in.readInt()));
    private static final Codec<RedrivePolicy> REDRIVE_OR_NULL = REDRIVE.orNull();

    private static final Codec<RedriveAllowPolicy> REDRIVE_ALLOW =
            Codec.of(ModelCodecs::write, ModelCodecs::readRedriveAllow);
    private static final Codec<RedriveAllowPolicy> REDRIVE_ALLOW_OR_NULL = REDRIVE_ALLOW.orNull();

    private static final Codec<QueueAttributes.DeduplicationScope> SCOPE_OR_NULL =
            Codec.constant(QueueAttributes.DeduplicationScope.class).orNull();

    static final Codec<QueueAttributes> ATTRIBUTES = Codec.of(ModelCodecs::write, ModelCodecs::readAttributes);

    static final Codec<QueueInfo> QUEUE = Codec.of(
            (out, queue) -> {
                out.writeText(queue.name());
                out.writeInt(queue.number());
                out.writeLong(queue.createdAt());
                out.writeLong(queue.modifiedAt());
                out.writeLong(queue.version());
                ATTRIBUTES.write(out, queue.attributes());
            },
            in -> new QueueInfo(
                    in.readText(), in.readInt(), in.readLong(), in.readLong(), in.readLong(), ATTRIBUTES.read(in)));

    static final Codec<QueueStatistics> STATISTICS = Codec.of(
            (out, counts) -> {
                out.writeLong(counts.available());
                out.writeLong(counts.inFlight());
                out.writeLong(counts.delayed());
                out.writeLong(counts.sent());
                out.writeLong(counts.received());
                out.writeLong(counts.deleted());
                out.writeLong(counts.deadLettered());
                out.writeLong(counts.expired());
                out.writeLong(counts.dropped());
                Codec.DURATION.write(out, counts.oldestAge());
            },
            in -> new QueueStatistics(
                    in.readLong(),
                    in.readLong(),
                    in.readLong(),
                    in.readLong(),
                    in.readLong(),
                    in.readLong(),
                    in.readLong(),
                    in.readLong(),
                    in.readLong(),
                    Codec.DURATION.read(in)));

    private ModelCodecs() {}

    static <T> Codec<Outcome<T>> outcome(Codec<T> done) {
        return Codec.of(
                (out, outcome) -> {
                    boolean refused = outcome instanceof Outcome.Refused<T>;
                    out.writeBoolean(refused);
                    if (refused) {
                        ERROR.write(out, ((Outcome.Refused<T>) outcome).error());
                    } else {
                        done.write(out, outcome.get());
                    }
                },
                in -> in.readBoolean() ? new Outcome.Refused<>(ERROR.read(in)) : new Outcome.Done<>(done.read(in)));
    }

    private static EngineException told(EngineException.Kind kind, String message, String detail) {
        try {
            return ToldError.of(kind, message, detail);
        } catch (RuntimeException e) {
            throw new WireException("'" + detail + "' says nothing of " + kind, e);
        }
    }

    private static void write(WireOut out, Message message) {
        Codec.ID_OR_NULL.write(out, message.id());
        out.writeLong(message.sentAt());
        out.writeLong(message.delay());
        out.writeLong(message.life());
        out.writeInt(message.priority());
        Codec.TEXT_OR_NULL.write(out, message.groupId());
        out.writeBoolean(message.exclusiveGroup());
        Codec.TEXT_OR_NULL.write(out, message.deduplicationId());
        out.writeBoolean(message.persistent());
        out.writeBytes(EncodedAttributes.encode(message.attributes()));
        out.writeBytes(message.body().bytes());
        out.writeBoolean(message.body().isText());
        Codec.TEXT_OR_NULL.write(out, message.origin());
    }

    private static Message readMessage(WireIn in) {
        return new Message(
                Codec.ID_OR_NULL.read(in),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readInt(),
                Codec.TEXT_OR_NULL.read(in),
                in.readBoolean(),
                Codec.TEXT_OR_NULL.read(in),
                in.readBoolean(),
                attributes(in.readBytes()),
                new Body(in.readBytes(), in.readBoolean()),
                Codec.TEXT_OR_NULL.read(in));
    }

    /** They are read later, by somebody who trusts them. */
    private static Map<String, Attribute> attributes(byte[] bytes) {
        WireIn in = new WireIn(bytes);
        while (in.remaining() > 0) {
            in.passText();
            in.passText();
            in.passBytes();
        }
        return EncodedAttributes.decode(bytes);
    }

    private static void write(WireOut out, RedriveAllowPolicy policy) {
        boolean all = policy instanceof RedriveAllowPolicy.AllowAll;
        boolean named = policy instanceof RedriveAllowPolicy.ByQueue;
        out.writeByte(all ? 0 : named ? 2 : 1);
        if (named) {
            Codec.TEXTS.write(out, ((RedriveAllowPolicy.ByQueue) policy).sources());
        }
    }

    private static RedriveAllowPolicy readRedriveAllow(WireIn in) {
        int form = in.readByte();
        return switch (form) {
            case 0 -> new RedriveAllowPolicy.AllowAll();
            case 1 -> new RedriveAllowPolicy.DenyAll();
            case 2 -> new RedriveAllowPolicy.ByQueue(Codec.TEXTS.read(in));
            default -> throw new WireException("there is no policy of the form " + form);
        };
    }

    private static void write(WireOut out, QueueAttributes attributes) {
        Codec.DURATION.write(out, attributes.visibilityTimeout());
        Codec.DURATION.write(out, attributes.delay());
        Codec.DURATION_OR_NULL.write(out, attributes.retention());
        Codec.DURATION.write(out, attributes.receiveWait());
        out.writeInt(attributes.maximumMessageSize());
        REDRIVE_OR_NULL.write(out, attributes.redrive());
        REDRIVE_ALLOW_OR_NULL.write(out, attributes.redriveAllow());
        out.writeBoolean(attributes.fifo());
        out.writeBoolean(attributes.contentBasedDeduplication());
        SCOPE_OR_NULL.write(out, attributes.deduplicationScope());
        Codec.TEXT_OR_NULL.write(out, attributes.deduplicatedTopic());
        out.writeBoolean(attributes.durable());
        SUBSCRIPTIONS.write(out, attributes.subscriptions());
        Codec.TEXTS_BY_TEXT.write(out, attributes.labels());
    }

    private static QueueAttributes readAttributes(WireIn in) {
        return new QueueAttributes(
                Codec.DURATION.read(in),
                Codec.DURATION.read(in),
                Codec.DURATION_OR_NULL.read(in),
                Codec.DURATION.read(in),
                in.readInt(),
                REDRIVE_OR_NULL.read(in),
                REDRIVE_ALLOW_OR_NULL.read(in),
                in.readBoolean(),
                in.readBoolean(),
                SCOPE_OR_NULL.read(in),
                Codec.TEXT_OR_NULL.read(in),
                in.readBoolean(),
                SUBSCRIPTIONS.read(in),
                Codec.TEXTS_BY_TEXT.read(in));
    }
}
