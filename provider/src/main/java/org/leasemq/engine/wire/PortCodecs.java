package org.leasemq.engine.wire;

import java.util.List;
import java.util.UUID;
import org.leasemq.engine.BrowseItem;
import org.leasemq.engine.BrowsePage;
import org.leasemq.engine.BrowseRequest;
import org.leasemq.engine.Delivery;
import org.leasemq.engine.ReceiveRequest;
import org.leasemq.engine.SubscriptionUse;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.Message;
import org.leasemq.engine.model.seen.BranchMessage;
import org.leasemq.engine.model.seen.BranchShare;
import org.leasemq.engine.model.seen.BranchWork;
import org.leasemq.engine.model.seen.ByHand;
import org.leasemq.engine.model.seen.HandOutcome;
import org.leasemq.engine.model.seen.HeldLease;
import org.leasemq.engine.model.seen.KnownClient;
import org.leasemq.engine.model.seen.MessageGroup;
import org.leasemq.engine.model.seen.MessageGroups;

/** How larger requests and answers of the port are written. */
final class PortCodecs {
    private static final UUID NO_ID = new UUID(0, 0);
    private static final Codec<BrowseItem.State> STATE = Codec.constant(BrowseItem.State.class);
    private static final Codec<BrowseItem.State> STATE_OR_NULL = STATE.orNull();
    private static final Codec<ByHand.Action> ACTION = Codec.constant(ByHand.Action.class);

    static final Codec<ReceiveRequest> RECEIVE = Codec.of(
            (out, request) -> {
                out.writeText(request.queue());
                out.writeInt(request.max());
                Codec.DURATION_OR_NULL.write(out, request.waitTime());
                Codec.ID_OR_NULL.write(out, request.owner());
                Codec.DURATION_OR_NULL.write(out, request.visibility());
                ModelCodecs.SELECTION_OR_NULL.write(out, request.selection());
                out.writeLong(request.maxBytes());
            },
            in -> new ReceiveRequest(
                    in.readText(),
                    in.readInt(),
                    Codec.DURATION_OR_NULL.read(in),
                    Codec.ID_OR_NULL.read(in),
                    Codec.DURATION_OR_NULL.read(in),
                    ModelCodecs.SELECTION_OR_NULL.read(in),
                    in.readLong()));

    /** A message that cannot be read at the moment is left out, and asked for by who needs it. */
    static final Codec<Delivery> DELIVERY = Codec.of(PortCodecs::write, PortCodecs::readDelivery);

    static final Codec<BrowseRequest> BROWSE = Codec.of(
            (out, request) -> {
                out.writeText(request.queue());
                Codec.TEXT_OR_NULL.write(out, request.after());
                out.writeLong(request.upTo());
                out.writeLong(request.skip());
                out.writeInt(request.max());
                STATE_OR_NULL.write(out, request.state());
                Codec.TEXT_OR_NULL.write(out, request.group());
            },
            in -> new BrowseRequest(
                    in.readText(),
                    Codec.TEXT_OR_NULL.read(in),
                    in.readLong(),
                    in.readLong(),
                    in.readInt(),
                    STATE_OR_NULL.read(in),
                    Codec.TEXT_OR_NULL.read(in)));

    private static final Codec<HandOutcome.Result> HAND_RESULT = Codec.constant(HandOutcome.Result.class);

    static final Codec<List<HandOutcome>> HAND_OUTCOMES = Codec.of(
                    (WireOut out, HandOutcome outcome) -> {
                        out.writeLong(outcome.sequenceNumber());
                        HAND_RESULT.write(out, outcome.result());
                        Codec.TEXT_OR_NULL.write(out, outcome.detail());
                    },
                    in -> new HandOutcome(in.readLong(), HAND_RESULT.read(in), Codec.TEXT_OR_NULL.read(in)))
            .list(10);

    static final Codec<Requests.OfBranch> OF_BRANCH = Codec.of(
            (out, asked) -> {
                out.writeText(asked.branch());
                out.writeInt(asked.max());
            },
            in -> new Requests.OfBranch(in.readText(), in.readInt()));

