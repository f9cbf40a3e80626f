package org.leasemq.engine.wire;

import static org.leasemq.engine.wire.Codec.ID;
import static org.leasemq.engine.wire.Codec.NOTHING;
import static org.leasemq.engine.wire.Codec.TEXT;
import static org.leasemq.engine.wire.ModelCodecs.ATTRIBUTES;
import static org.leasemq.engine.wire.ModelCodecs.BRANCH;
import static org.leasemq.engine.wire.ModelCodecs.MESSAGE;
import static org.leasemq.engine.wire.ModelCodecs.QUEUE;
import static org.leasemq.engine.wire.ModelCodecs.RECEIPT;
import static org.leasemq.engine.wire.ModelCodecs.RECEIPTS;
import static org.leasemq.engine.wire.ModelCodecs.SENT;
import static org.leasemq.engine.wire.ModelCodecs.TARGET;
import static org.leasemq.engine.wire.ModelCodecs.WORK;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import org.leasemq.engine.BrowsePage;
import org.leasemq.engine.BrowseRequest;
import org.leasemq.engine.Completion;
import org.leasemq.engine.Delivery;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.ReceiveRequest;
import org.leasemq.engine.model.Branch;
import org.leasemq.engine.model.Message;
import org.leasemq.engine.model.Outcome;
import org.leasemq.engine.model.QueueInfo;
import org.leasemq.engine.model.QueueStatistics;
import org.leasemq.engine.model.Receipt;
import org.leasemq.engine.model.Sent;
import org.leasemq.engine.model.UnitOfWork;
import org.leasemq.engine.model.seen.BranchWork;
import org.leasemq.engine.model.seen.ByHand;
import org.leasemq.engine.model.seen.HandOutcome;
import org.leasemq.engine.model.seen.HeldLease;
import org.leasemq.engine.model.seen.KnownClient;
import org.leasemq.engine.model.seen.MessageGroups;

/** All that can be asked of an engine. Their order is that of their numbers on the wire: new ones come at the end. */
public final class Verbs {
    private static final List<Verb<?, ?>> ALL = new ArrayList<>();

    public static final Verb<Requests.CreateQueue, QueueInfo> CREATE_QUEUE = change(
            "createQueue",
            Codec.of(
                    (out, asked) -> {
                        out.writeText(asked.name());
                        ATTRIBUTES.write(out, asked.attributes());
                    },
                    in -> new Requests.CreateQueue(in.readText(), ATTRIBUTES.read(in))),
            QUEUE,
            (engine, asked) -> engine.createQueue(asked.name(), asked.attributes()));

    public static final Verb<String, Optional<QueueInfo>> FIND_QUEUE =
            verb("findQueue", TEXT, QUEUE.optional(), LeaseEngine::findQueue);

    public static final Verb<Requests.ListQueues, List<QueueInfo>> QUEUES = verb(
                    "queues",
                    Codec.of(
                            (out, asked) -> {
                                out.writeText(asked.after());
                                out.writeInt(asked.max());
                            },
                            in -> new Requests.ListQueues(in.readText(), in.readInt())),
                    QUEUE.list(64),
                    (engine, asked) -> engine.queues(asked.after(), asked.max()))
            .weighing(queues -> ToldSize.ofQueues(queues.size()));

    public static final Verb<String, Boolean> HAS_SUBSCRIBERS =
            verb("hasSubscribers", TEXT, Codec.BOOLEAN, LeaseEngine::hasSubscribers);

    public static final Verb<Void, Map<String, String>> SET_ASIDE = verb(
                    "setAside", NOTHING, Codec.TEXTS_BY_TEXT, (engine, asked) -> engine.setAside())
            .weighing(queues -> ToldSize.ofQueues(queues.size()));

    public static final Verb<Requests.SetAttributes, QueueInfo> SET_ATTRIBUTES = change(
            "setAttributes",
            Codec.of(
                    (out, asked) -> {
                        QUEUE.write(out, asked.found());
                        ATTRIBUTES.write(out, asked.attributes());
                    },
                    in -> new Requests.SetAttributes(QUEUE.read(in), ATTRIBUTES.read(in))),
            QUEUE,
            (engine, asked) -> engine.setAttributes(asked.found(), asked.attributes()));

    public static final Verb<String, QueueInfo> DELETE_QUEUE =
            change("deleteQueue", TEXT, QUEUE, LeaseEngine::deleteQueue).insisting();

    public static final Verb<QueueInfo, QueueInfo> DELETE_FOUND_QUEUE =
            change("deleteQueue of a version", QUEUE, QUEUE, LeaseEngine::deleteQueue);

