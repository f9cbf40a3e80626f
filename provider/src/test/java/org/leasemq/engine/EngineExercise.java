package org.leasemq.engine;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.leasemq.engine.QueueAttributes.DeduplicationScope;

/** What every engine has to do. Each implementation runs this suite on each of its stores. */
public abstract class EngineExercise {
    private static final String QUEUE = "orders";
    private static final String FIFO = "orders.fifo";

    private LeaseEngine engine;

    /** Opens an engine on data that is empty the first time and what was left afterwards. */
    protected abstract LeaseEngine open();

    /** Ends the engine as kill -9 would. */
    protected abstract void crash(LeaseEngine victim);

    /** Lets time pass, and everything happen that is due. */
    protected abstract void advance(Duration duration);

    /** Whether anything is left when the engine has ended. */
    protected boolean survives() {
        return true;
    }

    /** Lets what goes on in the background come to its end. */
    protected abstract void settle();

    @BeforeEach
    void openEngine() {
        engine = open();
        engine.createQueue(QUEUE, QueueAttributes.standardQueue()).await();
        engine.createQueue(FIFO, QueueAttributes.fifoQueue()).await();
    }

    @AfterEach
    void closeEngine() {
        engine.close();
    }

    // ---------------------------------------------------------------------------------------------- helpers

    private void restart() {
        assumeTrue(survives(), "this store does not outlive its engine");
        engine.close();
        engine = open();
    }

    private void crashAndRestart() {
        assumeTrue(survives(), "this store does not outlive its engine");
        crash(engine);
        engine = open();
    }

    private static NewMessage text(String body) {
        return NewMessage.of(Body.text(body));
    }

    private Sent send(String queue, NewMessage message) {
        return engine.send(queue, List.of(message)).await().get(0).get();
    }

    private void sendAll(String queue, String... bodies) {
        Arrays.stream(bodies).forEach(body -> send(queue, text(body)));
    }

    private void sendToGroup(String queue, String group, String... bodies) {
        Arrays.stream(bodies).forEach(body -> send(queue, text(body).inGroup(group)));
    }

    private List<Delivery> take(String queue, int max) {
        return engine.receive(ReceiveRequest.from(queue).upTo(max).waiting(ZERO))
                .await();
    }

    private List<Delivery> take(String queue, int max, Owner owner) {
        return engine.receive(ReceiveRequest.from(queue).upTo(max).waiting(ZERO).ownedBy(owner))
                .await();
    }

    private Delivery takeOne(String queue) {
        List<Delivery> deliveries = take(queue, 1);
        assertEquals(1, deliveries.size(), "deliveries from " + queue);
        return deliveries.get(0);
    }

    private static List<String> bodies(List<Delivery> deliveries) {
        return deliveries.stream().map(EngineExercise::body).toList();
    }

    private static String body(Delivery delivery) {
        return delivery.message().body().asText();
    }

    private List<String> drain(String queue) {
        List<String> bodies = new ArrayList<>();
        for (List<Delivery> some = take(queue, 10); !some.isEmpty(); some = take(queue, 10)) {
            bodies.addAll(bodies(some));
            delete(queue, some);
        }
        return bodies;
    }

    private void delete(String queue, List<Delivery> deliveries) {
        engine.delete(queue, deliveries.stream().map(Delivery::receipt).toList())
                .await()
                .forEach(Outcome::get);
    }

    private void redrive(String queue, String deadLetters, int count) {
        QueueAttributes attributes = engine.findQueue(queue).orElseThrow().attributes();
        QueueAttributes dead = attributes.fifo() ? QueueAttributes.fifoQueue() : QueueAttributes.standardQueue();
        engine.createQueue(deadLetters, dead).await();
        engine.setAttributes(queue, attributes.withRedrive(new RedrivePolicy(deadLetters, count)))
                .await();
    }

    // ------------------------------------------------------------------------------------ sending and order

    @Test
    void messagesComeInTheOrderInWhichTheyWereSent() {
        sendAll(QUEUE, "a", "b", "c");
        assertEquals(List.of("a", "b", "c"), bodies(take(QUEUE, 10)));
    }

    @Test
    void aMessageArrivesAsItWasSent() {
        byte[] bytes = {0, 1, -1};
        NewMessage message = NewMessage.of(Body.binary(bytes))
                .withAttributes(Map.of("n", Attribute.of("Number.int", "7"), "b", Attribute.binary(bytes)))
                .ofTenant("t")
                .withPriority(7);
        Sent sent = send(QUEUE, message);
        restart();
        Message received = takeOne(QUEUE).message();
        assertEquals(sent.id(), received.id());
        assertEquals(sent.sentAt(), received.sentAt());
        assertFalse(received.body().isText());
        assertTrue(Arrays.equals(bytes, received.body().bytes()));
        assertEquals("7", received.attributes().get("n").asText());
        assertEquals("Number.int", received.attributes().get("n").type());
        assertTrue(Arrays.equals(bytes, received.attributes().get("b").value()));
        assertEquals("t", received.groupId());
        assertFalse(received.exclusiveGroup());
        assertEquals(7, received.priority());
    }

