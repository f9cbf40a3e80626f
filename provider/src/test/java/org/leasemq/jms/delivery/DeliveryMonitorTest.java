package org.leasemq.jms.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.jms.JMSException;
import jakarta.jms.MessageListener;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.leasemq.engine.Completion;
import org.leasemq.engine.model.EngineException;
import org.leasemq.jms.delivery.DeliveryMonitor.Entry;

/** The state of delivery of a session, step by step: without an engine, a connection, or messages that are any. */
class DeliveryMonitorTest {
    private static final MessageListener LISTENER = message -> {};

    private final DeliveryMonitor<String, String> monitor = new DeliveryMonitor<>();
    private final ConsumerState<String, String> first = new ConsumerState<>("first");
    private final ConsumerState<String, String> second = new ConsumerState<>("second");

    /** A receive, which is no business of a monitor's. */
    private record Fetch(String name) implements Completion<Object> {
        @Override
        public Object await() {
            throw new AssertionError(name + " was awaited");
        }

        @Override
        public void whenDone(BiConsumer<? super Object, ? super EngineException> callback) {
            throw new AssertionError(name + " was asked to call back");
        }

        @Override
        public void background() {
            throw new AssertionError(name + " was left to the background");
        }

        @Override
        public void cancel() {
            throw new AssertionError(name + " was cancelled");
        }

        @Override
        public boolean isDone() {
            throw new AssertionError(name + " was asked");
        }
    }

    /** A consumer that is fetching a message for its listener. */
    private Fetch requested(ConsumerState<String, String> consumer) {
        monitor.add(consumer);
        monitor.listen(consumer, LISTENER);
        assertTrue(monitor.request(consumer));
        Fetch fetch = new Fetch("for " + consumer.consumer());
        consumer.fetching(fetch);
        return fetch;
    }

    private void arrived(ConsumerState<String, String> consumer, String message) {
        assertTrue(monitor.arrive(consumer, requested(consumer), message, null));
    }

    private Step<String, String> next() throws InterruptedException {
        return monitor.next(false);
    }

    private static void assertHands(String message, Step<String, String> step) {
        assertEquals(new Step.Hand<String, String>(LISTENER, message), step);
    }

    private static Withdrawn<String> withdrawn(List<Completion<?>> fetches, List<String> unseen) {
        return new Withdrawn<>(fetches, unseen);
    }

    /** Something that is done on another thread, and has come to wait. */
    private static <T> FutureTask<T> waiting(Callable<T> action) {
        FutureTask<T> task = new FutureTask<>(action);
        Thread thread = new Thread(task);
        thread.start();
        while (thread.getState() != Thread.State.WAITING) {
            assertFalse(task.isDone());
            Thread.onSpinWait();
        }
        return task;
    }

    private static FutureTask<Boolean> waiting(Runnable action) {
        return waiting(() -> {
            action.run();
            return true;
        });
    }

    private static <T> T outcome(FutureTask<T> task) throws Exception {
        return task.get(30, TimeUnit.SECONDS);
    }

    // ----------------------------------------------------------------------------------------- listeners

    @Test
    void whoListensIsAskedForOnlyWhileTheConnectionIsStarted() throws InterruptedException {
        monitor.add(first);
        monitor.listen(first, LISTENER);
        assertInstanceOf(Step.Rest.class, next());
        assertFalse(monitor.request(first));
        monitor.start();
        assertEquals(new Step.Ask<String, String>(List.of("first")), next());
        assertTrue(monitor.request(first));
    }

    @Test
    void oneMessageAtATimeIsOnItsWayToAListener() throws InterruptedException {
        monitor.start();
        Fetch fetch = requested(first);
        assertFalse(monitor.request(first));
        assertInstanceOf(Step.Rest.class, next());
        assertTrue(monitor.arrive(first, fetch, "m", null));
        assertFalse(monitor.request(first));
        assertHands("m", next());
        assertTrue(monitor.request(first));
    }

    @Test
    void consumersTakeTurns() throws InterruptedException {
        monitor.start();
        arrived(first, "one");
        arrived(second, "two");
        assertHands("two", next());
        Fetch fetch = new Fetch("again");
        assertTrue(monitor.request(second));
        assertTrue(monitor.arrive(second, fetch, "three", null));
        assertHands("one", next());
        assertHands("three", next());
    }

    @Test
    void whatComesWhenDeliveryHasStoppedIsWantedByNobody() {
        monitor.start();
        Fetch fetch = requested(first);
        monitor.stop();
        assertFalse(monitor.arrive(first, fetch, "m", null));
    }

