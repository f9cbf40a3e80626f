package org.leasemq.engine.wire;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.leasemq.engine.BrowseItem;
import org.leasemq.engine.BrowsePage;
import org.leasemq.engine.BrowseRequest;
import org.leasemq.engine.ReceiveRequest;
import org.leasemq.engine.Selection;
import org.leasemq.engine.SubscriptionUse;
import org.leasemq.engine.model.Attribute;
import org.leasemq.engine.model.Body;
import org.leasemq.engine.model.Branch;
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
import org.leasemq.engine.model.SubscriptionInUse;
import org.leasemq.engine.model.Target;
import org.leasemq.engine.model.ToldError;
import org.leasemq.engine.model.UnitOfWork;
import org.leasemq.engine.model.VisibilityChange;
import org.leasemq.engine.model.seen.BranchMessage;
import org.leasemq.engine.model.seen.BranchShare;
import org.leasemq.engine.model.seen.BranchWork;
import org.leasemq.engine.model.seen.ByHand;
import org.leasemq.engine.model.seen.HandOutcome;
import org.leasemq.engine.model.seen.HeldLease;
import org.leasemq.engine.model.seen.KnownClient;
import org.leasemq.engine.model.seen.MessageGroup;
import org.leasemq.engine.model.seen.MessageGroups;

/** Something of all that is said over the network: no verb and no kind of error without. */
public final class Examples {
    static final UUID ID = new UUID(11, 12);
    static final Receipt RECEIPT = new Receipt(3, 1L << 40, 2, -7);
    static final Filter FILTER = new Filter("jms", "color = 'blé'");
    static final QueueAttributes ATTRIBUTES = QueueAttributes.fifoQueue()
            .withRedrive(new RedrivePolicy("dead.fifo", 5))
            .withSubscriptions(List.of(new Subscription("news", FILTER, "me", "label"), Subscription.to("other")))
            .withLabels(Map.of("tag", "value"));
    static final QueueInfo QUEUE = new QueueInfo("work", 7, 8, 9, 10, ATTRIBUTES);
    static final Message MESSAGE = Message.of(Body.text("grüezi"))
            .withAttributes(Map.of("color", Attribute.string("blue")))
            .inGroup("g")
            .withDeduplicationId("d")
            .withPriority(9)
            .delayedBy(Duration.ofSeconds(3))
            .expiringAfter(Duration.ofDays(1))
            .withId(ID)
            .sentAt(77)
            .from("origin");
    static final UnitOfWork WORK =
            new UnitOfWork(List.of(new UnitOfWork.Send(Target.topic("news"), MESSAGE)), List.of(RECEIPT, RECEIPT));

    private static final Message BYTES = Message.of(Body.binary(new byte[] {0, -1}));

    /** What is asked with a verb. */
    public record Request<R>(Verb<R, ?> verb, R value) {
        byte[] bytes() {
            return Frames.request(verb, value);
        }
    }

    /** What is answered to one. */
    record Answer<A>(Verb<?, A> verb, A value) {
        byte[] bytes() {
            return Frames.answer(verb, value);
        }

        /** What is read of its bytes, written again. */
        byte[] again() {
            return Frames.answer(verb, Frames.readAnswer(verb, bytes()));
        }
    }

    private Examples() {}

