package org.leasemq.engine.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.fail;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.leasemq.engine.BrowseItem;
import org.leasemq.engine.BrowsePage;
import org.leasemq.engine.BrowseRequest;
import org.leasemq.engine.Delivery;
import org.leasemq.engine.ReceiveRequest;
import org.leasemq.engine.Selection;
import org.leasemq.engine.SubscriptionUse;
import org.leasemq.engine.model.Attribute;
import org.leasemq.engine.model.Body;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.Filter;
import org.leasemq.engine.model.Message;
import org.leasemq.engine.model.Outcome;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.model.QueueInfo;
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

/** What is written is read again, and what makes no sense is refused as such, whatever it is. */
class VerbsTest {
    private static final UUID ID = new UUID(11, 12);
    private static final Receipt RECEIPT = new Receipt(3, 1L << 40, 2, -7);
    private static final Filter FILTER = new Filter("jms", "color = 'blé'");
    private static final QueueAttributes ATTRIBUTES = QueueAttributes.fifoQueue()
            .withRedrive(new RedrivePolicy("dead.fifo", 5))
            .withSubscriptions(List.of(new Subscription("news", FILTER, "me", "label"), Subscription.to("other")))
            .withLabels(Map.of("tag", "value"));
    private static final QueueInfo QUEUE = new QueueInfo("work", 7, 8, 9, 10, ATTRIBUTES);
    private static final Message MESSAGE = Message.of(Body.text("grüezi"))
            .withAttributes(Map.of("color", Attribute.string("blue")))
            .inGroup("g")
            .withDeduplicationId("d")
            .withPriority(9)
            .delayedBy(Duration.ofSeconds(3))
            .expiringAfter(Duration.ofDays(1))
            .withId(ID)
            .sentAt(77)
            .from("origin");
    private static final UnitOfWork WORK =
            new UnitOfWork(List.of(new UnitOfWork.Send(Target.topic("news"), MESSAGE)), List.of(RECEIPT, RECEIPT));

    private static Map<Verb<?, ?>, Object> requests() {
        Map<Verb<?, ?>, Object> requests = new LinkedHashMap<>();
        requests.put(Verbs.CREATE_QUEUE, new Requests.CreateQueue("work", ATTRIBUTES));
        requests.put(Verbs.FIND_QUEUE, "work");
        requests.put(Verbs.QUEUES, new Requests.ListQueues("", 100));
        requests.put(Verbs.HAS_SUBSCRIBERS, "news");
        requests.put(Verbs.SET_ASIDE, null);
        requests.put(
                Verbs.SET_ATTRIBUTES,
                new Requests.SetAttributes(
                        QUEUE, ATTRIBUTES.withRedriveAllow(new RedriveAllowPolicy.ByQueue(List.of("a", "b")))));
        requests.put(Verbs.DELETE_QUEUE, "work");
        requests.put(Verbs.DELETE_FOUND_QUEUE, QUEUE);
        requests.put(Verbs.PURGE, "work");
        requests.put(Verbs.STATISTICS, "work");
        requests.put(Verbs.ANNOUNCE, new Requests.Announce(Target.queue("work"), MESSAGE));
        requests.put(Verbs.SEND, new Requests.Send(Target.queue("work"), List.of(MESSAGE, MESSAGE)));
        requests.put(Verbs.SELECT, new Requests.Select(ID, new Selection(ID, "work", FILTER)));
        requests.put(Verbs.UNSELECT, ID);
        requests.put(
                Verbs.RECEIVE,
                new ReceiveRequest(
                        "work",
                        10,
                        ReceiveRequest.FOREVER,
                        ID,
                        Duration.ofMillis(1),
                        new Selection(ID, "work", FILTER),
                        1 << 20));
        requests.put(Verbs.DELETE, new Requests.Delete("work", List.of(RECEIPT)));
        requests.put(
                Verbs.CHANGE_VISIBILITY,
                new Requests.ChangeVisibility("work", List.of(new VisibilityChange(RECEIPT, Duration.ZERO))));
        requests.put(Verbs.RELEASE, List.of(RECEIPT));
        requests.put(Verbs.GIVE_BACK, new Requests.GiveBack(ID, List.of(RECEIPT), Duration.ofSeconds(1)));
        requests.put(Verbs.COMMIT, WORK);
        requests.put(Verbs.REDRIVE, new Requests.Redrive("dead", null, 10));
        requests.put(Verbs.READ, RECEIPT);
        requests.put(Verbs.BROWSE, new BrowseRequest("work", "9.1", -1, 2, 3));
        requests.put(Verbs.PREPARE, new Requests.Prepare("branch", WORK));
        requests.put(Verbs.SETTLE, new Requests.Decide("branch", true));
        requests.put(Verbs.DECIDE, new Requests.Decide("branch", false));
        requests.put(Verbs.FORGET, "branch");
        requests.put(Verbs.FIND_BRANCH, "branch");
        requests.put(Verbs.BRANCHES, null);
        requests.put(Verbs.CHECK_HEALTH, null);
        requests.put(Verbs.OPEN_CLIENT, new Requests.OpenClient(ID, "process"));
        requests.put(Verbs.CLOSE_CLIENT, ID);
        requests.put(Verbs.CLAIM_NAME, new Requests.OfClient(ID, "name"));
        requests.put(Verbs.FREE_NAME, new Requests.OfClient(ID, "name"));
        requests.put(Verbs.OPEN_OWNER, new Requests.OpenOwner(ID, ID, "session"));
        requests.put(Verbs.CLOSE_OWNER, new Requests.CloseOwner(ID, List.of(RECEIPT)));
        requests.put(Verbs.CREATE_TEMPORARY_QUEUE, new Requests.CreateTemporaryQueue(ID, "t", ATTRIBUTES));
        requests.put(
                Verbs.USE_SUBSCRIPTION,
                new Requests.UseSubscription(ID, new SubscriptionUse("s", ATTRIBUTES, true, false, List.of("x"))));
        requests.put(Verbs.LEAVE_SUBSCRIPTION, new Requests.OfClient(ID, "s"));
        requests.put(Verbs.DELETE_SUBSCRIPTION, List.of("a", "b"));
        return requests;
    }