    private static final Codec<List<BranchShare>> BRANCH_SHARES = Codec.of(
                    (WireOut out, BranchShare share) -> {
                        out.writeText(share.queue());
                        out.writeInt(share.sends());
                        out.writeInt(share.receives());
                    },
                    in -> new BranchShare(in.readText(), in.readInt(), in.readInt()))
            .list(12);

    private static final Codec<List<BranchMessage>> BRANCH_MESSAGES = Codec.of(
                    (WireOut out, BranchMessage message) -> {
                        out.writeText(message.queue());
                        out.writeBoolean(message.sent());
                        out.writeLong(message.sequenceNumber());
                    },
                    in -> new BranchMessage(in.readText(), in.readBoolean(), in.readLong()))
            .list(13);

    static final Codec<BranchWork> BRANCH_WORK = Codec.of(
            (out, work) -> {
                ModelCodecs.BRANCH.write(out, work.branch());
                out.writeInt(work.sends());
                out.writeInt(work.receives());
                BRANCH_SHARES.write(out, work.shares());
                BRANCH_MESSAGES.write(out, work.messages());
            },
            in -> new BranchWork(
                    ModelCodecs.BRANCH.read(in),
                    in.readInt(),
                    in.readInt(),
                    BRANCH_SHARES.read(in),
                    BRANCH_MESSAGES.read(in)));

    static final Codec<ByHand> BY_HAND = Codec.of(
            (out, asked) -> {
                out.writeText(asked.queue());
                ModelCodecs.RECEIPTS.write(out, asked.messages());
                ACTION.write(out, asked.action());
                Codec.TEXT_OR_NULL.write(out, asked.destination());
                out.writeBoolean(asked.held());
            },
            in -> new ByHand(
                    in.readText(),
                    ModelCodecs.RECEIPTS.read(in),
                    ACTION.read(in),
                    Codec.TEXT_OR_NULL.read(in),
                    in.readBoolean()));

    private static final Codec<BrowseItem> ITEM = Codec.of(
            (out, item) -> {
                out.writeId(item.id());
                ModelCodecs.MESSAGE.write(out, item.message());
                out.writeLong(item.sequenceNumber());
                out.writeInt(item.receiveCount());
                out.writeInt(item.earlierReceives());
                Codec.TEXT_OR_NULL.write(out, item.deadLetterSource());
                STATE.write(out, item.state());
                out.writeLong(item.until());
                Codec.TEXT_OR_NULL.write(out, item.holder());
                out.writeLong(item.blockedBy());
                out.writeText(item.place());
            },
            in -> new BrowseItem(
                    in.readId(),
                    ModelCodecs.MESSAGE.read(in),
                    in.readLong(),
                    in.readInt(),
                    in.readInt(),
                    Codec.TEXT_OR_NULL.read(in),
                    STATE.read(in),
                    in.readLong(),
                    Codec.TEXT_OR_NULL.read(in),
                    in.readLong(),
                    in.readText()));

    private static final Codec<List<BrowseItem>> ITEMS = ITEM.list(64);

    static final Codec<BrowsePage> PAGE = Codec.of(
            (out, page) -> {
                ITEMS.write(out, page.items());
                Codec.TEXT_OR_NULL.write(out, page.next());
                out.writeLong(page.upTo());
                out.writeLong(page.size());
            },
            in -> new BrowsePage(ITEMS.read(in), Codec.TEXT_OR_NULL.read(in), in.readLong(), in.readLong()));

    static final Codec<Requests.UseSubscription> USE_SUBSCRIPTION = Codec.of(
            (out, asked) -> {
                SubscriptionUse use = asked.use();
                out.writeId(asked.client());
                out.writeText(use.queue());
                ModelCodecs.ATTRIBUTES.write(out, use.attributes());
                out.writeBoolean(use.shared());
                out.writeBoolean(use.lasting());
                Codec.TEXTS.write(out, use.excluded());
            },
            in -> new Requests.UseSubscription(
                    in.readId(),
                    new SubscriptionUse(
                            in.readText(),
                            ModelCodecs.ATTRIBUTES.read(in),
                            in.readBoolean(),
                            in.readBoolean(),
                            Codec.TEXTS.read(in))));