    /** One for each verb, and more where they can look otherwise. */
    public static List<Request<?>> requests() {
        List<Request<?>> all = new ArrayList<>();
        all.add(new Request<>(Verbs.CREATE_QUEUE, new Requests.CreateQueue("work", ATTRIBUTES)));
        all.add(new Request<>(Verbs.FIND_QUEUE, "work"));
        all.add(new Request<>(Verbs.QUEUES, new Requests.ListQueues("", 100)));
        all.add(new Request<>(Verbs.HAS_SUBSCRIBERS, "news"));
        all.add(new Request<>(Verbs.SET_ASIDE, null));
        all.add(new Request<>(
                Verbs.SET_ATTRIBUTES,
                new Requests.SetAttributes(
                        QUEUE, ATTRIBUTES.withRedriveAllow(new RedriveAllowPolicy.ByQueue(List.of("a", "b"))))));
        all.add(new Request<>(Verbs.DELETE_QUEUE, "work"));
        all.add(new Request<>(Verbs.DELETE_FOUND_QUEUE, QUEUE));
        all.add(new Request<>(Verbs.PURGE, "work"));
        all.add(new Request<>(Verbs.STATISTICS, "work"));
        all.add(new Request<>(Verbs.SEND, new Requests.Send(Target.queue("work"), List.of(MESSAGE, MESSAGE))));
        all.add(new Request<>(Verbs.SELECT, new Requests.Select(ID, new Selection(ID, "work", FILTER))));
        all.add(new Request<>(Verbs.UNSELECT, ID));
        all.add(new Request<>(
                Verbs.RECEIVE,
                new ReceiveRequest(
                        "work",
                        10,
                        ReceiveRequest.FOREVER,
                        ID,
                        Duration.ofMillis(1),
                        new Selection(ID, "work", FILTER),
                        1 << 20)));
        all.add(new Request<>(Verbs.DELETE, new Requests.Delete("work", List.of(RECEIPT))));
        all.add(new Request<>(
                Verbs.CHANGE_VISIBILITY,
                new Requests.ChangeVisibility("work", List.of(new VisibilityChange(RECEIPT, Duration.ZERO)))));
        all.add(new Request<>(Verbs.RELEASE, List.of(RECEIPT)));
        all.add(new Request<>(Verbs.GIVE_BACK, new Requests.GiveBack(ID, List.of(RECEIPT), Duration.ofSeconds(1))));
        all.add(new Request<>(Verbs.COMMIT, WORK));
        all.add(new Request<>(Verbs.REDRIVE, new Requests.Redrive("dead", null, 10)));
        all.add(new Request<>(Verbs.READ, RECEIPT));
        all.add(new Request<>(Verbs.BROWSE, new BrowseRequest("work", "9.1", -1, 2, 3)));
        all.add(new Request<>(Verbs.PREPARE, new Requests.Prepare("branch", WORK)));
        all.add(new Request<>(Verbs.SETTLE, new Requests.Decide("branch", true)));
        all.add(new Request<>(Verbs.DECIDE, new Requests.Decide("branch", false)));
        all.add(new Request<>(Verbs.FORGET, "branch"));
        all.add(new Request<>(Verbs.FIND_BRANCH, "branch"));
        all.add(new Request<>(Verbs.BRANCHES, null));
        all.add(new Request<>(Verbs.CHECK_HEALTH, null));
        all.add(new Request<>(Verbs.OPEN_CLIENT, new Requests.OpenClient(ID, "process")));
        all.add(new Request<>(Verbs.CLOSE_CLIENT, ID));
        all.add(new Request<>(Verbs.CLAIM_NAME, new Requests.OfClient(ID, "name")));
        all.add(new Request<>(Verbs.FREE_NAME, new Requests.OfClient(ID, "name")));
        all.add(new Request<>(Verbs.OPEN_OWNER, new Requests.OpenOwner(ID, ID, "session")));
        all.add(new Request<>(Verbs.CLOSE_OWNER, new Requests.CloseOwner(ID, List.of(RECEIPT))));
        all.add(new Request<>(Verbs.CREATE_TEMPORARY_QUEUE, new Requests.CreateTemporaryQueue(ID, "t", ATTRIBUTES)));
        all.add(new Request<>(
                Verbs.USE_SUBSCRIPTION,
                new Requests.UseSubscription(ID, new SubscriptionUse("s", ATTRIBUTES, true, false, List.of("x")))));
        all.add(new Request<>(Verbs.LEAVE_SUBSCRIPTION, new Requests.OfClient(ID, "s")));
        all.add(new Request<>(Verbs.DELETE_SUBSCRIPTION, List.of("a", "b")));
        all.add(new Request<>(Verbs.CLIENTS, null));
        all.add(new Request<>(Verbs.BY_HAND, new ByHand("work", List.of(RECEIPT), ByHand.Action.MOVE, "other", true)));
        all.add(new Request<>(Verbs.GROUPS, new Requests.Groups("work", "g", 10)));
        all.add(new Request<>(Verbs.LEASES, new Requests.Leases(ID, 10)));
        all.add(new Request<>(Verbs.BRANCH_WORK, new Requests.OfBranch("branch", 10)));
        // and what else some of them can say
        all.add(new Request<>(
                Verbs.CREATE_QUEUE,
                new Requests.CreateQueue(
                        "plain",
                        QueueAttributes.standardQueue()
                                .withRetention(Duration.ofDays(4))
                                .withDurable(false)
                                .withRedriveAllow(new RedriveAllowPolicy.AllowAll()))));
        all.add(new Request<>(
                Verbs.CREATE_QUEUE,
                new Requests.CreateQueue(
                        "closed.fifo",
                        QueueAttributes.fifoQueue()
                                .withContentBasedDeduplication(true)
                                .withDeduplicationScope(QueueAttributes.DeduplicationScope.MESSAGE_GROUP)
                                .withDeduplicatedTopic("news")
                                .withRedriveAllow(new RedriveAllowPolicy.DenyAll()))));
        all.add(new Request<>(Verbs.SEND, new Requests.Send(Target.topic("news"), List.of(BYTES))));
        all.add(new Request<>(Verbs.RECEIVE, new ReceiveRequest("work", 1, null, null, null, null, 5)));
        all.add(new Request<>(Verbs.GIVE_BACK, new Requests.GiveBack(null, List.of(), Duration.ZERO)));
        all.add(new Request<>(Verbs.REDRIVE, new Requests.Redrive("dead", "work", 10)));
        all.add(new Request<>(
                Verbs.BROWSE, new BrowseRequest("work", null, 5, 0, 3, BrowseItem.State.DELAYED, "group")));
        all.add(new Request<>(Verbs.BY_HAND, new ByHand("work", List.of(), ByHand.Action.DELETE, null, false)));
        all.add(new Request<>(Verbs.CLOSE_OWNER, new Requests.CloseOwner(ID, null)));
        return all;
    }