    @Test
    void higherPriorityGoesFirstInAStandardQueue() {
        send(QUEUE, text("low").withPriority(1));
        send(QUEUE, text("high").withPriority(9));
        send(QUEUE, text("middle"));
        assertEquals(List.of("high", "middle", "low"), bodies(take(QUEUE, 10)));
    }

    @Test
    void priorityIsIgnoredInAFifoQueue() {
        send(FIFO, text("a").withPriority(1).inGroup("g"));
        send(FIFO, text("b").withPriority(9).inGroup("g"));
        assertEquals(List.of("a", "b"), bodies(take(FIFO, 10)));
    }

    @Test
    void aBatchRefusesWhatIsWrongAndSendsTheRest() {
        engine.createQueue("small", QueueAttributes.standardQueue().withMaximumMessageSize(1024))
                .await();
        List<Outcome<Sent>> outcomes = engine.send(
                        "small",
                        List.of(
                                text("a"),
                                text("x".repeat(1025)),
                                text("c"),
                                text("d").withPriority(10)))
                .await();
        assertInstanceOf(
                EngineException.MessageTooLarge.class, assertThrows(EngineException.class, outcomes.get(1)::get));
        assertInstanceOf(
                EngineException.InvalidMessage.class, assertThrows(EngineException.class, outcomes.get(3)::get));
        assertEquals(List.of("a", "c"), bodies(take("small", 10)));
    }

    @Test
    void sendingToAQueueThatDoesNotExistIsRefusedWithItsName() {
        EngineException.NoSuchQueue error =
                assertThrows(EngineException.NoSuchQueue.class, () -> send("nowhere", text("a")));
        assertTrue(error.getMessage().contains("nowhere"));
    }

    @Test
    void aDelayedMessageAppearsWhenItsDelayEnds() {
        send(QUEUE, text("late").delayedBy(ofSeconds(10)));
        sendAll(QUEUE, "soon");
        assertEquals(1, engine.statistics(QUEUE).delayed());
        assertEquals(List.of("soon"), bodies(take(QUEUE, 10)));
        advance(ofMillis(9_999));
        assertEquals(List.of(), bodies(take(QUEUE, 10)));
        advance(ofMillis(1));
        assertEquals(List.of("late"), bodies(take(QUEUE, 10)));
    }

    @Test
    void aDelaySurvivesARestart() {
        send(QUEUE, text("late").delayedBy(ofSeconds(10)));
        crashAndRestart();
        assertEquals(List.of(), bodies(take(QUEUE, 10)));
        advance(ofSeconds(10));
        assertEquals(List.of("late"), bodies(take(QUEUE, 10)));
    }

    @Test
    void theDelayOfAQueueHoldsForMessagesThatSayNothing() {
        engine.createQueue("slow", QueueAttributes.standardQueue().withDelay(ofSeconds(5)))
                .await();
        sendAll("slow", "a");
        send("slow", text("b").delayedBy(ZERO));
        assertEquals(List.of("b"), bodies(take("slow", 10)));
        advance(ofSeconds(5));
        assertEquals(List.of("a"), bodies(take("slow", 10)));
    }

    // ------------------------------------------------------------------------------------------------ leases

    @Test
    void aLeasedMessageIsInvisibleUntilItsTimeoutEnds() {
        sendAll(QUEUE, "a");
        assertEquals(1, takeOne(QUEUE).receiveCount());
        advance(ofMillis(29_999));
        assertEquals(List.of(), take(QUEUE, 1));
        advance(ofMillis(1));
        assertEquals(2, takeOne(QUEUE).receiveCount());
    }

    @Test
    void aLeaseThatEndsByTimeSurvivesACrash() {
        sendAll(QUEUE, "a");
        Delivery delivery = takeOne(QUEUE);
        crashAndRestart();
        assertEquals(List.of(), take(QUEUE, 1));
        delete(QUEUE, List.of(delivery));
        advance(ofMinutes(1));
        assertEquals(List.of(), take(QUEUE, 1));
    }

    @Test
    void aReleasedMessageIsBackAtItsOldPlaceAtOnce() {
        sendAll(QUEUE, "a", "b", "c");
        List<Delivery> two = take(QUEUE, 2);
        engine.release(List.of(two.get(1).receipt()));
        engine.release(List.of(two.get(0).receipt()));
        List<Delivery> again = take(QUEUE, 3);
        assertEquals(List.of("a", "b", "c"), bodies(again));
        assertEquals(
                List.of(2, 2, 1), again.stream().map(Delivery::receiveCount).toList());
    }

    @Test
    void aMessageGivenBackWasNeverReceived() {
        sendAll(QUEUE, "a");
        engine.giveBack(List.of(takeOne(QUEUE).receipt()));
        assertEquals(1, takeOne(QUEUE).receiveCount());
    }

    @Test
    void changingVisibilityMovesTheEndOfALease() {
        sendAll(QUEUE, "a");
        Receipt receipt = takeOne(QUEUE).receipt();
        engine.changeVisibility(QUEUE, List.of(new VisibilityChange(receipt, ofMinutes(2))))
                .await();
        advance(ofSeconds(119));
        assertEquals(List.of(), take(QUEUE, 1));
        advance(ofSeconds(1));
        assertEquals(List.of("a"), bodies(take(QUEUE, 1)));
    }

