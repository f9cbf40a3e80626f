package org.leasemq.engine.local.queue;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.leasemq.engine.Delivery;
import org.leasemq.engine.Owners;
import org.leasemq.engine.ReceiveRequest;
import org.leasemq.engine.Selection;
import org.leasemq.engine.SettableClock;
import org.leasemq.engine.local.LocalEngine;
import org.leasemq.engine.local.ManualEnvironment;
import org.leasemq.engine.local.definition.FilterFaults;
import org.leasemq.engine.local.runtime.EngineSettings;
import org.leasemq.engine.model.Body;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.Filter;
import org.leasemq.engine.model.Message;
import org.leasemq.engine.model.Outcome;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.model.Sent;
import org.leasemq.engine.model.Subscription;
import org.leasemq.engine.model.Target;
import org.leasemq.engine.model.UnitOfWork;
import org.leasemq.log.CapturedLog;
import org.leasemq.stack.StackReserve;
import org.leasemq.store.Disk;
import org.leasemq.store.FakeStore;

/**
 * Filters must not throw. On what one throws all the same, it does not pass, and nobody else notices; an {@link Error} that says
 * nothing of the message is told to whoever asked, and nobody waits for ever.
 */
class ThrowingFilterTest {
    private static final Filter FILTER = new Filter("throwing", "");

    private final SettableClock clock = new SettableClock();
    private ManualEnvironment environment;
    private LocalEngine engine;
    private Throwable thrown;

    @BeforeEach
    void open() {
        environment = new ManualEnvironment(
                clock, RandomGeneratorFactory.of("L64X128MixRandom").create(1));
        EngineSettings settings = EngineSettings.defaults()
                .withFilters(Map.of("throwing", text -> this::passes, "wrong", text -> {
                    throw new IllegalStateException("a bug");
                }));
        engine = LocalEngine.open(new FakeStore(new Disk(), clock), settings, environment);
        engine.createQueue("q", QueueAttributes.standardQueue()).await();
    }

    @AfterEach
    void close() {
        engine.close();
    }

    private boolean passes(Message message) {
        if (message.body().asText().equals("fine")) {
            return true;
        }
        if (thrown instanceof Error error) {
            throw error;
        }
        if (thrown instanceof RuntimeException exception) {
            throw exception;
        }
        return true;
    }

    private static Message text(String body) {
        return Message.of(Body.text(body));
    }

    private void send(String... bodies) {
        engine.send("q", Stream.of(bodies).map(ThrowingFilterTest::text).toList())
                .await();
    }

    private void subscribe(String queue, Filter filter) {
        Subscription subscription = new Subscription("t", filter, null);
        engine.createQueue(queue, QueueAttributes.standardQueue().withSubscriptions(List.of(subscription)))
                .await();
    }

    private List<Outcome<Sent>> publish(String... bodies) {
        return engine.send(
                        Target.topic("t"),
                        Stream.of(bodies).map(ThrowingFilterTest::text).toList())
                .await();
    }

    private static List<String> bodies(List<Delivery> deliveries) {
        return deliveries.stream()
                .map(delivery -> delivery.message().body().asText())
                .toList();
    }

    private List<String> received(String queue) {
        return bodies(engine.receive(ReceiveRequest.from(queue).upTo(10).waiting(ZERO))
                .await());
    }

    static List<Throwable> ofAMessage() {
        return List.of(new IllegalStateException("a bug"), new StackOverflowError("too deep"));
    }

    @ParameterizedTest
    @MethodSource("ofAMessage")
    void whatIsPublishedGoesToAllOthers(Throwable next) {
        subscribe("failing", FILTER);
        subscribe("all", null);
        thrown = next;
        List<Outcome<Sent>> sent = publish("a", "fine", "b");
        assertEquals(3, sent.stream().map(Outcome::get).count());
        assertEquals(List.of("a", "fine", "b"), received("all"));
        assertEquals(List.of("fine"), received("failing"));
        thrown = null;
        publish("c");
        assertEquals(List.of("c"), received("failing"));
    }

    @ParameterizedTest
    @MethodSource("ofAMessage")
    void aTransactionIsCommittedAllTheSame(Throwable next) {
        subscribe("failing", FILTER);
        subscribe("all", null);
        thrown = next;
        UnitOfWork.Send one = new UnitOfWork.Send(Target.topic("t"), text("a"));
        UnitOfWork.Send other = new UnitOfWork.Send(Target.topic("t"), text("fine"));
        engine.commit(new UnitOfWork(List.of(one, other), List.of())).await();
        assertEquals(List.of("a", "fine"), received("all"));
        assertEquals(List.of("fine"), received("failing"));
    }

