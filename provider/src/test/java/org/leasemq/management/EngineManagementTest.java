package org.leasemq.management;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import javax.management.JMException;
import javax.management.MBeanServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.leasemq.embedded.EmbeddedEngines;
import org.leasemq.embedded.EngineHandle;
import org.leasemq.engine.Delivery;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.ReceiveRequest;
import org.leasemq.engine.SettableClock;
import org.leasemq.engine.model.Body;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.Message;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.model.RedrivePolicy;
import org.leasemq.engine.model.Target;
import org.leasemq.engine.model.UnitOfWork;
import org.leasemq.log.CapturedLog;
import org.leasemq.options.ConnectionUrl.Memory;
import org.leasemq.options.OptionValues;
import org.leasemq.store.Disk;
import org.leasemq.store.FakeStore;
import org.leasemq.thread.DaemonThreads;

@Timeout(120)
class EngineManagementTest {
    private static final String NAME = "jmx";
    private static final String PLACE = "leasemq:mem:" + NAME;

    private final Disk disk = new Disk();
    private final SettableClock clock = new SettableClock();
    private final EngineHandle handle = open();
    private final LeaseEngine engine = handle.engine();
    private Jmx jmx;

    @BeforeEach
    void look() throws JMException {
        jmx = new Jmx();
    }

    @AfterEach
    void close() throws JMException {
        handle.close();
        jmx.close();
    }

    private EngineHandle open() {
        EmbeddedEngines engines = new EmbeddedEngines(
                (place, options, clock) -> new FakeStore(disk, clock), new DaemonThreads("test"), clock);
        return engines.open(new Memory(NAME), OptionValues.defaults());
    }

    private QueueMXBean queue(String name, QueueAttributes attributes) throws Exception {
        engine.createQueue(name, attributes).await();
        return jmx.queue(PLACE, name);
    }

    private QueueMXBean queue(String name) throws Exception {
        return queue(name, QueueAttributes.standardQueue());
    }

    private void send(String queue, String... texts) {
        List<Message> messages = new ArrayList<>();
        for (String text : texts) {
            messages.add(Message.of(Body.text(text)));
        }
        engine.send(queue, messages).await();
    }

    private Delivery take(String queue) {
        return engine.receive(ReceiveRequest.from(queue)).await().get(0);
    }

    @Test
    void aQueueShowsItsCounts() throws Exception {
        QueueMXBean orders = queue("orders");
        send("orders", "a", "b", "c");
        clock.advance(Duration.ofSeconds(90));
        engine.delete("orders", List.of(take("orders").receipt())).await();
        take("orders");
        assertEquals(
                List.of("orders", 1L, 1L, 0L, 90L, 3L, 2L, 1L, 0L, 0L, 0L),
                List.of(
                        orders.getName(),
                        orders.getMessagesVisible(),
                        orders.getMessagesInFlight(),
                        orders.getMessagesDelayed(),
                        orders.getOldestMessageAgeSeconds(),
                        orders.getMessagesSent(),
                        orders.getMessagesReceived(),
                        orders.getMessagesDeleted(),
                        orders.getMessagesDeadLettered(),
                        orders.getMessagesExpired(),
                        orders.getMessagesDropped()));
        EngineMXBean all = jmx.engine(PLACE);
        assertEquals(
                List.of(PLACE, 1, 2L, "UP"),
                List.of(all.getPlace(), all.getQueues(), all.getMessages(), all.getHealth()));
        assertTrue(all.getMemoryUsed() > 0 && all.getMemoryUsed() < all.getMemoryLimit());
        assertTrue(all.getMemoryByUse().containsKey("messages"), () -> "" + all.getMemoryByUse());
    }

    @Test
    void deadLettersAreMovedBackOrElsewhereOrPurged() throws Exception {
        QueueMXBean dead = queue("dead");
        QueueMXBean orders = queue("orders", QueueAttributes.standardQueue().withRedrive(new RedrivePolicy("dead", 1)));
        QueueMXBean other = queue("other");
        send("orders", "a", "b", "c");
        for (int i = 0; i < 3; i++) {
            engine.release(List.of(take("orders").receipt())).await();
        }
        engine.receive(ReceiveRequest.from("orders")).await();
        assertEquals(
                List.of("dead", 3L, 3L),
                List.of(orders.getDeadLetterQueue(), orders.getMessagesDeadLettered(), dead.getMessagesVisible()));
        assertEquals(3, dead.moveBack());
        assertEquals(3, orders.moveTo("other"));
        assertEquals(3, other.purge());
        assertEquals(0, jmx.engine(PLACE).getMessages());
    }

    @Test
    void whatIsRefusedIsToldInWordsThatEveryToolUnderstands() throws Exception {
        QueueMXBean orders = queue("orders");
        send("orders", "a");
        IllegalStateException refused = assertThrows(IllegalStateException.class, () -> orders.moveTo("nowhere"));
        assertTrue(refused.getMessage().contains("nowhere"), refused::getMessage);
        assertThrows(IllegalStateException.class, () -> orders.moveTo(" "));
        assertThrows(IllegalStateException.class, () -> jmx.engine(PLACE).commitTransaction("none"));
    }

