package org.leasemq.engine.local.order;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.leasemq.engine.AttributeChange;
import org.leasemq.engine.Delivery;
import org.leasemq.engine.Owner;
import org.leasemq.engine.Owners;
import org.leasemq.engine.ReceiveRequest;
import org.leasemq.engine.Selection;
import org.leasemq.engine.local.EngineFixture;
import org.leasemq.engine.model.Message;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.model.RedrivePolicy;
import org.leasemq.engine.model.Subscription;
import org.leasemq.engine.model.Target;
import org.leasemq.engine.model.UnitOfWork;
import org.leasemq.engine.model.VisibilityChange;

/** Tenants of a standard queue, and how one with much in flight waits for the others. */
class FairQueueTest extends EngineFixture {
    private static final Target QUEUE = Target.queue("q");
    /** So much in flight makes a tenant noisy that has all of it. */
    private static final int MANY = 30;

    @BeforeEach
    void createQueue() {
        QueueAttributes attributes = QueueAttributes.standardQueue().withVisibilityTimeout(ofHours(1));
        engine.createQueue("q", attributes).await();
    }

    /** Bodies are the tenant's name and a number from 1 on. */
    private void send(String tenant, int from, int to) {
        IntStream.rangeClosed(from, to)
                .forEach(i -> send(QUEUE, text(tenant + i).ofTenant(tenant)));
    }

    private List<String> next(int count) {
        return bodies(take("q", count));
    }

    private static List<String> named(String tenant, int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(i -> tenant + i).toList();
    }

    /** The tenant has so many in flight, and a backlog of some more. */
    private List<Delivery> inFlight(String tenant, int count, int backlog) {
        send(tenant, 1, count);
        List<Delivery> deliveries = take("q", count);
        assertEquals(named(tenant, 1, count), bodies(deliveries));
        send(tenant, count + 1, count + backlog);
        return deliveries;
    }

    @Test
    void aNoisyTenantWaitsWhileQuietOnesHaveMessages() {
        inFlight("noisy", MANY, 2);
        send("quiet", 1, 2);
        assertEquals(List.of("quiet1", "quiet2", "noisy31", "noisy32"), next(10));
    }

    @Test
    void aTenantBecomesNoisyInTheMidstOfAReceive() {
        send("noisy", 1, MANY + 2);
        send("quiet", 1, 1);
        List<String> expected = new ArrayList<>(named("noisy", 1, MANY));
        expected.addAll(List.of("quiet1", "noisy31", "noisy32"));
        assertEquals(expected, next(MANY + 3));
    }

    @Test
    void aNoisyTenantWaitsForOwnersToo() {
        inFlight("noisy", MANY, 2);
        send("quiet", 1, 2);
        Owner owner = Owners.open(engine, "session");
        ReceiveRequest request = ReceiveRequest.from("q").upTo(10).waiting(ZERO).ownedBy(owner);
        assertEquals(
                List.of("quiet1", "quiet2", "noisy31", "noisy32"),
                bodies(engine.receive(request).await()));
    }

    @Test
    void whatOwnersHoldIsInFlightUntilTheyClose() {
        send("t", 1, MANY + 1);
        Owner owner = Owners.open(engine, "session");
        engine.receive(ReceiveRequest.from("q").upTo(MANY).waiting(ZERO).ownedBy(owner))
                .await();
        send("quiet", 1, 1);
        assertEquals(List.of("quiet1"), next(1));
        owner.close();
        assertEquals(named("t", 1, MANY + 1), next(100));
    }

    @Test
    void aTenantThatTakesLongIsNoisyWithFewInFlight() {
        List<Delivery> slow = inFlight("slow", 1, 2);
        advance(ofMinutes(1).plusSeconds(10));
        send("quiet", 1, 2);
        assertEquals(List.of("quiet1", "quiet2", "slow2", "slow3"), next(10));
        delete("q", slow);
    }

    @Test
    void whatWasLongAgoNoLongerCounts() {
        List<Delivery> slow = inFlight("slow", 1, 0);
        advance(ofMinutes(2));
        delete("q", slow);
        advance(ofMinutes(4));
        send("slow", 2, 3);
        send("quiet", 1, 1);
        assertEquals(List.of("slow2", "slow3", "quiet1"), next(10));
    }

    @Test
    void whoTakesATenthOfTheTimeIsNotNoisy() {
        IntStream.range(0, 10).forEach(i -> send(QUEUE, text("none")));
        assertEquals(10, take("q", 10).size());
        inFlight("slow", 1, 1);
        advance(ofMinutes(10));
        send("slow", 3, 3);
        send("quiet", 1, 1);
        assertEquals(List.of("slow2", "slow3", "quiet1"), next(10));
    }

    @Test
    void withFewerThanThirtyInFlightNobodyIsNoisy() {
        inFlight("t", MANY - 1, 1);
        send("other", 1, 1);
        assertEquals(List.of("t30", "other1"), next(10));
    }

