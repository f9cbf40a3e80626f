package org.leasemq.ra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.jms.Connection;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSRuntimeException;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.ActivationSpec;
import jakarta.resource.spi.ManagedConnection;
import jakarta.resource.spi.SecurityException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.stream.IntStream;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.leasemq.process.QueueServer;

/** The server in another process may not be there. */
class RemoteServerTest extends RemoteTest {
    private static final String IMPATIENT = "reconnect-timeout=0s&session-timeout=2s";

    private final ThreadPoolExecutor threads = (ThreadPoolExecutor) Executors.newCachedThreadPool();

    @BeforeEach
    void prepare() throws Exception {
        queues = new QueueServer(directory);
        spec.setDestination("orders");
        spec.setRedeliveryDelay("0");
    }

    private void start(String options) throws ResourceException {
        server = new TestServer(directory, queues.url(options), threads);
    }

    /** What a bean has seen comes again if the server is killed before its transaction has ended. */
    private void awaitCommits() {
        await(() -> threads.getActiveCount() == 0);
    }

    /** Sends on what has come, in the transaction; every second one has another resource in it, and so two phases. */
    private void forward(LeaseMQPooledConnectionFactory factory, String text) {
        try (JMSContext context = factory.createContext()) {
            context.createProducer().send(context.createQueue("moved"), text);
            if (text.hashCode() % 2 == 0) {
                server.transactions.getTransaction().enlistResource(new OtherResource());
            }
            seen.add(text);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whatBeansMoveIsThereOnceHoweverOftenTheServerIsKilled() throws Exception {
        queues.start();
        start(PATIENT);
        LeaseMQPooledConnectionFactory factory = server.factory();
        activate(text -> forward(factory, text));
        List<String> all = IntStream.range(0, 300).mapToObj(i -> "m" + i).toList();
        for (int i = 0; i < 3; i++) {
            server.send("orders", all.subList(100 * i, 100 * (i + 1)).toArray(new String[0]));
            for (int j = 0; j < 30; j++) {
                seen.take();
            }
            queues.kill();
            queues.start();
        }
        List<String> moved = new ArrayList<>();
        try (JMSContext context = server.factory().createContext();
                var consumer = context.createConsumer(context.createQueue("moved"))) {
            while (moved.size() < all.size()) {
                moved.add(consumer.receiveBody(String.class, 60_000));
            }
        }
        assertEquals(all.stream().sorted().toList(), moved.stream().sorted().toList());
        assertNull(server.left("moved"));
        assertNull(server.left("orders"));
    }

    @Test
    void theServerMayComeLaterThanTheAdapter() throws Exception {
        start(PATIENT);
        TestServer.Beans beans = activate();
        JMSRuntimeException refusal =
                assertThrows(JMSRuntimeException.class, () -> server.factory().createContext());
        assertTrue(refusal.getMessage().contains("No server answers"), refusal.getMessage());
        ResourceException unknown =
                assertThrows(ResourceException.class, () -> server.adapter.getXAResources(new ActivationSpec[] {spec}));
        assertTrue(unknown.getMessage().contains("cannot be asked for"), unknown.getMessage());
        queues.start();
        server.send("orders", "a");
        assertEquals("a", seen.take());
        assertEquals(1, server.adapter.getXAResources(new ActivationSpec[] {spec}).length);
        server.adapter.endpointDeactivation(beans, spec);
    }

    @Test
    void whatIsWrongWithBeansIsToldWhenTheyAreDeployed() throws Exception {
        queues.start();
        start(PATIENT);
        spec.setMessageSelector("no selector");
        ResourceException refusal = assertThrows(ResourceException.class, this::activate);
        assertTrue(refusal.getMessage().contains("Beans cannot get messages"), refusal.getMessage());
    }

    @Test
    void whenTheServerWasAwayForLongPoolsHaveNewConnectionsAndBeansGoOn() throws Exception {
        queues.start();
        start(IMPATIENT);
        activate();
        server.send("orders", "a");
        assertEquals("a", seen.take());
        awaitCommits();
        JMSContext kept = server.factory().createContext();
        XAResource before = server.adapter.getXAResources(new ActivationSpec[] {spec})[0];
        assertEquals(0, before.recover(XAResource.TMSTARTRSCAN).length);
        int made = server.pool.made;
        queues.kill();
        await(() -> server.pool.lost() >= 1 && server.pool.idle().isEmpty());
        assertThrows(JMSRuntimeException.class, () -> kept.createConsumer(kept.createQueue("orders")));
        kept.close();
        assertThrows(JMSRuntimeException.class, () -> server.factory().createContext());
        assertThrows(XAException.class, () -> before.recover(XAResource.TMSTARTRSCAN));
        queues.start();
        server.send("orders", "b");
        assertEquals("b", seen.take());
        assertTrue(server.pool.made > made);
        XAResource after = server.adapter.getXAResources(new ActivationSpec[] {spec})[0];
        assertEquals(0, after.recover(XAResource.TMSTARTRSCAN).length);
        assertNull(server.left("orders"));
    }

    /** Also if nobody has told the pool. */
    @Test
    void aConnectionWhoseServerIsGoneMatchesNothing() throws Exception {
        queues.start();
        start(IMPATIENT);
        LeaseMQManagedConnectionFactory settings = new LeaseMQManagedConnectionFactory();
        settings.setResourceAdapter(server.adapter);
        ManagedConnection connection = settings.createManagedConnection(null, null);
        Set<ManagedConnection> pool = Set.of(connection);
        assertEquals(connection, settings.matchManagedConnections(pool, null, null));
        assertEquals(Set.of(), settings.getInvalidConnections(pool));
        queues.kill();
        await(() -> !settings.getInvalidConnections(pool).isEmpty());
        assertNull(settings.matchManagedConnections(pool, null, null));
        queues.start();
        assertThrows(ResourceException.class, () -> connection.getConnection(null, null));
        connection.destroy();
        settings.createManagedConnection(null, null).destroy();
    }

    /** As long as the application server has to wait for nothing but the server, it does not. */
    @Test
    void itStopsWhileTheServerIsAway() throws Exception {
        queues.start();
        start(PATIENT);
        activate();
        server.send("orders", "a");
        assertEquals("a", seen.take());
        awaitCommits();
        queues.kill();
        long begun = System.nanoTime();
        server.adapter.stop();
        assertTrue(System.nanoTime() - begun < 20_000_000_000L);
    }

    @Test
    void whatWasPreparedIsFoundOnAFreshConnectionByAnyUser() throws Exception {
        queues.start();
        start(PATIENT);
        LeaseMQManagedConnectionFactory settings = new LeaseMQManagedConnectionFactory();
        TestXid xid = prepared(settings);
        server.adapter.stop();
        queues.kill();
        queues.start();
        server.adapter.start(server);
        ManagedConnection fresh = settings.createManagedConnection(null, as("recovery", "recovery"));
        assertEquals(1, fresh.getXAResource().recover(XAResource.TMSTARTRSCAN).length);
        assertEquals(
                1,
                server.adapter.getXAResources(new ActivationSpec[] {spec})[0].recover(XAResource.TMSTARTRSCAN).length);
        fresh.getXAResource().commit(xid, false);
        fresh.destroy();
        assertEquals("prepared", server.left("orders"));
    }

    @Test
    void eachUserOfAPoolHasASessionOfHisOwn() throws Exception {
        queues.start();
        start(PATIENT);
        LeaseMQManagedConnectionFactory settings = new LeaseMQManagedConnectionFactory();
        LeaseMQPooledConnectionFactory factory = server.factory(settings);
        factory.createConnection("ann", "secret").close();
        factory.createConnection("bob", "hidden").close();
        assertEquals(2, server.pool.made);
        factory.createConnection("ann", "secret").close();
        assertEquals(2, server.pool.made);
        ManagedConnection ann = settings.createManagedConnection(null, as("ann", "secret"));
        ManagedConnection again = settings.createManagedConnection(null, as("ann", "secret"));
        ManagedConnection bob = settings.createManagedConnection(null, as("bob", "hidden"));
        assertTrue(ann.getXAResource().isSameRM(again.getXAResource()));
        assertFalse(ann.getXAResource().isSameRM(bob.getXAResource()));
        ResourceException other =
                assertThrows(ResourceException.class, () -> ann.getConnection(null, as("bob", "hidden")));
        assertInstanceOf(SecurityException.class, other);
        both(ann, bob);
        for (ManagedConnection connection : List.of(ann, again, bob)) {
            connection.destroy();
        }
    }

    /** In one transaction they have a branch each. */
    private void both(ManagedConnection ann, ManagedConnection bob) throws Exception {
        server.transactions.begin();
        for (ManagedConnection connection : List.of(ann, bob)) {
            server.transactions.getTransaction().enlistResource(connection.getXAResource());
            String user = connection.getMetaData().getUserName();
            Connection handle = (Connection)
                    connection.getConnection(null, user.equals("ann") ? as("ann", "secret") : as("bob", "hidden"));
            var session = handle.createSession();
            session.createProducer(session.createQueue("orders")).send(session.createTextMessage(user));
            handle.close();
        }
        server.transactions.commit();
        Connection handle = (Connection) ann.getConnection(null, as("ann", "secret"));
        handle.start();
        var session = handle.createSession();
        var consumer = session.createConsumer(session.createQueue("orders"));
        assertEquals("ann", consumer.receive(60_000).getBody(String.class));
        assertEquals("bob", consumer.receive(60_000).getBody(String.class));
        handle.close();
    }

    @Test
    void itIsOneResourceManagerHoweverItsAddressIsWritten() throws Exception {
        queues.start();
        start(PATIENT);
        String[] urls = {
            queues.url("").replace("127.0.0.1", "localhost"),
            queues.url("redelivery-delay=3s").replace("127.0.0.1", "LOCALHOST")
        };
        List<ManagedConnection> connections = new ArrayList<>();
        for (String url : urls) {
            LeaseMQManagedConnectionFactory settings = new LeaseMQManagedConnectionFactory();
            settings.setUrl(url);
            settings.setResourceAdapter(server.adapter);
            connections.add(settings.createManagedConnection(null, null));
        }
        assertTrue(
                connections.get(0).getXAResource().isSameRM(connections.get(1).getXAResource()));
        connections.forEach(connection -> {
            try {
                connection.destroy();
            } catch (ResourceException e) {
                throw new AssertionError(e);
            }
        });
    }

    /** Otherwise it would be all over with the second application server, and nobody there when the first one dies. */
    @Test
    void aSubscriptionThatOthersHaveIsWaitedFor() throws Exception {
        queues.start();
        start(PATIENT);
        spec.setDestination("news");
        spec.setDestinationType("jakarta.jms.Topic");
        spec.setSubscriptionDurability("Durable");
        spec.setSubscriptionName("all");
        spec.setClientId("desk");
        Process other = OtherServer.start(directory.resolve("other"), queues.url(PATIENT), "news", "desk");
        try {
            activate();
            server.publish("news", "a");
            taken(other);
        } finally {
            other.destroyForcibly().waitFor();
        }
        assertEquals("a", seen.take());
        server.publish("news", "b");
        assertEquals("b", seen.take());
    }

    /** Not before that one has been missed for its session-timeout. */
    @Test
    void whatAServerWorkedOnThatDiesComesToAnother() throws Exception {
        queues.start();
        start(PATIENT);
        server.send("orders", "a", "b", "c");
        Process other = OtherServer.start(directory.resolve("other"), queues.url(PATIENT), "orders");
        try {
            taken(other);
            taken(other);
            activate();
            assertEquals("c", seen.take());
            assertNull(seen.poll());
        } finally {
            other.destroyForcibly().waitFor();
        }
        Set<String> rest = Set.of(seen.take(), seen.take());
        assertEquals(Set.of("a", "b"), rest);
    }

    private static void taken(Process other) throws IOException {
        assertEquals("taken", OtherServer.says(other));
    }
}
