package org.leasemq.ra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import jakarta.resource.ResourceException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InboundTest {
    @TempDir
    private Path directory;

    private TestServer server;
    private final ThreadPoolExecutor threads = (ThreadPoolExecutor) Executors.newCachedThreadPool();
    private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();
    private final LeaseMQActivationSpec spec = new LeaseMQActivationSpec();

    @BeforeEach
    void start() throws Exception {
        server = new TestServer(directory, "leasemq:derby:" + directory.resolve("data"), threads);
        spec.setDestination("orders");
        spec.setRedeliveryDelay("0");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private interface Code {
        void run(String text, Message message) throws JMSException;
    }

    private TestServer.Beans beans(boolean transacted, Code code) {
        MessageListener listener = message -> {
            try {
                code.run(message.getBody(String.class), message);
            } catch (JMSException e) {
                throw new IllegalStateException(e);
            }
        };
        return server.new Beans(listener, transacted);
    }

    private TestServer.Beans activate(boolean transacted, Code code) throws ResourceException {
        TestServer.Beans beans = beans(transacted, code);
        server.adapter.endpointActivation(beans, spec);
        return beans;
    }

    private void send(String... texts) throws ResourceException {
        server.send("orders", texts);
    }

    @Test
    void beansGetWhatIsThereAndWhatComes() throws Exception {
        send("a", "b");
        TestServer.Beans beans = activate(true, (text, message) -> seen.add(text));
        assertEquals(Map.of("a", 1, "b", 1), taken(2));
        send("c");
        assertEquals("c", seen.take());
        server.adapter.endpointDeactivation(beans, spec);
        assertNull(server.left("orders"));
    }

    @Test
    void onlyBeansThatHaveAMessageAreWorkOfTheServer() throws Exception {
        activate(true, (text, message) -> seen.add(text));
        assertEquals(0, threads.getTaskCount());
        send("a");
        assertEquals("a", seen.take());
        assertEquals(1, threads.getTaskCount());
    }

    private Map<String, Integer> taken(int count) throws InterruptedException {
        Map<String, Integer> counts = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            counts.merge(seen.take(), 1, Integer::sum);
        }
        return counts;
    }

    @Test
    void aBeanThatThrowsGetsTheMessageAgainAndWhatItSentIsNotThere() throws Exception {
        LeaseMQPooledConnectionFactory factory = server.factory();
        activate(true, (text, message) -> {
            try (JMSContext context = factory.createContext()) {
                context.createProducer().send(context.createQueue("answers"), text);
            }
            seen.add(text + message.getJMSRedelivered());
            if (!message.getJMSRedelivered()) {
                throw new IllegalStateException("the first time");
            }
        });
        send("a");
        assertEquals("afalse", seen.take());
        assertEquals("atrue", seen.take());
        server.adapter.stop();
        server.adapter.start(server);
        assertEquals("a", server.left("answers"));
        assertNull(server.left("answers"));
        assertNull(server.left("orders"));
    }

    @Test
    void withoutATransactionAMessageIsAcknowledgedWhenTheBeanReturns() throws Exception {
        activate(false, (text, message) -> {
            seen.add(text + message.getJMSRedelivered());
            if (!message.getJMSRedelivered()) {
                throw new IllegalStateException("the first time");
            }
        });
        send("a");
        assertEquals("afalse", seen.take());
        assertEquals("atrue", seen.take());
    }

    @Test
    void aMessageThatNoBeanCanWorkOnGoesToTheDeadLetterQueue() throws Exception {
        send("poison");
        spec.setMaximumRedeliveries("2");
        spec.setDeadLetterQueue("dead");
        AtomicInteger tries = new AtomicInteger();
        activate(true, (text, message) -> {
            tries.incrementAndGet();
            throw new IllegalStateException("always");
        });
        try (JMSContext context = server.factory().createContext();
                JMSConsumer consumer = context.createConsumer(context.createQueue("dead"))) {
            assertEquals("poison", consumer.receiveBody(String.class, 0));
        }
        assertEquals(3, tries.get());
    }

    @Test
    void groupsStayInOrderWhileBeansWorkSideBySide() throws Exception {
        spec.setDestination("orders.fifo");
        spec.setMaxSession("4");
        CountDownLatch bothGroups = new CountDownLatch(2);
        List<String> order = Collections.synchronizedList(new ArrayList<>());
        activate(true, (text, message) -> {
            bothGroups.countDown();
            try {
                bothGroups.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            order.add(text);
            seen.add(text);
        });
        sendInGroups(40, "even", "odd");
        taken(40);
        for (String group : List.of("even", "odd")) {
            List<Integer> numbers = order.stream()
                    .filter(text -> text.startsWith(group))
                    .map(text -> Integer.valueOf(text.substring(group.length())))
                    .toList();
            assertEquals(numbers.stream().sorted().toList(), numbers);
        }
    }

    private void sendInGroups(int count, String... groups) throws ResourceException {
        try (JMSContext context = server.factory().createContext()) {
            for (int i = 0; i < count; i++) {
                String group = groups[i % groups.length];
                context.createProducer()
                        .setProperty("JMSXGroupID", group)
                        .setProperty("JMS_SQS_DeduplicationId", "" + i)
                        .send(context.createQueue("orders.fifo"), group + i);
            }
        }
    }

    @Test
    void asManyBeansAsItSaysWorkOnOneGroup() throws Exception {
        spec.setDestination("orders.fifo");
        spec.setMaxSessions("4");
        spec.setMaxSessionsPerGroup("2");
        CyclicBarrier pair = new CyclicBarrier(2);
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        TestServer.Beans beans = activate(true, (text, message) -> {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            try {
                pair.await();
            } catch (InterruptedException | BrokenBarrierException e) {
                throw new IllegalStateException(e);
            }
            running.decrementAndGet();
            seen.add(text);
        });
        sendInGroups(10, "only");
        taken(10);
        server.adapter.endpointDeactivation(beans, spec);
        assertEquals(2, most.get());
        assertNull(server.left("orders.fifo"));
    }

    @Test
    void deactivationWaitsForTheBeanThatRunsAndLeavesTheRest() throws Exception {
        spec.setMaxSessions("1");
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        send("a", "b");
        TestServer.Beans beans = activate(true, (text, message) -> {
            running.countDown();
            try {
                goOn.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            seen.add(text);
        });
        running.await();
        Thread deactivation = new Thread(() -> server.adapter.endpointDeactivation(beans, spec));
        deactivation.start();
        while (deactivation.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        assertTrue(seen.isEmpty());
        goOn.countDown();
        deactivation.join();
        assertEquals(List.of("a"), List.copyOf(seen));
        assertEquals("b", server.left("orders"));
    }

    @Test
    void aSelectorLeavesTheOthers() throws Exception {
        spec.setMessageSelector("wanted");
        activate(true, (text, message) -> seen.add(text));
        try (JMSContext context = server.factory().createContext()) {
            context.createProducer().send(context.createQueue("orders"), "no");
            context.createProducer().setProperty("wanted", true).send(context.createQueue("orders"), "yes");
        }
        assertEquals("yes", seen.take());
        assertEquals("no", server.left("orders"));
    }

    @Test
    void aDurableSubscriptionKeepsWhatCameWhileNoBeanWasThere() throws Exception {
        spec.setSubscriptionScope("Cluster");
        subscribeDurably();
    }

    @Test
    void aDurableSubscriptionNeedsNoClientIdentifier() throws Exception {
        subscribeDurably();
    }

    private void subscribeDurably() throws Exception {
        spec.setDestinationType("jakarta.jms.Topic");
        spec.setDestination("news");
        spec.setSubscriptionDurability("Durable");
        spec.setSubscriptionName("reader");
        TestServer.Beans beans = activate(true, (text, message) -> seen.add(text));
        server.adapter.endpointDeactivation(beans, spec);
        try (JMSContext context = server.factory().createContext()) {
            context.createProducer().send(context.createTopic("news"), "a");
        }
        assertTrue(seen.isEmpty());
        activate(true, (text, message) -> seen.add(text));
        assertEquals("a", seen.take());
    }

    @Test
    void aSubscriptionWithoutANameGivesEachMessageToOneBean() throws Exception {
        spec.setDestinationType("jakarta.jms.Topic");
        spec.setDestination("news");
        activate(false, (text, message) -> seen.add(text));
        try (JMSContext context = server.factory().createContext()) {
            for (int i = 0; i < 20; i++) {
                context.createProducer().send(context.createTopic("news"), "" + i);
            }
        }
        assertEquals(20, taken(20).size());
    }

    @Test
    void aDestinationWithASlashIsANameInJndiIfItIsThere() throws Exception {
        spec.setDestination("queue/incoming");
        TestServer.Beans beans = activate(true, (text, message) -> seen.add(text));
        send("by its name in JNDI");
        assertEquals("by its name in JNDI", seen.take());
        server.adapter.endpointDeactivation(beans, spec);
        spec.setUseJndi("false");
        activate(true, (text, message) -> seen.add(text));
        server.send("queue/incoming", "by its own name");
        assertEquals("by its own name", seen.take());
    }

    @Test
    void aDestinationWithASlashThatJndiDoesNotKnowIsTheName() throws Exception {
        spec.setDestination("plant/north");
        activate(true, (text, message) -> seen.add(text));
        server.send("plant/north", "a");
        assertEquals("a", seen.take());
    }

    @Test
    void whatCannotBeIsRefusedByItsName() {
        spec.setDestination("orders?max-receive-count=many");
        ResourceException refusal = assertThrows(
                ResourceException.class,
                () -> server.adapter.endpointActivation(beans(true, (text, message) -> {}), spec));
        assertTrue(refusal.getMessage().contains("destination"), refusal.getMessage());
        spec.setDestination("orders");
        spec.setMaxReceiveCount("3");
        spec.setDeadLetterQueue("orders");
        refusal = assertThrows(
                ResourceException.class,
                () -> server.adapter.endpointActivation(beans(true, (text, message) -> {}), spec));
        assertTrue(refusal.getMessage().contains("deadLetterQueue"), refusal.getMessage());
        spec.setDeadLetterQueue("dead");
        spec.setMessageSelector("1 = ");
        refusal = assertThrows(
                ResourceException.class,
                () -> server.adapter.endpointActivation(beans(true, (text, message) -> {}), spec));
        assertTrue(refusal.getMessage().contains("selector"), refusal.getMessage());
        spec.setDestination("java:/queue/orders");
        refusal = assertThrows(
                ResourceException.class,
                () -> server.adapter.endpointActivation(beans(true, (text, message) -> {}), spec));
        assertTrue(refusal.getMessage().contains("java:/queue/orders"), refusal.getMessage());
    }
}