    @Test
    void withATenthOfWhatIsInFlightNobodyIsNoisy() {
        inFlight("t", MANY, 0);
        IntStream.range(0, 9 * MANY).forEach(i -> send(QUEUE, text("none")));
        List<Delivery> others = take("q", 9 * MANY);
        assertEquals(Collections.nCopies(9 * MANY, "none"), bodies(others));
        send("t", 31, 32);
        send("quiet", 1, 2);
        assertEquals(List.of("t31"), next(1));

        delete("q", others.subList(0, 20));
        assertEquals(List.of("quiet1", "quiet2", "t32"), next(10));
    }

    @Test
    void amongNoisyTenantsTheOneWithTheFewestInFlightGoesFirst() {
        inFlight("a", MANY + 4, 4);
        inFlight("b", MANY + 2, 4);
        send("quiet", 1, 1);
        assertEquals(
                List.of("quiet1", "b33", "b34", "a35", "b35", "a36", "b36", "a37", "a38"), next(20), "a has 34, b 32");
    }

    @Test
    void whenOnlyNoisyTenantsAreLeftTheyGetEverything() {
        inFlight("noisy", MANY, 200);
        assertEquals(named("noisy", MANY + 1, MANY + 200), next(300));
        assertEquals(List.of(), next(1));
    }

    @Test
    void aReceiveThatWaitsGetsWhatANoisyTenantSends() {
        inFlight("noisy", MANY, 0);
        var receive = engine.receive(ReceiveRequest.from("q").upTo(1).waiting(ofSeconds(20)));
        send("noisy", 31, 31);
        assertEquals(List.of("noisy31"), bodies(receive.await()));
    }

    @Test
    void aNoisyTenantStaysSoWhileItHasABacklog() {
        List<Delivery> deliveries = inFlight("noisy", MANY, 3);
        send("quiet", 1, 2);
        assertEquals(List.of("quiet1"), next(1));
        delete("q", deliveries);
        assertEquals(List.of("quiet2", "noisy31"), next(2));
        send("quiet", 3, 3);
        assertEquals(List.of("quiet3", "noisy32", "noisy33"), next(10));
    }

    @Test
    void aTenantIsQuietAgainWhenItsBacklogIsGone() {
        List<Delivery> deliveries = inFlight("noisy", MANY, 1);
        send("quiet", 1, 1);
        assertEquals(List.of("quiet1", "noisy31"), next(10));
        delete("q", deliveries);
        send("noisy", 32, 32);
        send("quiet", 2, 2);
        assertEquals(List.of("noisy32", "quiet2"), next(10));
    }

    @Test
    void aTenantIsQuietAgainAfterFiveMinutesWithoutSends() {
        inFlight("noisy", MANY, 3);
        send("quiet", 1, 3);
        assertEquals(List.of("quiet1"), next(1));
        advance(ofMinutes(5).minusMillis(1));
        assertEquals(List.of("quiet2"), next(1));
        advance(ofSeconds(1));
        assertEquals(List.of("noisy31", "noisy32", "noisy33", "quiet3"), next(10));
    }

    @Test
    void aNoisyTenantThatSendsStaysNoisy() {
        inFlight("noisy", MANY, 1);
        send("quiet", 1, 3);
        assertEquals(List.of("quiet1"), next(1));
        advance(ofMinutes(4));
        send("noisy", 32, 32);
        advance(ofMinutes(4));
        assertEquals(List.of("quiet2"), next(1));
        advance(ofMinutes(1));
        assertEquals(List.of("noisy31", "quiet3", "noisy32"), next(10));
    }

    @Test
    void aMessageWithoutTenantIsATenantOfItsOwn() {
        IntStream.range(0, 2 * MANY).forEach(i -> send(QUEUE, text("none")));
        assertEquals(Collections.nCopies(2 * MANY, "none"), next(2 * MANY));
        send(QUEUE, text("still"));
        send("quiet", 1, 1);
        assertEquals(List.of("still", "quiet1"), next(10));

        inFlight("noisy", MANY, 1);
        send(QUEUE, text("own"));
        assertEquals(List.of("own", "noisy31"), next(10));
    }

    @Test
    void amongQuietTenantsPriorityDecidesThenTheOrderOfSending() {
        send(QUEUE, text("1").ofTenant("a"));
        send(QUEUE, text("2"));
        send(QUEUE, text("3").ofTenant("b").withPriority(9));
        send(QUEUE, text("4").ofTenant("a").withPriority(5));
        send(QUEUE, text("5").ofTenant("b"));
        send(QUEUE, text("6").withPriority(0));
        send(QUEUE, text("7").ofTenant("a"));
        assertEquals(List.of("3", "4", "1", "2", "5", "7", "6"), next(10));
    }

    @Test
    void aPriorityDoesNotHelpANoisyTenant() {
        inFlight("noisy", MANY, 0);
        send(QUEUE, text("high").ofTenant("noisy").withPriority(9));
        send(QUEUE, text("low").ofTenant("quiet").withPriority(0));
        assertEquals(List.of("low", "high"), next(10));
    }