    @SuppressWarnings("unchecked") // each request is of its verb
    private static <R> byte[] written(Verb<R, ?> verb, Object request) {
        return Frames.request(verb, (R) request);
    }

    private static Object read(byte[] frame) {
        WireIn in = new WireIn(frame);
        return Verbs.numbered(in.readByte()).readRequest(in);
    }

    @Test
    void everyRequestIsReadAsItWasWritten() {
        Set<Verb<?, ?>> untried = new HashSet<>(Verbs.all());
        untried.removeAll(requests().keySet());
        assertEquals(Set.of(), untried, "verbs without an example among the requests of this test");
        requests().forEach((verb, request) -> {
            byte[] frame = written(verb, request);
            assertArrayEquals(frame, written(verb, read(frame)), verb.toString());
        });
        assertEquals(
                WORK.sends().get(0).to(),
                ((UnitOfWork) read(written(Verbs.COMMIT, WORK))).sends().get(0).to());
    }

    @Test
    void nothingIsReadFromAPartOfARequestNorFromMore() {
        requests().forEach((verb, request) -> {
            byte[] frame = written(verb, request);
            for (int length = 0; length < frame.length; length++) {
                byte[] part = Arrays.copyOf(frame, length);
                assertThrows(WireException.class, () -> read(part), verb + " " + length);
            }
            byte[] more = Arrays.copyOf(frame, frame.length + 1);
            assertThrows(WireException.class, () -> read(more), verb.toString());
        });
    }

    @Test
    void whateverComesIsReadOrRefused() {
        long seed = Long.getLong("leasemq.wire.seed", 1);
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        requests().forEach((verb, request) -> {
            byte[] frame = written(verb, request);
            for (int i = 0; i < 500; i++) {
                byte[] changed = frame.clone();
                for (int changes = random.nextInt(1, 4); changes > 0; changes--) {
                    changed[random.nextInt(changed.length)] = (byte) random.nextInt();
                }
                try {
                    read(changed);
                } catch (WireException e) {
                    // as it should
                } catch (RuntimeException | Error e) {
                    fail("seed " + seed + ", " + verb + ": " + Arrays.toString(changed), e);
                }
            }
        });
    }

