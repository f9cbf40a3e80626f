package org.leasemq.engine.carried;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.leasemq.engine.AttributeChange;
import org.leasemq.engine.Completion;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.SettableClock;
import org.leasemq.engine.local.LocalEngine;
import org.leasemq.engine.local.ManualEnvironment;
import org.leasemq.engine.local.runtime.EngineSettings;
import org.leasemq.engine.model.Body;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.Message;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.model.Sent;
import org.leasemq.engine.model.Target;
import org.leasemq.engine.model.UnitOfWork;
import org.leasemq.store.Disk;
import org.leasemq.store.FakeStore;

/** What is told beforehand of messages that a client elsewhere will send: without asking, unless something has changed. */
class AnnouncementTest {
    private static final Target ORDERS = Target.queue("orders");
    private static final Message MESSAGE = Message.of(Body.text("m"));
    private static final UnitOfWork WORK = new UnitOfWork(List.of(new UnitOfWork.Send(ORDERS, MESSAGE)), List.of());

    private final SettableClock clock = new SettableClock();
    private LocalEngine local;
    private CarriedEngine carried;
    private LeaseEngine remote;
    /** How often it was asked what is known of a queue. */
    private int asked;

    @BeforeEach
    void open() {
        ManualEnvironment environment = new ManualEnvironment(
                clock, RandomGeneratorFactory.of("L64X128MixRandom").create(1));
        local = LocalEngine.open(new FakeStore(new Disk(), clock), EngineSettings.defaults(), environment);
        LeaseEngine counted = (LeaseEngine) Proxy.newProxyInstance(
                LeaseEngine.class.getClassLoader(), new Class<?>[] {LeaseEngine.class}, (proxy, method, arguments) -> {
                    asked += method.getName().equals("findQueue") ? 1 : 0;
                    try {
                        return method.invoke(local, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
        carried = CarriedEngine.driven(
                counted, clock, RandomGeneratorFactory.of("L64X128MixRandom").create(3), environment::settle);
        remote = carried.face();
        remote.createQueue("orders", QueueAttributes.standardQueue()).await();
    }

    @AfterEach
    void close() {
        remote.close();
    }

    private void change(UnaryOperator<QueueAttributes> change) {
        AttributeChange.apply(local, "orders", change);
    }

    private long delay() {
        Sent sent = remote.announce(ORDERS, MESSAGE).await();
        return sent.visibleAt() - sent.sentAt();
    }

    @Test
    void aQueueThatIsKnownIsNotAskedAboutHoweverMuchTimePasses() {
        for (int i = 0; i < 100; i++) {
            clock.advance(Duration.ofMinutes(1));
            Completion<Sent> announced = remote.announce(ORDERS, MESSAGE);
            assertTrue(announced.isDone());
            announced.await();
            remote.commit(WORK).await();
        }
        assertEquals(0, asked);
    }

    @Test
    void whatIsSentShowsThatTheQueueHasAnotherDelay() {
        change(attributes -> attributes.withDelay(Duration.ofSeconds(5)));
        remote.commit(WORK).await();
        assertEquals(5000, delay());
        change(attributes -> attributes.withDelay(Duration.ofSeconds(6)));
        remote.send(ORDERS, List.of(MESSAGE)).await();
        assertEquals(6000, delay());
    }

    @Test
    void afterAPreparedBranchItIsLookedAtAgain() {
        change(attributes -> attributes.withDelay(Duration.ofSeconds(5)));
        remote.prepare("b", WORK).await();
        carried.settle();
        assertEquals(5000, delay());
    }

    @Test
    void beforeSomethingIsRefusedItIsLookedAtAgain() {
        Message large = Message.of(Body.binary(new byte[3000]));
        change(attributes -> attributes.withMaximumMessageSize(2000));
        remote.findQueue("orders").await();
        assertThrows(
                EngineException.MessageTooLarge.class,
                () -> remote.announce(ORDERS, large).await());
        change(attributes -> attributes.withMaximumMessageSize(4000));
        remote.announce(ORDERS, large).await();
    }

    @Test
    void aQueueThatOthersDeleteIsMissedByTheCommitAndFromThenOn() {
        local.deleteQueue("orders").await();
        remote.announce(ORDERS, MESSAGE).await();
        EngineException.NoSuchQueue missed = assertThrows(
                EngineException.NoSuchQueue.class, () -> remote.commit(WORK).await());
        assertEquals("orders", missed.queue());
        assertThrows(
                EngineException.NoSuchQueue.class,
                () -> remote.announce(ORDERS, MESSAGE).await());
    }
}