    public static final Verb<String, Integer> PURGE = change("purge", TEXT, Codec.INT, LeaseEngine::purge);

    public static final Verb<String, QueueStatistics> STATISTICS =
            verb("statistics", TEXT, ModelCodecs.STATISTICS, LeaseEngine::statistics);

    public static final Verb<Requests.Send, List<Outcome<Sent>>> SEND = change(
                    "send",
                    Codec.of(
                            (out, asked) -> {
                                TARGET.write(out, asked.to());
                                ModelCodecs.MESSAGES.write(out, asked.messages());
                            },
                            in -> new Requests.Send(TARGET.read(in), ModelCodecs.MESSAGES.read(in))),
                    ModelCodecs.outcome(SENT).list(10),
                    (engine, asked) -> engine.send(asked.to(), asked.messages()))
            .counted()
            .inOrderOf(Requests.Send::to);

    public static final Verb<Requests.Select, Void> SELECT = verb(
            "select",
            Codec.of(
                    (out, asked) -> {
                        out.writeId(asked.client());
                        ModelCodecs.SELECTION.write(out, asked.selection());
                    },
                    in -> new Requests.Select(in.readId(), ModelCodecs.SELECTION.read(in))),
            NOTHING,
            (engine, asked) -> engine.select(asked.client(), asked.selection()));

    public static final Verb<UUID, Void> UNSELECT =
            verb("unselect", ID, NOTHING, LeaseEngine::unselect).ending();

    public static final Verb<ReceiveRequest, List<Delivery>> RECEIVE = verb(
                    "receive", PortCodecs.RECEIVE, PortCodecs.DELIVERY.list(48), LeaseEngine::receive)
            .slow(asked -> asked.selection() != null)
            .bounded((asked, bytes) -> asked.upToBytes(Math.min(bytes, asked.maxBytes())))
            .weighing(ToldSize::of)
            .readyIf(deliveries -> deliveries.stream().allMatch(Delivery::hasContent))
            .undoneBy(Verbs::giveBack);

    public static final Verb<Requests.Delete, List<Outcome<Receipt>>> DELETE = change(
                    "delete",
                    Codec.of(
                            (out, asked) -> {
                                out.writeText(asked.queue());
                                RECEIPTS.write(out, asked.receipts());
                            },
                            in -> new Requests.Delete(in.readText(), RECEIPTS.read(in))),
                    ModelCodecs.outcome(RECEIPT).list(10),
                    (engine, asked) -> engine.delete(asked.queue(), asked.receipts()))
            .insisting();

    public static final Verb<Requests.ChangeVisibility, List<Outcome<Receipt>>> CHANGE_VISIBILITY = change(
                    "changeVisibility",
                    Codec.of(
                            (out, asked) -> {
                                out.writeText(asked.queue());
                                ModelCodecs.VISIBILITY_CHANGES.write(out, asked.changes());
                            },
                            in -> new Requests.ChangeVisibility(
                                    in.readText(), ModelCodecs.VISIBILITY_CHANGES.read(in))),
                    ModelCodecs.outcome(RECEIPT).list(10),
                    (engine, asked) -> engine.changeVisibility(asked.queue(), asked.changes()))
            .insisting();

    public static final Verb<List<Receipt>, Void> RELEASE = verb("release", RECEIPTS, NOTHING, LeaseEngine::release);

    public static final Verb<Requests.GiveBack, Void> GIVE_BACK = verb(
            "giveBack",
            Codec.of(
                    (out, asked) -> {
                        Codec.ID_OR_NULL.write(out, asked.owner());
                        RECEIPTS.write(out, asked.receipts());
                        Codec.DURATION.write(out, asked.hidden());
                    },
                    in -> new Requests.GiveBack(Codec.ID_OR_NULL.read(in), RECEIPTS.read(in), Codec.DURATION.read(in))),
            NOTHING,
            (engine, asked) -> engine.giveBack(asked.owner(), asked.receipts(), asked.hidden()));

    public static final Verb<UnitOfWork, List<Sent>> COMMIT =
            change("commit", WORK, SENT.list(41), LeaseEngine::commit).counted();

    public static final Verb<Requests.Redrive, Integer> REDRIVE = change(
            "redrive",
            Codec.of(
                    (out, asked) -> {
                        out.writeText(asked.queue());
                        Codec.TEXT_OR_NULL.write(out, asked.destination());
                        out.writeInt(asked.max());
                    },
                    in -> new Requests.Redrive(in.readText(), Codec.TEXT_OR_NULL.read(in), in.readInt())),
            Codec.INT,
            (engine, asked) -> engine.redrive(asked.queue(), asked.destination(), asked.max()));