    @Test
    void whatComesForAListenerThatIsGoneIsWantedByNobody() {
        monitor.start();
        Fetch fetch = requested(first);
        assertEquals(withdrawn(List.of(fetch), List.of()), monitor.listen(first, null));
        assertFalse(monitor.arrive(first, fetch, "m", null));
    }

    @Test
    void whatHasComeAndNobodyHasSeenIsTakenOutOnce() throws InterruptedException {
        monitor.start();
        arrived(first, "m");
        Fetch fetch = requested(second);
        assertEquals(withdrawn(List.of(fetch), List.of("m")), monitor.withdraw());
        assertEquals(withdrawn(List.of(fetch), List.of()), monitor.withdraw());
        assertInstanceOf(Step.Ask.class, next());
    }

    @Test
    void aConsumerThatIsClosedLeavesTheOthersAlone() {
        monitor.start();
        arrived(first, "one");
        arrived(second, "two");
        assertEquals(withdrawn(List.of(), List.of("one")), monitor.close(first));
        assertTrue(monitor.isEnded(first));
        assertFalse(monitor.isEnded(second));
        assertEquals(withdrawn(List.of(), List.of("two")), monitor.withdraw());
    }

    @Test
    void whyNothingComesIsToldOnceUntilSomethingComesAgain() throws InterruptedException {
        JMSException failure = new JMSException("no queue");
        monitor.start();
        monitor.arrive(first, requested(first), null, failure);
        assertEquals(new Step.Tell<String, String>(failure), next());
        assertInstanceOf(Step.Rest.class, next());
        assertEquals(new Step.Ask<String, String>(List.of("first")), monitor.next(true)); // a second later
        assertTrue(monitor.request(first));
        monitor.arrive(first, null, null, failure);
        assertInstanceOf(Step.Rest.class, next());
    }

    @Test
    void theThreadOfListenersWaitsUntilThereIsSomethingForItToDo() throws Exception {
        monitor.start();
        Fetch fetch = requested(first);
        FutureTask<Step<String, String>> next = waiting(() -> monitor.next(true));
        monitor.arrive(first, fetch, "m", null);
        assertHands("m", outcome(next));
        FutureTask<Step<String, String>> last = waiting(() -> {
            monitor.stop();
            return monitor.next(true);
        });
        monitor.close();
        assertInstanceOf(Step.End.class, outcome(last));
    }

    @Test
    void whoClosesWaitsForTheListenerThatIsRunningUnlessItIsThat() throws Exception {
        monitor.start();
        arrived(first, "m");
        monitor.add(second);
        assertHands("m", next());
        assertTrue(monitor.isInListener());
        monitor.awaitListener(first);
        FutureTask<Boolean> waiting = waiting(() -> monitor.awaitListener(first));
        assertTrue(outcome(new Done<>(() -> monitor.awaitListener(second))));
        monitor.leaveListener();
        assertTrue(outcome(waiting));
        assertFalse(monitor.isInListener());
    }

    /** Something that is done on another thread, and does not wait. */
    private static final class Done<T> extends FutureTask<Boolean> {
        Done(Runnable action) {
            super(action, true);
            new Thread(this).start();
        }
    }

    @Test
    void whatIsLoadedIsHandedOverInTurnAndNotWhenTheSessionIsClosed() throws Exception {
        monitor.load(List.of("one", "two", "three"));
        assertEquals("one", monitor.nextLoaded());
        FutureTask<Boolean> waiting = waiting(() -> monitor.awaitListener(null));
        monitor.leaveListener();
        assertTrue(outcome(waiting));
        monitor.close();
        assertNull(monitor.nextLoaded());
        assertEquals(List.of("two", "three"), monitor.unload());
        assertEquals(List.of(), monitor.unload());
    }

    // ------------------------------------------------------------------------------------------ receives

    @Test
    void aReceiveWaitsUntilTheConnectionIsStarted() throws Exception {
        monitor.add(first);
        assertFalse(monitor.enterReceive(first, Duration.ZERO));
        assertFalse(monitor.reenterReceive(first, Duration.ofMillis(1)));
        FutureTask<Boolean> open = waiting(() -> monitor.reenterReceive(first, null));
        monitor.start();
        assertTrue(outcome(open));
    }