    @Test
    void visibilityZeroEndsALeaseAlsoOverACrash() {
        sendAll(QUEUE, "a");
        Receipt receipt = takeOne(QUEUE).receipt();
        engine.changeVisibility(QUEUE, List.of(new VisibilityChange(receipt, ZERO)))
                .await();
        crashAndRestart();
        assertEquals(2, takeOne(QUEUE).receiveCount());
    }

    @Test
    void anImpossibleVisibilityIsRefusedAtOnce() {
        ReceiveRequest request = ReceiveRequest.from(QUEUE);
        Receipt receipt = new Receipt(1, 1, 1);
        for (Duration impossible : List.of(ofMillis(-1), ReceiveRequest.FOREVER)) {
            assertThrows(IllegalArgumentException.class, () -> request.visibleAfter(impossible));
            assertThrows(IllegalArgumentException.class, () -> new VisibilityChange(receipt, impossible));
        }
    }

    @Test
    void theVisibilityOfAMessageThatIsNotLeasedCannotBeChanged() {
        for (String queue : List.of(QUEUE, FIFO)) {
            send(queue, text("a").inGroup("g").withDeduplicationId("a"));
            Receipt receipt = takeOne(queue).receipt();
            advance(ofSeconds(30));
            assertThrows(EngineException.LeaseEnded.class, () -> prolong(queue, receipt));
        }
    }

    @Test
    void onAStandardQueueALeaseThatHasEndedBeginsAgainUnlessSomebodyElseHasTheMessage() {
        sendAll(QUEUE, "a");
        Receipt receipt = takeOne(QUEUE).receipt();
        advance(ofSeconds(30));
        prolong(QUEUE, receipt);
        assertEquals(List.of(), take(QUEUE, 1));
        restart();
        assertEquals(List.of(), take(QUEUE, 1));
        advance(ofSeconds(10));
        takeOne(QUEUE);
        assertThrows(EngineException.LeaseEnded.class, () -> prolong(QUEUE, receipt));
    }

    private void prolong(String queue, Receipt receipt) {
        engine.changeVisibility(queue, List.of(new VisibilityChange(receipt, ofSeconds(10))))
                .await()
                .get(0)
                .get();
    }

    @Test
    void onAStandardQueueAnOldReceiptStillDeletes() {
        sendAll(QUEUE, "a");
        Delivery delivery = takeOne(QUEUE);
        advance(ofSeconds(30));
        delete(QUEUE, List.of(delivery));
        assertEquals(List.of(), take(QUEUE, 1));
        delete(QUEUE, List.of(delivery));
    }

    @Test
    void anOldReceiptDoesNotDeleteWhatSomebodyElseHas() {
        sendAll(QUEUE, "a");
        Receipt old = takeOne(QUEUE).receipt();
        advance(ofSeconds(30));
        Delivery current = takeOne(QUEUE);
        assertThrows(
                EngineException.LeaseEnded.class,
                engine.delete(QUEUE, List.of(old)).await().get(0)::get);
        assertEquals(1, engine.statistics(QUEUE).inFlight());
        delete(QUEUE, List.of(current));
    }

    @Test
    void onAFifoQueueAnOldReceiptDoesNotDelete() {
        sendToGroup(FIFO, "g", "a");
        Receipt old = takeOne(FIFO).receipt();
        advance(ofSeconds(30));
        assertThrows(
                EngineException.LeaseEnded.class,
                engine.delete(FIFO, List.of(old)).await().get(0)::get);
        assertEquals(List.of("a"), bodies(take(FIFO, 1)));
    }

    @Test
    void aDeletedMessageStaysDeletedOverACrash() {
        sendAll(QUEUE, "a", "b");
        delete(QUEUE, take(QUEUE, 1));
        crashAndRestart();
        assertEquals(List.of("b"), drain(QUEUE));
    }

    @Test
    void deletingInTheBackgroundHappensSoon() {
        sendAll(QUEUE, "a");
        engine.delete(QUEUE, List.of(takeOne(QUEUE).receipt())).background();
        advance(ofMillis(10));
        crashAndRestart();
        assertEquals(List.of(), drain(QUEUE));
    }

    // ------------------------------------------------------------------------------------------------ owners

    @Test
    void anOwnerKeepsItsLeasesWithoutRenewal() {
        sendAll(QUEUE, "a");
        Owner owner = engine.openOwner("session");
        assertEquals(1, take(QUEUE, 1, owner).size());
        advance(Duration.ofDays(3));
        assertEquals(List.of(), take(QUEUE, 1));
        owner.close();
        assertEquals(List.of("a"), bodies(take(QUEUE, 1)));
    }

    @Test
    void theLeasesOfAnOwnerEndWithTheProcessAndCountAsTried() {
        sendAll(QUEUE, "a");
        Owner owner = engine.openOwner("session");
        assertEquals(1, take(QUEUE, 1, owner).get(0).receiveCount());
        crashAndRestart();
        assertEquals(2, takeOne(QUEUE).receiveCount());
    }