    @Test
    void exclusiveGroupsAreNoTenants() {
        send(QUEUE, text("g1").inGroup("g"));
        IntStream.rangeClosed(2, MANY + 1)
                .forEach(i -> send(QUEUE, text("g" + i).inGroup("g")));
        Owner owner = Owners.open(engine, "session");
        ReceiveRequest request =
                ReceiveRequest.from("q").upTo(MANY).waiting(ZERO).ownedBy(owner);
        assertEquals(named("g", 1, MANY), bodies(engine.receive(request).await()));
        send("quiet", 1, 1);
        assertEquals(List.of("g31", "quiet1"), bodies(engine.receive(request).await()));
    }

    @Test
    void aMessageThatComesBackFindsItsOldPlaceAmongThoseOfItsTenant() {
        List<Delivery> deliveries = inFlight("t", 3, 2);
        engine.changeVisibility(
                        "q", List.of(new VisibilityChange(deliveries.get(1).receipt(), ZERO)))
                .await();
        assertEquals(List.of("t2", "t4", "t5"), next(10));
    }

    @Test
    void aRestartKeepsWhoIsNoisy() {
        inFlight("noisy", MANY, 2);
        send("quiet", 1, 3);
        restart();
        assertEquals(List.of("quiet1"), next(1));
        crashAndRestart();
        assertEquals(List.of("quiet2"), next(1));
        advance(ofMinutes(5));
        assertEquals(List.of("noisy31", "noisy32", "quiet3"), next(10));
    }

    @Test
    void deadLettersKeepTheirTenant() {
        engine.createQueue("dead", QueueAttributes.standardQueue().withVisibilityTimeout(ofHours(1)))
                .await();
        QueueAttributes attributes = QueueAttributes.standardQueue().withRedrive(new RedrivePolicy("dead", 1));
        engine.createQueue("once", attributes).await();
        for (int i = 1; i <= MANY + 1; i++) {
            send(Target.queue("once"), text("noisy" + i).ofTenant("noisy"));
        }
        Owner owner = Owners.open(engine, "session");
        engine.receive(ReceiveRequest.from("once").upTo(100).waiting(ZERO).ownedBy(owner))
                .await();
        owner.close();
        advance(ofSeconds(1));
        assertEquals(named("noisy", 1, MANY), bodies(take("dead", MANY)));
        send(Target.queue("dead"), text("quiet").ofTenant("quiet"));
        assertEquals(List.of("quiet", "noisy31"), bodies(take("dead", 10)));
    }

    @Test
    void whatABranchSendsBelongsToItsTenant() {
        inFlight("noisy", MANY, 0);
        Message more = text("noisy31").ofTenant("noisy");
        engine.prepare("b", new UnitOfWork(List.of(new UnitOfWork.Send(QUEUE, more)), List.of()))
                .await();
        engine.settle("b", true).await();
        send("quiet", 1, 1);
        assertEquals(List.of("quiet1", "noisy31"), next(10));
    }

    @Test
    void whatIsPublishedIsFairInEveryQueue() {
        QueueAttributes attributes = QueueAttributes.standardQueue()
                .withVisibilityTimeout(ofHours(1))
                .withSubscriptions(List.of(Subscription.to("news")));
        engine.createQueue("one", attributes).await();
        engine.createQueue("two", attributes).await();
        for (int i = 1; i <= MANY + 1; i++) {
            send(Target.topic("news"), text("noisy" + i).ofTenant("noisy"));
        }
        send(Target.topic("news"), text("quiet").ofTenant("quiet"));
        take("one", MANY);
        restart();
        assertEquals(List.of("quiet", "noisy31"), bodies(take("one", 10)));
        assertEquals(named("noisy", 1, 10), bodies(take("two", 10)));
    }

    @Test
    void messagesOfTenantsExpireAndArePurgedAsOthersAre() {
        send("t", 1, 2);
        AttributeChange.apply(
                engine, "q", present -> QueueAttributes.standardQueue().withRetention(ofMinutes(2)));
        advance(ofMinutes(3));
        assertEquals(0, engine.statistics("q").await().available());
        inFlight("noisy", MANY, 2);
        assertEquals(MANY + 2, engine.purge("q").await());
        send("noisy", 1, 1);
        send("quiet", 1, 1);
        assertEquals(List.of("noisy1", "quiet1"), next(10));
    }

    @Test
    void aSelectionKeepsThePlainOrder() {
        inFlight("t-noisy", MANY, 1);
        send("t-quiet", 1, 1);
        send("t-noisy", 32, 32);
        send(QUEUE, text("other"));
        Selection selection = Owners.select(engine, "q", beginsWith("t-"));
        ReceiveRequest one = ReceiveRequest.from("q").upTo(1).waiting(ZERO).among(selection);
        for (String expected : List.of("t-noisy31", "t-quiet1", "t-noisy32")) {
            assertEquals(List.of(expected), bodies(engine.receive(one).await()));
        }
        assertEquals(List.of("other"), next(10));
    }
}