    @ParameterizedTest
    @MethodSource("ofAMessage")
    void whoReceivesWithItGetsWhatFollowsAndOthersTheRest(Throwable next) {
        send("a", "fine", "b");
        thrown = next;
        Selection selection = Owners.select(engine, "q", FILTER);
        ReceiveRequest request =
                ReceiveRequest.from("q").among(selection).upTo(10).waiting(ZERO);
        assertEquals(List.of("fine"), bodies(engine.receive(request).await()));
        assertEquals(List.of(), bodies(engine.receive(request).await()));
        assertEquals(List.of("a", "b"), received("q"));
    }

    @ParameterizedTest
    @MethodSource("ofAMessage")
    void whoWaitsWithItGetsWhatFollows(Throwable next) {
        Selection selection = Owners.select(engine, "q", FILTER);
        List<String> got = new ArrayList<>();
        engine.receive(ReceiveRequest.from("q").among(selection).waiting(ofMinutes(1)))
                .whenDone((deliveries, error) -> got.addAll(bodies(deliveries)));
        thrown = next;
        send("a", "fine");
        environment.settle();
        assertEquals(List.of("fine"), got);
        assertEquals(List.of("a"), received("q"));
    }

    @Test
    void theLogHasALineInTenSeconds() {
        subscribe("failing", new Filter("throwing", "x".repeat(300)));
        thrown = new IllegalStateException("a bug");
        try (CapturedLog log = new CapturedLog(FilterFaults.class.getName())) {
            String line = "WARNING A filter in 'throwing' failed on message %s, which therefore does not pass it: "
                    + "x".repeat(200) + "...";
            UUID first = publish("a").get(0).get().id();
            publish("b", "c");
            assertEquals(List.of(line.replace("%s", first.toString())), log.lines());
            environment.advance(ofSeconds(10));
            UUID then = publish("d").get(0).get().id();
            assertEquals(
                    line.replace("%s", then.toString()) + " (and 2 more since the last line of this kind)",
                    log.lines().get(1));
            assertEquals(2, log.lines().size());
        }
    }

    /** Whose recursion has run out of stack is told so, as by every call: on another thread the message might pass. */
    @Test
    void aCallerWithoutStackIsToldAndNothingIsPublished() {
        subscribe("failing", FILTER);
        subscribe("all", null);
        thrown = new StackOverflowError("no stack left");
        assertThrows(StackOverflowError.class, () -> atTheEndOfTheStack(() -> publish("a")));
        assertEquals(List.of(), received("all"));
    }

    /** Where little is left, but enough to get to the filter. */
    private static void atTheEndOfTheStack(Runnable call) {
        boolean near = !StackReserve.sufficesForStore();
        if (near) {
            call.run();
        } else {
            atTheEndOfTheStack(call);
        }
    }

    @Test
    void whoWaitsGetsTheMessageWhenTheFilterWorksAgain() {
        Selection selection = Owners.select(engine, "q", FILTER);
        List<Delivery> got = new ArrayList<>();
        engine.receive(ReceiveRequest.from("q").among(selection).waiting(ofMinutes(1)))
                .whenDone((deliveries, error) -> got.addAll(deliveries));
        thrown = new LinkageError("not found");
        send("a");
        environment.settle();
        assertEquals(List.of(), got);
        thrown = null;
        environment.advance(ofSeconds(1));
        assertEquals(List.of("a"), bodies(got));
    }

    @Test
    void whoAsksIsToldOfOtherErrors() {
        subscribe("failing", FILTER);
        send("a");
        Selection selection = Owners.select(engine, "q", FILTER);
        ReceiveRequest request = ReceiveRequest.from("q").among(selection).waiting(ZERO);
        thrown = new LinkageError("not found");
        assertThrows(LinkageError.class, () -> engine.receive(request));
        assertThrows(LinkageError.class, () -> publish("b"));
        thrown = null;
        assertEquals(1, engine.receive(request).await().get(0).receiveCount());
        assertEquals(List.of(), received("failing"));
    }

    @Test
    void aLanguageThatFailsRefusesTheFilter() {
        Subscription subscription = new Subscription("t", new Filter("wrong", "x"), null);
        QueueAttributes attributes = QueueAttributes.standardQueue().withSubscriptions(List.of(subscription));
        assertThrows(EngineException.InvalidFilter.class, () -> engine.createQueue("other", attributes));
        engine.createQueue("other", QueueAttributes.standardQueue()).await();
    }
}