    @Test
    void bytesThatAreNoTextAreRefusedAndWhatIsShownForSuchIsText() {
        byte[] shown = written(Verbs.FIND_QUEUE, "work\uFFFD");
        assertEquals("work\uFFFD", read(shown));
        shown[shown.length - 1] = 'x';
        assertThrows(WireException.class, () -> read(shown));
        Message message = Message.of(Body.text("m")).withAttributes(Map.of("\u00fc", Attribute.string("blue")));
        byte[] named = written(Verbs.ANNOUNCE, new Requests.Announce(Target.queue("work"), message));
        assertEquals(
                Set.of("\u00fc"),
                ((Requests.Announce) read(named)).message().attributes().keySet());
        int name = 0;
        while (named[name] != (byte) 0xC3) {
            name++;
        }
        named[name + 1] = 'x';
        assertThrows(WireException.class, () -> read(named));
    }

    @Test
    void answersAreReadAsTheyWereWritten() {
        Sent sent = new Sent(ID, 5, 6, 7, true);
        EngineException refusal = new EngineException.MessageTooLarge("work", 3, 2);
        List<Outcome<Sent>> outcomes = Frames.readAnswer(
                Verbs.SEND,
                Frames.answer(Verbs.SEND, List.of(new Outcome.Done<>(sent), new Outcome.Refused<>(refusal))));
        assertEquals(sent, outcomes.get(0).get());
        EngineException told =
                assertThrows(EngineException.class, () -> outcomes.get(1).get());
        assertEquals(refusal.getMessage(), told.getMessage());
        List<QueueInfo> queues = List.of(new QueueInfo("", 1, 2, 3, 4, QueueAttributes.standardQueue()));
        assertEquals(queues, Frames.readAnswer(Verbs.QUEUES, Frames.answer(Verbs.QUEUES, queues)));
        Delivery unreadable = new ToldDelivery(ID, RECEIPT, 1, 0, 5, "dead", 6, null, receipt -> {
            throw new EngineException.StoreFailed("as expected by the test", null);
        });
        Delivery delivery = Frames.readAnswer(Verbs.RECEIVE, Frames.answer(Verbs.RECEIVE, List.of(unreadable)))
                .get(0);
        assertEquals(RECEIPT, delivery.receipt());
        assertEquals("dead", delivery.deadLetterSource());
        BrowsePage page = new BrowsePage(
                List.of(new BrowseItem(ID, MESSAGE, 1, 2, 3, "dead", BrowseItem.State.DELAYED, 4, "holder", 5, "9.1")),
                "9.1",
                6,
                7);
        byte[] written = Frames.answer(Verbs.BROWSE, page);
        assertArrayEquals(written, Frames.answer(Verbs.BROWSE, Frames.readAnswer(Verbs.BROWSE, written)));
    }

    @Test
    void errorsAreOfTheSameKindElsewhereAndKnowAsMuch() {
        for (EngineException.Kind kind : EngineException.Kind.values()) {
            String detail = kind == EngineException.Kind.SUBSCRIPTION_IN_USE ? "IN_FLIGHT queue" : "true";
            EngineException error = ToldError.of(kind, "words", detail);
            byte[] frame = Frames.error(error);
            EngineException told =
                    assertThrows(EngineException.class, () -> Frames.readAnswer(Verbs.FIND_QUEUE, frame));
            assertInstanceOf(error.getClass(), told);
            assertEquals(kind, told.kind());
            assertEquals("words", told.getMessage());
            assertEquals(error.detail(), told.detail());
        }
        SubscriptionInUse inUse = SubscriptionInUse.of("queue", SubscriptionInUse.Reason.OTHER_KIND);
        SubscriptionInUse told =
                assertThrows(SubscriptionInUse.class, () -> Frames.readAnswer(Verbs.FIND_QUEUE, Frames.error(inUse)));
        assertEquals("queue", told.queue());
        assertEquals(SubscriptionInUse.Reason.OTHER_KIND, told.reason());
    }
}