    @Test
    void anOrderlyShutdownLeavesCountsExact() {
        sendAll(QUEUE, "a", "b", "c", "d");
        Owner owner = engine.openOwner("session");
        for (int i = 0; i < 3; i++) {
            delete(QUEUE, take(QUEUE, 1, owner));
        }
        restart();
        assertEquals(1, takeOne(QUEUE).receiveCount());
    }

    @Test
    void theLeaseOfAnOwnerMayHaveAnEnd() {
        sendAll(QUEUE, "a");
        Owner owner = engine.openOwner("session");
        engine.receive(ReceiveRequest.from(QUEUE).waiting(ZERO).ownedBy(owner).visibleAfter(ofSeconds(5)))
                .await();
        advance(ofSeconds(5));
        assertEquals(List.of("a"), bodies(take(QUEUE, 1)));
        owner.close();
        assertEquals(1, engine.statistics(QUEUE).inFlight());
    }

    @Test
    void aClosedOwnerReceivesNothing() {
        sendAll(QUEUE, "a");
        Owner owner = engine.openOwner("session");
        owner.close();
        owner.close();
        assertEquals(List.of(), take(QUEUE, 1, owner));
    }

    // ----------------------------------------------------------------------------------------------- waiting

    @Test
    void aWaitingReceiveGetsTheNextMessage() {
        Completion<List<Delivery>> receive =
                engine.receive(ReceiveRequest.from(QUEUE).waiting(ofSeconds(20)));
        List<String> got = new ArrayList<>();
        receive.whenDone((deliveries, error) -> got.addAll(bodies(deliveries)));
        sendAll(QUEUE, "a");
        settle();
        assertEquals(List.of("a"), got);
    }

    @Test
    void aWaitEndsWithoutMessages() {
        Completion<List<Delivery>> receive =
                engine.receive(ReceiveRequest.from(QUEUE).waiting(ofSeconds(20)));
        advance(ofMillis(19_999));
        assertFalse(receive.isDone());
        advance(ofMillis(1));
        assertEquals(List.of(), receive.await());
    }

    @Test
    void aCancelledReceiveEndsWithoutMessages() {
        Completion<List<Delivery>> receive =
                engine.receive(ReceiveRequest.from(QUEUE).waiting(ReceiveRequest.FOREVER));
        receive.cancel();
        assertEquals(List.of(), receive.await());
        sendAll(QUEUE, "a");
        assertEquals(List.of("a"), bodies(take(QUEUE, 1)));
    }

    @Test
    void closingTheOwnerEndsItsWaitingReceives() {
        Owner owner = engine.openOwner("session");
        Completion<List<Delivery>> receive = engine.receive(
                ReceiveRequest.from(QUEUE).waiting(ReceiveRequest.FOREVER).ownedBy(owner));
        owner.close();
        assertEquals(List.of(), receive.await());
    }

    @Test
    void waitingReceivesAreServedInTheirOrder() {
        List<String> got = new ArrayList<>();
        for (String who : List.of("first", "second")) {
            engine.receive(ReceiveRequest.from(QUEUE).waiting(ofSeconds(20)))
                    .whenDone((deliveries, error) -> got.add(who + " " + bodies(deliveries)));
        }
        sendAll(QUEUE, "a", "b");
        settle();
        assertEquals(List.of("first [a]", "second [b]"), got);
    }

    // ------------------------------------------------------------------------------------------------ groups

    @Test
    void oneReceiveFillsFromOneGroupFirst() {
        sendToGroup(FIFO, "g", "g1");
        sendToGroup(FIFO, "h", "h1");
        sendToGroup(FIFO, "g", "g2");
        assertEquals(List.of("g1", "g2", "h1"), bodies(take(FIFO, 10)));
    }

    @Test
    void aGroupIsLockedWhileOneOfItsMessagesIsInFlight() {
        sendToGroup(FIFO, "g", "g1", "g2");
        sendToGroup(FIFO, "h", "h1");
        Delivery first = takeOne(FIFO);
        assertEquals(List.of("h1"), bodies(take(FIFO, 10)));
        delete(FIFO, List.of(first));
        assertEquals(List.of("g2"), bodies(take(FIFO, 10)));
    }

    @Test
    void onlyMessagesBeforeOneInFlightComeBack() {
        sendToGroup(FIFO, "g", "1", "2", "3");
        List<Delivery> all = take(FIFO, 3);
        engine.changeVisibility(FIFO, List.of(new VisibilityChange(all.get(0).receipt(), ZERO)))
                .await();
        engine.changeVisibility(FIFO, List.of(new VisibilityChange(all.get(2).receipt(), ZERO)))
                .await();
        assertEquals(List.of("1"), bodies(take(FIFO, 10)));
    }

    @Test
    void aGroupIsUnlockedWhenTheTimeoutEnds() {
        sendToGroup(FIFO, "g", "1", "2");
        takeOne(FIFO);
        advance(ofSeconds(30));
        assertEquals(List.of("1", "2"), bodies(take(FIFO, 10)));
    }