    private static final Codec<List<KnownClient.KnownOwner>> OWNERS = Codec.of(
                    (WireOut out, KnownClient.KnownOwner owner) -> {
                        out.writeText(owner.description());
                        Codec.TEXTS.write(out, owner.waiting());
                        out.writeInt(owner.leases());
                    },
                    in -> new KnownClient.KnownOwner(in.readText(), Codec.TEXTS.read(in), in.readInt()))
            .list(12);

    static final Codec<KnownClient> CLIENT = Codec.of(
            (out, client) -> {
                out.writeId(client.id());
                out.writeText(client.description());
                Codec.TEXTS.write(out, client.names());
                OWNERS.write(out, client.owners());
                Codec.TEXTS.write(out, client.temporaryQueues());
                Codec.TEXTS.write(out, client.subscriptions());
            },
            in -> new KnownClient(
                    in.readId(),
                    in.readText(),
                    Codec.TEXTS.read(in),
                    OWNERS.read(in),
                    Codec.TEXTS.read(in),
                    Codec.TEXTS.read(in)));

    static final Codec<List<HeldLease>> LEASES = Codec.of(
                    (WireOut out, HeldLease lease) -> {
                        out.writeText(lease.owner());
                        out.writeText(lease.queue());
                        out.writeLong(lease.sequenceNumber());
                        out.writeInt(lease.receiveCount());
                        out.writeLong(lease.since());
                        out.writeLong(lease.until());
                        Codec.TEXT_OR_NULL.write(out, lease.group());
                    },
                    in -> new HeldLease(
                            in.readText(),
                            in.readText(),
                            in.readLong(),
                            in.readInt(),
                            in.readLong(),
                            in.readLong(),
                            Codec.TEXT_OR_NULL.read(in)))
            .list(37);

    private static final Codec<List<MessageGroup>> GROUPS_TOLD = Codec.of(
                    (WireOut out, MessageGroup group) -> {
                        out.writeText(group.id());
                        out.writeBoolean(group.ordered());
                        out.writeInt(group.messages());
                        out.writeInt(group.inFlight());
                        out.writeBoolean(group.blocked());
                        Codec.TEXT_OR_NULL.write(out, group.holder());
                        out.writeLong(group.heldBy());
                        out.writeInt(group.receiveCount());
                        out.writeLong(group.since());
                        out.writeLong(group.until());
                    },
                    in -> new MessageGroup(
                            in.readText(),
                            in.readBoolean(),
                            in.readInt(),
                            in.readInt(),
                            in.readBoolean(),
                            Codec.TEXT_OR_NULL.read(in),
                            in.readLong(),
                            in.readInt(),
                            in.readLong(),
                            in.readLong()))
            .list(43);

    static final Codec<MessageGroups> GROUPS = Codec.of(
            (out, groups) -> {
                out.writeInt(groups.all());
                out.writeInt(groups.blocked());
                GROUPS_TOLD.write(out, groups.groups());
            },
            in -> new MessageGroups(in.readInt(), in.readInt(), GROUPS_TOLD.read(in)));

    private PortCodecs() {}

    private static void write(WireOut out, Delivery delivery) {
        Message message = messageOrNull(delivery);
        out.writeId(message == null ? NO_ID : delivery.id());
        ModelCodecs.RECEIPT.write(out, delivery.receipt());
        out.writeInt(delivery.receiveCount());
        out.writeInt(delivery.earlierReceives());
        out.writeLong(delivery.firstReceivedAt());
        Codec.TEXT_OR_NULL.write(out, delivery.deadLetterSource());
        out.writeLong(delivery.size());
        ModelCodecs.MESSAGE_OR_NULL.write(out, message);
    }

    private static Message messageOrNull(Delivery delivery) {
        try {
            return delivery.message();
        } catch (EngineException.LeaseEnded | EngineException.StoreFailed e) {
            return null;
        }
    }

    private static Delivery readDelivery(WireIn in) {
        return new ToldDelivery(
                in.readId(),
                ModelCodecs.RECEIPT.read(in),
                in.readInt(),
                in.readInt(),
                in.readLong(),
                Codec.TEXT_OR_NULL.read(in),
                in.readLong(),
                ModelCodecs.MESSAGE_OR_NULL.read(in),
                null);
    }
}