    @Test
    void queuesComeAndGoAsTheyDoInTheEngine() throws Exception {
        queue("a, b=\"*?\"\\").delete();
        queue("orders");
        engine.createQueue("temporary:1", QueueAttributes.standardQueue().withDurable(false))
                .await();
        engine.createQueue("moves:", QueueAttributes.standardQueue()).await();
        engine.createQueue("signing:key", QueueAttributes.standardQueue()).await();
        engine.createQueue("consumer:1", QueueAttributes.standardQueue().withDurable(false))
                .await();
        engine.createQueue("signing:handles", QueueAttributes.standardQueue()).await();
        queue("durable:prices");
        jmx.await(Jmx.name("Queue", PLACE, ",name=\"a, b=\\\"\\*\\?\\\"\\\\\""), false);
        assertEquals(
                Set.of(
                        "org.leasemq:type=Engine",
                        "org.leasemq:type=Queue,name=\"orders\"",
                        "org.leasemq:type=Queue,name=\"durable:prices\""),
                jmx.all(PLACE));
        engine.deleteQueue("orders").await();
        jmx.await(Jmx.name("Queue", PLACE, ",name=\"orders\""), false);
        queue("orders");
        handle.close();
        assertEquals(Set.of(), jmx.all(PLACE));
    }

    @Test
    void theQueuesThatAreThereAreShownWhenAnEngineIsOpened() throws Exception {
        queue("orders");
        handle.close();
        try (EngineHandle again = open()) {
            assertEquals(1, again.engine().queues().size());
            assertEquals(0, jmx.queue(PLACE, "orders").getMessagesSent());
        }
        assertEquals(Set.of(), jmx.all(PLACE));
    }

    @Test
    void aTransactionInDoubtIsDecidedByHand() throws Exception {
        QueueMXBean orders = queue("orders");
        EngineMXBean all = jmx.engine(PLACE);
        for (String id : List.of("one", "two")) {
            UnitOfWork.Send send = new UnitOfWork.Send(Target.queue("orders"), Message.of(Body.text(id)));
            engine.prepare(id, new UnitOfWork(List.of(send), List.of())).await();
        }
        assertEquals(
                List.of("one PREPARED", "two PREPARED"),
                all.getTransactionsInDoubt().stream()
                        .map(row -> row.getId() + " " + row.getState())
                        .toList());
        all.commitTransaction("one");
        all.rollBackTransaction("two");
        assertEquals(1, orders.getMessagesVisible());
        assertEquals("COMMITTED_BY_HAND", all.getTransactionsInDoubt().get(0).getState());
        all.forgetTransaction("one");
        all.forgetTransaction("two");
        assertEquals(List.of(), all.getTransactionsInDoubt());
    }

    @Test
    void anEngineWhoseStoreFailsSaysWhy() throws Exception {
        queue("orders");
        disk.refuseWrites(true);
        assertThrows(EngineException.StoreFailed.class, () -> send("orders", "a"));
        String health = jmx.engine(PLACE).getHealth();
        assertTrue(health.startsWith("DOWN: "), health);
        disk.refuseWrites(false);
        assertEquals("UP", jmx.engine(PLACE).getHealth());
    }

    @Test
    void enginesOfOneNameAreToldApartAlsoThoseOfOtherClassLoaders() throws Exception {
        String place = "leasemq:mem:shared-name";
        try (URLClassLoader loader = new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader());
                ForeignApplication mine = new ForeignApplication()) {
            Class<?> type = loader.loadClass(ForeignApplication.class.getName());
            try (AutoCloseable other = (AutoCloseable) type.getConstructor().newInstance()) {
                ((Callable<?>) other).call();
                mine.call();
                assertEquals(Set.of("org.leasemq:type=Engine", "org.leasemq:type=Engine,instance=2"), jmx.all(place));
            }
            assertEquals(Set.of("org.leasemq:type=Engine,instance=2"), jmx.all(place));
        }
        assertEquals(Set.of(), jmx.all(place));
    }

    private static URL[] classPath() throws Exception {
        List<URL> urls = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            urls.add(Path.of(entry).toUri().toURL());
        }
        return urls.toArray(URL[]::new);
    }

    @Test
    void aServerThatRefusesBeansIsAskedOnceAndTheEngineGoesOn() throws Exception {
        List<String> asked = new ArrayList<>();
        MBeanServer server = (MBeanServer) Proxy.newProxyInstance(
                MBeanServer.class.getClassLoader(), new Class<?>[] {MBeanServer.class}, (self, method, arguments) -> {
                    asked.add(method.getName());
                    throw new SecurityException("not here");
                });
        engine.createQueue("orders", QueueAttributes.standardQueue()).await();
        try (CapturedLog log = new CapturedLog(Beans.class.getName());
                EngineManagement refused = new EngineManagement("refused", engine, Runnable::run, () -> server)) {
            refused.begin("1", handle.memory());
            refused.changed("orders");
            assertEquals(1, log.lines().size(), () -> "" + log.lines());
        }
        assertEquals(List.of("registerMBean"), asked);
    }
}