    @Test
    void aGroupStaysLockedOverACrashWhileItsLeaseLasts() {
        sendToGroup(FIFO, "g", "1", "2");
        takeOne(FIFO);
        crashAndRestart();
        assertEquals(List.of(), take(FIFO, 10));
        advance(ofSeconds(30));
        assertEquals(List.of("1", "2"), bodies(take(FIFO, 10)));
    }

    @Test
    void anOwnerAloneGetsTheNextMessagesOfItsGroup() {
        sendToGroup(FIFO, "g", "1", "2", "3");
        Owner mine = engine.openOwner("mine");
        Owner other = engine.openOwner("other");
        assertEquals(List.of("1"), bodies(take(FIFO, 1, mine)));
        assertEquals(List.of(), take(FIFO, 1, other));
        assertEquals(List.of("2"), bodies(take(FIFO, 1, mine)));
        mine.close();
        assertEquals(List.of("1", "2", "3"), bodies(take(FIFO, 10, other)));
    }

    @Test
    void aGroupSetForExclusionIsOrderedOnAStandardQueueToo() {
        sendToGroup(QUEUE, "g", "1", "2");
        sendAll(QUEUE, "free");
        Owner mine = engine.openOwner("mine");
        Owner other = engine.openOwner("other");
        assertEquals(List.of("1"), bodies(take(QUEUE, 1, mine)));
        assertEquals(List.of("free"), bodies(take(QUEUE, 10, other)));
        assertEquals(List.of("2"), bodies(take(QUEUE, 10, mine)));
    }

    @Test
    void aTenantIsNotExclusiveOnAStandardQueue() {
        send(QUEUE, text("1").ofTenant("t"));
        send(QUEUE, text("2").ofTenant("t"));
        takeOne(QUEUE);
        assertEquals("2", body(takeOne(QUEUE)));
    }

    @Test
    void aDelayedMessageDoesNotLockItsGroup() {
        send(FIFO, text("late").inGroup("g").delayedBy(ofSeconds(5)));
        sendToGroup(FIFO, "g", "now");
        assertEquals(List.of("now"), bodies(take(FIFO, 10)));
    }

    @Test
    void aFifoQueueRefusesAMessageWithoutAGroup() {
        assertThrows(EngineException.InvalidMessage.class, () -> send(FIFO, text("a")));
    }

    @Test
    void purgingUnlocksGroups() {
        sendToGroup(FIFO, "g", "1", "2");
        takeOne(FIFO);
        assertEquals(2, engine.purge(FIFO).await());
        sendToGroup(FIFO, "g", "3");
        assertEquals(List.of("3"), bodies(take(FIFO, 10)));
    }

    // ----------------------------------------------------------------------------------------- deduplication

    @Test
    void aDuplicateIsAcknowledgedButNotStored() {
        Sent first = send(FIFO, text("a").inGroup("g").withDeduplicationId("d"));
        Sent again = send(FIFO, text("b").inGroup("h").withDeduplicationId("d"));
        assertTrue(again.duplicate());
        assertEquals(first.id(), again.id());
        assertEquals(first.sequenceNumber(), again.sequenceNumber());
        assertEquals(List.of("a"), drain(FIFO));
    }

    @Test
    void deduplicationLastsFiveMinutesAlsoAfterDeletionAndCrash() {
        send(FIFO, text("a").inGroup("g").withDeduplicationId("d"));
        drain(FIFO);
        crashAndRestart();
        advance(ofMillis(ofMinutes(5).toMillis() - 1));
        assertTrue(send(FIFO, text("a").inGroup("g").withDeduplicationId("d")).duplicate());
        advance(ofMillis(1));
        assertFalse(send(FIFO, text("a").inGroup("g").withDeduplicationId("d")).duplicate());
    }

    @Test
    void contentCanStandForADeduplicationId() {
        engine.createQueue("c.fifo", QueueAttributes.fifoQueue().withContentBasedDeduplication(true))
                .await();
        assertFalse(send("c.fifo", text("a").inGroup("g")).duplicate());
        assertTrue(send("c.fifo", text("a").inGroup("g")).duplicate());
        assertFalse(send("c.fifo", text("b").inGroup("g")).duplicate());
        assertFalse(send("c.fifo", text("a").inGroup("g").withDeduplicationId("other"))
                .duplicate());
    }

    @Test
    void deduplicationCanBeLimitedToAGroup() {
        engine.createQueue(
                        "s.fifo", QueueAttributes.fifoQueue().withDeduplicationScope(DeduplicationScope.MESSAGE_GROUP))
                .await();
        assertFalse(
                send("s.fifo", text("a").inGroup("g").withDeduplicationId("d")).duplicate());
        assertFalse(
                send("s.fifo", text("a").inGroup("h").withDeduplicationId("d")).duplicate());
        assertTrue(
                send("s.fifo", text("a").inGroup("h").withDeduplicationId("d")).duplicate());
    }

    @Test
    void aStandardQueueDoesNotDeduplicate() {
        send(QUEUE, text("a").withDeduplicationId("d"));
        send(QUEUE, text("a").withDeduplicationId("d"));
        assertEquals(List.of("a", "a"), drain(QUEUE));
    }