    public static final Verb<Receipt, Message> READ = verb("read", RECEIPT, MESSAGE, LeaseEngine::read)
            .slow(asked -> true)
            .weighing(ToldSize::of);

    public static final Verb<BrowseRequest, BrowsePage> BROWSE = verb(
                    "browse", PortCodecs.BROWSE, PortCodecs.PAGE, LeaseEngine::browse)
            .slow(asked -> true)
            .weighing(ToldSize::of);

    public static final Verb<Requests.Prepare, Branch> PREPARE = change(
                    "prepare",
                    Codec.of(
                            (out, asked) -> {
                                out.writeText(asked.branch());
                                WORK.write(out, asked.work());
                            },
                            in -> new Requests.Prepare(in.readText(), WORK.read(in))),
                    BRANCH,
                    (engine, asked) -> engine.prepare(asked.branch(), asked.work()))
            .counted();

    private static final Codec<Requests.Decide> DECISION = Codec.of(
            (out, asked) -> {
                out.writeText(asked.branch());
                out.writeBoolean(asked.commit());
            },
            in -> new Requests.Decide(in.readText(), in.readBoolean()));

    public static final Verb<Requests.Decide, Branch> SETTLE =
            change("settle", DECISION, BRANCH, (engine, asked) -> engine.settle(asked.branch(), asked.commit()));

    public static final Verb<Requests.Decide, Branch> DECIDE =
            change("decide", DECISION, BRANCH, (engine, asked) -> engine.decide(asked.branch(), asked.commit()));

    public static final Verb<String, Branch> FORGET = change("forget", TEXT, BRANCH, LeaseEngine::forget);

    public static final Verb<String, Optional<Branch>> FIND_BRANCH =
            verb("findBranch", TEXT, BRANCH.optional(), LeaseEngine::findBranch);

    public static final Verb<Void, List<Branch>> BRANCHES = verb(
                    "branches", NOTHING, BRANCH.list(16), (engine, asked) -> engine.branches())
            .weighing(branches -> ToldSize.ofBranches(branches.size()));

    public static final Verb<Void, Void> CHECK_HEALTH =
            verb("checkHealth", NOTHING, NOTHING, (engine, asked) -> engine.checkHealth());

    public static final Verb<Requests.OpenClient, Void> OPEN_CLIENT = verb(
                    "openClient",
                    Codec.of(
                            (out, asked) -> {
                                out.writeId(asked.client());
                                out.writeText(asked.description());
                            },
                            in -> new Requests.OpenClient(in.readId(), in.readText())),
                    NOTHING,
                    (engine, asked) -> engine.openClient(asked.client(), asked.description()))
            .withClient(Requests.OpenClient::client, true);

    public static final Verb<UUID, Void> CLOSE_CLIENT = verb("closeClient", ID, NOTHING, LeaseEngine::closeClient)
            .ending()
            .insisting()
            .withClient(id -> id, false);

    private static final Codec<Requests.OfClient> OF_CLIENT = Codec.of(
            (out, asked) -> {
                out.writeId(asked.client());
                out.writeText(asked.name());
            },
            in -> new Requests.OfClient(in.readId(), in.readText()));

    public static final Verb<Requests.OfClient, Boolean> CLAIM_NAME = verb(
            "claimName", OF_CLIENT, Codec.BOOLEAN, (engine, asked) -> engine.claimName(asked.client(), asked.name()));

    public static final Verb<Requests.OfClient, Void> FREE_NAME = verb(
                    "freeName", OF_CLIENT, NOTHING, (engine, asked) -> engine.freeName(asked.client(), asked.name()))
            .ending();

    public static final Verb<Requests.OpenOwner, Void> OPEN_OWNER = verb(
            "openOwner",
            Codec.of(
                    (out, asked) -> {
                        out.writeId(asked.client());
                        out.writeId(asked.owner());
                        out.writeText(asked.description());
                    },
                    in -> new Requests.OpenOwner(in.readId(), in.readId(), in.readText())),
            NOTHING,
            (engine, asked) -> engine.openOwner(asked.client(), asked.owner(), asked.description()));

    public static final Verb<Requests.CloseOwner, Void> CLOSE_OWNER = verb(
                    "closeOwner",
                    Codec.of(
                            (out, asked) -> {
                                out.writeId(asked.owner());
                                ModelCodecs.RECEIPTS_OR_NULL.write(out, asked.seen());
                            },
                            in -> new Requests.CloseOwner(in.readId(), ModelCodecs.RECEIPTS_OR_NULL.read(in))),
                    NOTHING,
                    (engine, asked) -> engine.closeOwner(asked.owner(), asked.seen()))
            .ending();