    @Test
    void aReceiveThatWaitsEndsWithItsConsumer() throws Exception {
        monitor.add(first);
        FutureTask<Boolean> open = waiting(() -> monitor.enterReceive(first, null));
        monitor.close(first);
        assertFalse(outcome(open));
    }

    @Test
    void whatIsBeingFetchedWhenDeliveryStopsIsEnded() {
        Fetch fetch = new Fetch("receive");
        monitor.add(first);
        monitor.start();
        assertTrue(first.fetching(fetch));
        monitor.stop();
        assertEquals(withdrawn(List.of(fetch), List.of()), monitor.withdraw());
        assertFalse(first.fetching(null));
    }

    @Test
    void nothingPassesToAConsumerThatIsClosedWhateverTheConnectionDoes() {
        monitor.add(first);
        monitor.start();
        monitor.close(first);
        monitor.stop();
        monitor.start();
        assertFalse(first.fetching(new Fetch("receive")));
    }

    @Test
    void whatIsAddedToAStartedSessionGetsMessagesAtOnce() {
        monitor.start();
        monitor.add(first);
        assertTrue(first.fetching(new Fetch("receive")));
    }

    /** A listener that was there may leave a fetch behind, which ends when a receive has begun. */
    @Test
    void theEndOfAFetchForAListenerDoesNotHideAReceive() {
        monitor.start();
        Fetch old = requested(first);
        monitor.listen(first, null);
        Fetch receive = new Fetch("receive");
        first.fetching(receive);
        monitor.arrive(first, old, null, null);
        assertEquals(withdrawn(List.of(receive), List.of()), monitor.withdraw());
    }

    @Test
    void whoClosesWaitsUntilAReceiveHasReturned() throws Exception {
        monitor.enterReceive(first, Duration.ZERO);
        monitor.enterReceive(second, Duration.ZERO);
        FutureTask<Boolean> one = waiting(() -> monitor.awaitReceive(first));
        FutureTask<Boolean> all = waiting(() -> monitor.awaitReceive(null));
        monitor.leaveReceive(first);
        assertTrue(outcome(one));
        assertFalse(all.isDone());
        monitor.leaveReceive(second);
        assertTrue(outcome(all));
    }

    // ------------------------------------------------------------------------------- completion listeners

    @Test
    void theFirstSendNeedsAThreadAndTheNextOnesDoNot() {
        assertEquals(Entry.NEEDS_THREAD, monitor.enter());
        monitor.begun(false);
        assertEquals(Entry.NEEDS_THREAD, monitor.enter());
        monitor.begun(true);
        assertEquals(Entry.ENTERS, monitor.enter());
        monitor.closeSends();
        assertEquals(Entry.REFUSED, monitor.enter());
    }

    @Test
    void aSendWaitsUntilItIsKnownWhetherThereIsAThread() throws Exception {
        assertEquals(Entry.NEEDS_THREAD, monitor.enter());
        FutureTask<Entry> other = waiting(monitor::enter);
        monitor.begun(false);
        assertEquals(Entry.NEEDS_THREAD, outcome(other));
    }

    @Test
    void whoClosesWaitsForSendsThatAreEnteringAndThoseThatAreNotTold() throws Exception {
        assertEquals(Entry.NEEDS_THREAD, monitor.enter());
        monitor.begun(true);
        assertEquals(Entry.ENTERS, monitor.enter());
        monitor.closeSends();
        FutureTask<Boolean> closing = waiting(monitor::awaitTold);
        monitor.entered(false);
        FutureTask<Boolean> taken = waiting(monitor::awaitTaken);
        monitor.entered(true);
        assertTrue(outcome(taken));
        assertFalse(closing.isDone());
        monitor.told();
        assertTrue(outcome(closing));
        assertFalse(monitor.awaitTaken());
    }

    @Test
    void aCompletionListenerWaitsNeitherForItselfNorForAListenerThatWaitsForIt() throws Exception {
        monitor.start();
        assertEquals(Entry.NEEDS_THREAD, monitor.enter());
        monitor.begun(true);
        monitor.entered(true);
        arrived(first, "m");
        FutureTask<Boolean> listener = waiting(() -> {
            assertHands("m", monitor.next(true));
            monitor.awaitTold();
            return true;
        });
        FutureTask<Boolean> completion = new Done<>(() -> {
            monitor.completeOn(Thread.currentThread());
            assertTrue(monitor.isInCompletion());
            monitor.awaitTold();
            monitor.awaitListener(null);
            monitor.told();
        });
        assertTrue(outcome(completion));
        assertTrue(outcome(listener));
    }
}