    // ------------------------------------------------------------------------------------------ dead letters

    @Test
    void aMessageMovesToTheDeadLetterQueueInsteadOfBeingDeliveredOnceTooOften() {
        redrive(QUEUE, "dead", 2);
        Sent sent = send(QUEUE, text("poison"));
        sendAll(QUEUE, "good");
        for (int count = 1; count <= 2; count++) {
            Delivery delivery = takeOne(QUEUE);
            assertEquals(count, delivery.receiveCount());
            engine.changeVisibility(QUEUE, List.of(new VisibilityChange(delivery.receipt(), ZERO)))
                    .await();
        }
        assertEquals("good", body(takeOne(QUEUE)));
        settle();
        Delivery dead = takeOne("dead");
        assertEquals(sent.id(), dead.message().id());
        assertEquals(sent.sentAt(), dead.message().sentAt());
        assertEquals(1, dead.receiveCount());
        assertEquals(QUEUE, dead.deadLetterSource());
        assertEquals(1, engine.statistics(QUEUE).deadLettered());
    }

    @Test
    void anOwnersLastReleaseMovesTheMessageAtOnce() {
        redrive(QUEUE, "dead", 1);
        sendAll(QUEUE, "poison");
        Owner owner = engine.openOwner("session");
        engine.release(List.of(take(QUEUE, 1, owner).get(0).receipt()));
        settle();
        assertEquals(List.of("poison"), bodies(take("dead", 1)));
    }

    @Test
    void aDeadLetterIsThereExactlyOnceAfterACrash() {
        redrive(FIFO, "dead.fifo", 1);
        sendToGroup(FIFO, "g", "poison", "good");
        Owner owner = engine.openOwner("session");
        take(FIFO, 1, owner);
        owner.close();
        settle();
        crashAndRestart();
        assertEquals(List.of("good"), drain(FIFO));
        assertEquals(List.of("poison"), drain("dead.fifo"));
    }

    @Test
    void aMessageThatWasTriedByADeadProcessIsKnownToHaveBeen() {
        redrive(QUEUE, "dead", 2);
        sendAll(QUEUE, "killer");
        for (int i = 0; i < 2; i++) {
            assertEquals(1, take(QUEUE, 1, engine.openOwner("session")).size());
            crashAndRestart();
        }
        assertEquals(List.of(), take(QUEUE, 1));
        settle();
        assertEquals(List.of("killer"), bodies(take("dead", 1)));
    }

    @Test
    void theNextMessageOfAGroupFollowsADeadLetter() {
        redrive(FIFO, "dead.fifo", 1);
        sendToGroup(FIFO, "g", "poison", "good");
        takeOne(FIFO);
        advance(ofSeconds(30));
        assertEquals(List.of("good"), bodies(take(FIFO, 10)));
        settle();
        assertEquals(List.of("poison"), bodies(take("dead.fifo", 10)));
    }

    @Test
    void aRedrivePolicyIsCheckedWhenItIsSet() {
        engine.createQueue("closed", QueueAttributes.standardQueue().withRedriveAllow(new RedriveAllowPolicy.DenyAll()))
                .await();
        for (String target : List.of("missing", "closed", FIFO, "x")) {
            QueueAttributes attributes = QueueAttributes.standardQueue().withRedrive(new RedrivePolicy(target, 3));
            EngineException.InvalidAttribute error = assertThrows(
                    EngineException.InvalidAttribute.class,
                    () -> engine.createQueue("x", attributes).await());
            assertTrue(error.getMessage().contains("x"), error.getMessage());
        }
    }

    @Test
    void withoutItsDeadLetterQueueAMessageIsDeliveredOn() {
        redrive(QUEUE, "dead", 1);
        sendAll(QUEUE, "a");
        engine.deleteQueue("dead").await();
        for (int count = 1; count < 4; count++) {
            Delivery delivery = takeOne(QUEUE);
            assertEquals(count, delivery.receiveCount());
            engine.release(List.of(delivery.receipt()));
        }
    }

    // ------------------------------------------------------------------------------------------------ expiry

    @Test
    void anExpiredMessageIsNotDelivered() {
        send(QUEUE, text("short").expiringAfter(ofSeconds(1)));
        sendAll(QUEUE, "long");
        advance(ofSeconds(1));
        assertEquals(List.of("long"), drain(QUEUE));
        assertEquals(1, engine.statistics(QUEUE).expired());
        crashAndRestart();
        assertEquals(List.of(), drain(QUEUE));
    }

    @Test
    void aMessageThatExpiresWhileLeasedCanStillBeDeletedButDoesNotComeBack() {
        send(QUEUE, text("a").expiringAfter(ofSeconds(1)));
        send(QUEUE, text("b").expiringAfter(ofSeconds(1)));
        List<Delivery> both = take(QUEUE, 2);
        advance(ofSeconds(2));
        delete(QUEUE, both.subList(0, 1));
        engine.release(List.of(both.get(1).receipt()));
        assertEquals(List.of(), take(QUEUE, 10));
    }