    public static final Verb<Requests.CreateTemporaryQueue, QueueInfo> CREATE_TEMPORARY_QUEUE = change(
            "createTemporaryQueue",
            Codec.of(
                    (out, asked) -> {
                        out.writeId(asked.client());
                        out.writeText(asked.name());
                        ATTRIBUTES.write(out, asked.attributes());
                    },
                    in -> new Requests.CreateTemporaryQueue(in.readId(), in.readText(), ATTRIBUTES.read(in))),
            QUEUE,
            (engine, asked) -> engine.createTemporaryQueue(asked.client(), asked.name(), asked.attributes()));

    public static final Verb<Requests.UseSubscription, Long> USE_SUBSCRIPTION = change(
            "useSubscription",
            PortCodecs.USE_SUBSCRIPTION,
            Codec.LONG,
            (engine, asked) -> engine.useSubscription(asked.client(), asked.use()));

    public static final Verb<Requests.OfClient, Void> LEAVE_SUBSCRIPTION = verb(
                    "leaveSubscription",
                    OF_CLIENT,
                    NOTHING,
                    (engine, asked) -> engine.leaveSubscription(asked.client(), asked.name()))
            .ending();

    public static final Verb<List<String>, QueueInfo> DELETE_SUBSCRIPTION =
            change("deleteSubscription", Codec.TEXTS, QUEUE, LeaseEngine::deleteSubscription);

    public static final Verb<Void, List<KnownClient>> CLIENTS = verb(
                    "clients", NOTHING, PortCodecs.CLIENT.list(36), (engine, asked) -> engine.clients())
            .weighing(ToldSize::ofClients);

    public static final Verb<ByHand, List<HandOutcome>> BY_HAND =
            change("byHand", PortCodecs.BY_HAND, PortCodecs.HAND_OUTCOMES, LeaseEngine::byHand);

    public static final Verb<Requests.Groups, MessageGroups> GROUPS = verb(
                    "groups",
                    Codec.of(
                            (out, asked) -> {
                                out.writeText(asked.queue());
                                out.writeText(asked.search());
                                out.writeInt(asked.max());
                            },
                            in -> new Requests.Groups(in.readText(), in.readText(), in.readInt())),
                    PortCodecs.GROUPS,
                    (engine, asked) -> engine.groups(asked.queue(), asked.search(), asked.max()))
            .slow(asked -> true);

    public static final Verb<Requests.Leases, List<HeldLease>> LEASES = verb(
            "leases",
            Codec.of(
                    (out, asked) -> {
                        out.writeId(asked.client());
                        out.writeInt(asked.max());
                    },
                    in -> new Requests.Leases(in.readId(), in.readInt())),
            PortCodecs.LEASES,
            (engine, asked) -> engine.leases(asked.client(), asked.max()));

    public static final Verb<Requests.OfBranch, BranchWork> BRANCH_WORK = verb(
                    "branchWork",
                    PortCodecs.OF_BRANCH,
                    PortCodecs.BRANCH_WORK,
                    (engine, asked) -> engine.branchWork(asked.branch(), asked.max()))
            .slow(asked -> true);

    private Verbs() {}

    /** Messages that nobody will be told of, although they have been received, are as they were. */
    private static void giveBack(LeaseEngine engine, ReceiveRequest asked, List<Delivery> deliveries) {
        if (!deliveries.isEmpty()) {
            List<Receipt> receipts = deliveries.stream().map(Delivery::receipt).toList();
            engine.giveBack(asked.owner(), receipts, Duration.ZERO).background();
        }
    }

    private static <R, A> Verb<R, A> verb(
            String name, Codec<R> request, Codec<A> answer, BiFunction<LeaseEngine, R, Completion<A>> asking) {
        return added(new Verb<>(ALL.size(), name, false, request, answer, asking));
    }

    private static <R, A> Verb<R, A> change(
            String name, Codec<R> request, Codec<A> answer, BiFunction<LeaseEngine, R, Completion<A>> asking) {
        return added(new Verb<>(ALL.size(), name, true, request, answer, asking));
    }

    private static <R, A> Verb<R, A> added(Verb<R, A> verb) {
        ALL.add(verb);
        return verb;
    }

    /** @throws WireException if there is none of that number */
    public static Verb<?, ?> numbered(int number) {
        if (number < 0 || number >= ALL.size()) {
            throw new WireException("nothing is asked by number " + number);
        }
        return ALL.get(number);
    }

    /** All of them. */
    public static List<Verb<?, ?>> all() {
        return List.copyOf(ALL);
    }
}