    /** One for each, and more where they can look otherwise. */
    static List<Answer<?>> answers() {
        Sent sent = new Sent(ID, 5, 6, 7, true);
        EngineException refusal = new EngineException.MessageTooLarge("work", 3, 2);
        Branch branch = new Branch("branch", 5, Branch.State.PREPARED);
        List<BrowseItem> items = Arrays.stream(BrowseItem.State.values())
                .map(state -> new BrowseItem(ID, BYTES, 1, 2, 3, "dead", state, 4, "holder", 5, "9.1"))
                .toList();
        List<Branch> branches = Arrays.stream(Branch.State.values())
                .map(state -> new Branch("branch", 5, state))
                .toList();
        List<Outcome<Receipt>> receipts = List.of(new Outcome.Done<>(RECEIPT), new Outcome.Refused<>(refusal));
        List<Answer<?>> all = new ArrayList<>();
        all.add(new Answer<>(Verbs.CREATE_QUEUE, QUEUE));
        all.add(new Answer<>(Verbs.FIND_QUEUE, Optional.of(QUEUE)));
        all.add(new Answer<>(Verbs.FIND_QUEUE, Optional.empty()));
        all.add(new Answer<>(Verbs.QUEUES, List.of(QUEUE, QUEUE)));
        all.add(new Answer<>(Verbs.HAS_SUBSCRIBERS, true));
        all.add(new Answer<>(Verbs.SET_ASIDE, Map.of("odd", "why")));
        all.add(new Answer<>(Verbs.SET_ATTRIBUTES, QUEUE));
        all.add(new Answer<>(Verbs.DELETE_QUEUE, QUEUE));
        all.add(new Answer<>(Verbs.DELETE_FOUND_QUEUE, QUEUE));
        all.add(new Answer<>(Verbs.PURGE, 12));
        all.add(new Answer<>(
                Verbs.STATISTICS, new QueueStatistics(1, 2, 3, 4, 5, 6, 7, 8, 9, Duration.ofMillis(10_011))));
        all.add(new Answer<>(Verbs.SEND, List.of(new Outcome.Done<>(sent), new Outcome.Refused<>(refusal))));
        all.add(new Answer<>(Verbs.SELECT, null));
        all.add(new Answer<>(Verbs.UNSELECT, null));
        all.add(new Answer<>(Verbs.RECEIVE, List.of(new ToldDelivery(ID, RECEIPT, 1, 2, 5, "dead", 6, MESSAGE, null))));
        all.add(new Answer<>(Verbs.DELETE, receipts));
        all.add(new Answer<>(Verbs.CHANGE_VISIBILITY, receipts));
        all.add(new Answer<>(Verbs.RELEASE, null));
        all.add(new Answer<>(Verbs.GIVE_BACK, null));
        all.add(new Answer<>(Verbs.COMMIT, List.of(sent, sent)));
        all.add(new Answer<>(Verbs.REDRIVE, 13));
        all.add(new Answer<>(Verbs.READ, MESSAGE));
        all.add(new Answer<>(Verbs.BROWSE, new BrowsePage(items, "9.1", 6, 7)));
        all.add(new Answer<>(Verbs.PREPARE, branch));
        all.add(new Answer<>(Verbs.SETTLE, branch));
        all.add(new Answer<>(Verbs.DECIDE, branch));
        all.add(new Answer<>(Verbs.FORGET, branch));
        all.add(new Answer<>(Verbs.FIND_BRANCH, Optional.of(branch)));
        all.add(new Answer<>(Verbs.BRANCHES, branches));
        all.add(new Answer<>(Verbs.CHECK_HEALTH, null));
        all.add(new Answer<>(Verbs.OPEN_CLIENT, null));
        all.add(new Answer<>(Verbs.CLOSE_CLIENT, null));
        all.add(new Answer<>(Verbs.CLAIM_NAME, false));
        all.add(new Answer<>(Verbs.FREE_NAME, null));
        all.add(new Answer<>(Verbs.OPEN_OWNER, null));
        all.add(new Answer<>(Verbs.CLOSE_OWNER, null));
        all.add(new Answer<>(Verbs.CREATE_TEMPORARY_QUEUE, QUEUE));
        all.add(new Answer<>(Verbs.USE_SUBSCRIPTION, 14L));
        all.add(new Answer<>(Verbs.LEAVE_SUBSCRIPTION, null));
        all.add(new Answer<>(Verbs.DELETE_SUBSCRIPTION, QUEUE));
        KnownClient.KnownOwner owner = new KnownClient.KnownOwner("session", List.of("work", "work"), 15);
        all.add(new Answer<>(
                Verbs.CLIENTS,
                List.of(new KnownClient(ID, "process", List.of("name"), List.of(owner), List.of("t"), List.of("s")))));
        all.add(new Answer<>(
                Verbs.BY_HAND,
                List.of(
                        new HandOutcome(1, HandOutcome.Result.DONE, null),
                        new HandOutcome(2, HandOutcome.Result.IN_FLIGHT, "owner"))));
        MessageGroup held = new MessageGroup("g", true, 3, 1, true, "owner", 4, 5, 6, 7);
        MessageGroup tenant = new MessageGroup("h", false, 1, 0, false, null, 0, 0, 0, 0);
        all.add(new Answer<>(Verbs.GROUPS, new MessageGroups(2, 1, List.of(held, tenant))));
        all.add(new Answer<>(Verbs.LEASES, List.of(new HeldLease("owner", "work", 1, 2, 3, 4, "g"))));
        all.add(new Answer<>(
                Verbs.BRANCH_WORK,
                new BranchWork(
                        branch,
                        2,
                        1,
                        List.of(new BranchShare("work", 2, 1)),
                        List.of(new BranchMessage("work", false, 3), new BranchMessage("", true, 4)))));
        return all;
    }

    /** A message that cannot be read at the moment. */
    static Answer<?> unreadable() {
        return new Answer<>(Verbs.RECEIVE, List.of(new ToldDelivery(ID, RECEIPT, 1, 0, 5, "dead", 6, null, receipt -> {
            throw new EngineException.StoreFailed("as expected by the test", null);
        })));
    }

    /** One of each kind, and for each reason. */
    static List<EngineException> errors() {
        List<EngineException> all = new ArrayList<>();
        for (EngineException.Kind kind : EngineException.Kind.values()) {
            if (kind != EngineException.Kind.SUBSCRIPTION_IN_USE) {
                all.add(ToldError.of(kind, "words", "true"));
            }
        }
        for (SubscriptionInUse.Reason reason : SubscriptionInUse.Reason.values()) {
            all.add(ToldError.of(EngineException.Kind.SUBSCRIPTION_IN_USE, "words", reason + " queue"));
        }
        return all;
    }
}