    /** The end of a lease makes a group available in the same moment in which retention removes all of it. */
    @Test
    void messagesThatExpireWhileSomebodyWaitsForThemAreRemovedOnce() {
        send(FIFO, text("a").inGroup("g").persistent(false));
        takeOne(FIFO);
        QueueAttributes attributes = QueueAttributes.fifoQueue();
        engine.setAttributes(FIFO, attributes.withRetention(attributes.visibilityTimeout()))
                .await();
        send(FIFO, text("b").inGroup("g").persistent(false));
        send(FIFO, text("c").inGroup("g").persistent(false));
        Completion<List<Delivery>> waiting =
                engine.receive(ReceiveRequest.from(FIFO).waiting(ReceiveRequest.FOREVER));

        advance(attributes.visibilityTimeout());

        assertEquals(3, engine.statistics(FIFO).expired());
        waiting.cancel();
        assertEquals(List.of(), waiting.await());
    }

    @Test
    void retentionRemovesOldMessages() {
        engine.createQueue("brief", QueueAttributes.standardQueue().withRetention(ofSeconds(60)))
                .await();
        sendAll("brief", "old");
        advance(ofSeconds(30));
        sendAll("brief", "new");
        advance(ofSeconds(31));
        assertEquals(1, engine.statistics("brief").available());
        assertEquals(List.of("new"), drain("brief"));
    }

    @Test
    void aChangeOfRetentionHitsStoredMessages() {
        sendAll(QUEUE, "old");
        advance(ofSeconds(100));
        sendAll(QUEUE, "new");
        engine.setAttributes(QUEUE, QueueAttributes.standardQueue().withRetention(ofSeconds(60)))
                .await();
        settle();
        assertEquals(List.of("new"), drain(QUEUE));
    }

    // ----------------------------------------------------------------------------------------- units of work

    @Test
    void aUnitOfWorkHappensAsAWhole() {
        sendAll(QUEUE, "in");
        Owner owner = engine.openOwner("session");
        Receipt receipt = take(QUEUE, 1, owner).get(0).receipt();
        engine.commit(new UnitOfWork(
                        List.of(new UnitOfWork.Send(
                                Target.queue(FIFO), text("out").inGroup("g"))),
                        List.of(receipt)))
                .await();
        crashAndRestart();
        assertEquals(List.of(), drain(QUEUE));
        assertEquals(List.of("out"), drain(FIFO));
    }

    @Test
    void aUnitOfWorkThatCannotHappenLeavesEverythingAsItWas() {
        sendAll(QUEUE, "in");
        Owner owner = engine.openOwner("session");
        Receipt receipt = take(QUEUE, 1, owner).get(0).receipt();
        UnitOfWork impossible = new UnitOfWork(
                List.of(
                        new UnitOfWork.Send(Target.queue(QUEUE), text("out")),
                        new UnitOfWork.Send(Target.queue("nowhere"), text("lost"))),
                List.of(receipt));
        assertThrows(
                EngineException.NoSuchQueue.class,
                () -> engine.commit(impossible).await());
        assertEquals(1, engine.statistics(QUEUE).inFlight());
        assertEquals(List.of(), take(QUEUE, 1));
        engine.release(List.of(receipt));
        assertEquals(List.of("in"), drain(QUEUE));
    }

    @Test
    void aUnitOfWorkNeedsItsLeases() {
        sendAll(QUEUE, "in");
        Delivery delivery = takeOne(QUEUE);
        advance(ofSeconds(30));
        assertThrows(
                EngineException.LeaseEnded.class,
                () -> engine.commit(new UnitOfWork(List.of(), List.of(delivery.receipt())))
                        .await());
    }

    // ---------------------------------------------------------------------------------------- non-persistent

    @Test
    void aNonPersistentMessageIsDeliveredButDoesNotSurvive() {
        send(QUEUE, text("a").persistent(false));
        send(QUEUE, text("b").persistent(false));
        delete(QUEUE, take(QUEUE, 1));
        restart();
        assertEquals(List.of(), drain(QUEUE));
    }

    // ------------------------------------------------------------------------------------------------ queues

    @Test
    void creatingAQueueAgainFindsItOrNamesWhatDiffers() {
        QueueInfo first = engine.findQueue(QUEUE).orElseThrow();
        assertEquals(
                first,
                engine.createQueue(QUEUE, QueueAttributes.standardQueue()).await());
        EngineException.QueueExists error = assertThrows(
                EngineException.QueueExists.class,
                () -> engine.createQueue(QUEUE, QueueAttributes.standardQueue().withDelay(ofSeconds(1)))
                        .await());
        assertEquals("delay", error.attribute());
    }

    @Test
    void attributesSurviveARestart() {
        engine.createQueue("source", QueueAttributes.standardQueue()).await();
        QueueAttributes attributes = QueueAttributes.fifoQueue()
                .withVisibilityTimeout(ofSeconds(7))
                .withDelay(ofSeconds(1))
                .withRetention(ofMinutes(9))
                .withReceiveWait(ofSeconds(3))
                .withMaximumMessageSize(5000)
                .withRedrive(new RedrivePolicy(FIFO, 4))
                .withRedriveAllow(new RedriveAllowPolicy.ByQueue(List.of("a", "b c")))
                .withContentBasedDeduplication(true)
                .withDeduplicationScope(DeduplicationScope.MESSAGE_GROUP);
        QueueInfo created = engine.createQueue("all.fifo", attributes).await();
        crashAndRestart();
        assertEquals(created, engine.findQueue("all.fifo").orElseThrow());
        assertEquals(
                List.of("all.fifo", QUEUE, FIFO, "source"),
                engine.queues().stream().map(QueueInfo::name).toList());
    }

    @Test
    void impossibleAttributesAreRefused() {
        QueueAttributes ok = QueueAttributes.standardQueue();
        List<QueueAttributes> impossible = List.of(
                ok.withVisibilityTimeout(Duration.ofHours(13)),
                ok.withDelay(ofMinutes(16)),
                ok.withDelay(ofSeconds(-1)),
                ok.withReceiveWait(ofSeconds(21)),
                ok.withRetention(ZERO),
                ok.withMaximumMessageSize(1023),
                ok.withContentBasedDeduplication(true),
                ok.withRedrive(new RedrivePolicy(QUEUE, 0)),
                ok.withRedrive(new RedrivePolicy(QUEUE, 1001)),
                QueueAttributes.fifoQueue());
        for (QueueAttributes attributes : impossible) {
            assertThrows(
                    EngineException.InvalidAttribute.class,
                    () -> engine.createQueue("bad", attributes).await(),
                    attributes::toString);
        }
        assertTrue(engine.findQueue("bad").isEmpty());
    }

    @Test
    void aDeletedQueueTakesItsMessagesWithIt() {
        sendAll(QUEUE, "a", "b");
        takeOne(QUEUE);
        Completion<List<Delivery>> waiting =
                engine.receive(ReceiveRequest.from(FIFO).waiting(ReceiveRequest.FOREVER));
        engine.deleteQueue(QUEUE).await();
        engine.deleteQueue(FIFO).await();
        assertEquals(List.of(), waiting.await());
        assertThrows(EngineException.NoSuchQueue.class, () -> send(QUEUE, text("c")));
        QueueInfo again =
                engine.createQueue(QUEUE, QueueAttributes.standardQueue()).await();
        crashAndRestart();
        assertEquals(List.of(again), engine.queues());
        assertEquals(List.of(), drain(QUEUE));
    }

    @Test
    void purgingRemovesWhatIsThereButNotWhatComesAfterwards() {
        sendAll(QUEUE, "a", "b");
        takeOne(QUEUE);
        send(QUEUE, text("later").delayedBy(ofSeconds(1)));
        assertEquals(3, engine.purge(QUEUE).await());
        sendAll(QUEUE, "c");
        crashAndRestart();
        advance(ofMinutes(1));
        assertEquals(List.of("c"), drain(QUEUE));
    }

    @Test
    void statisticsCount() {
        sendAll(QUEUE, "a", "b", "c");
        send(QUEUE, text("d").delayedBy(ofMinutes(1)));
        delete(QUEUE, take(QUEUE, 1));
        takeOne(QUEUE);
        assertEquals(new QueueStatistics(1, 1, 1, 4, 2, 1, 0, 0), engine.statistics(QUEUE));
    }

    @Test
    void aBrowserSeesEverythingInOrderAndTakesNothing() {
        sendAll(QUEUE, "a", "b");
        send(QUEUE, text("first").withPriority(9));
        send(QUEUE, text("later").delayedBy(ofMinutes(1)));
        takeOne(QUEUE);
        try (Browser browser = engine.browse(QUEUE)) {
            List<Browser.Item> items = browser.next(10);
            assertEquals(
                    List.of("first", "a", "b", "later"),
                    items.stream().map(item -> item.message().body().asText()).toList());
            assertEquals(
                    List.of(
                            Browser.State.IN_FLIGHT,
                            Browser.State.AVAILABLE,
                            Browser.State.AVAILABLE,
                            Browser.State.DELAYED),
                    items.stream().map(Browser.Item::state).toList());
            assertEquals(List.of(), browser.next(10));
        }
        assertEquals(List.of("a", "b"), drain(QUEUE));
    }

    @Test
    void sequenceNumbersGrowOverARestartEvenWhenNothingIsLeft() {
        Sent before = send(QUEUE, text("a"));
        drain(QUEUE);
        restart();
        assertTrue(send(QUEUE, text("b")).sequenceNumber() > before.sequenceNumber());
    }

    @Test
    void messageIdsDiffer() {
        assertNotEquals(send(QUEUE, text("a")).id(), send(QUEUE, text("a")).id());
        assertNull(takeOne(QUEUE).deadLetterSource());
    }

    @Test
    void aClosedEngineRefusesEverything() {
        engine.close();
        assertThrows(EngineException.Closed.class, () -> send(QUEUE, text("a")));
        assertThrows(EngineException.Closed.class, () -> engine.openOwner("late"));
        engine.close();
    }
}
