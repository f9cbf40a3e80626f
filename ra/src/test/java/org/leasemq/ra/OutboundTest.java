package org.leasemq.ra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.jms.CompletionListener;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.Destination;
import jakarta.jms.IllegalStateException;
import jakarta.jms.IllegalStateRuntimeException;
import jakarta.jms.InvalidDestinationRuntimeException;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.JMSSecurityException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Queue;
import jakarta.jms.QueueConnection;
import jakarta.jms.Session;
import jakarta.jms.Topic;
import jakarta.jms.XAConnection;
import jakarta.jms.XAConnectionFactory;
import jakarta.jms.XAJMSContext;
import jakarta.jms.XASession;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.LocalTransaction;
import jakarta.resource.spi.ManagedConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.leasemq.jms.delivery.OnCompletion;

class OutboundTest {
    @TempDir
    private Path directory;

    private TestServer server;
    private ConnectionFactory factory;

    @BeforeEach
    void start() throws Exception {
        server = new TestServer(directory, "leasemq:derby:" + directory.resolve("data"));
        factory = server.factory();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void send(String text) {
        try (JMSContext context = factory.createContext()) {
            context.createProducer().send(context.createQueue("orders"), text);
        }
    }

    private String receive() {
        try (JMSContext context = factory.createContext();
                JMSConsumer consumer = context.createConsumer(context.createQueue("orders"))) {
            return consumer.receiveBodyNoWait(String.class);
        }
    }

    @Test
    void whatASessionThatIsClosedAlreadySentComesWithTheTransaction() throws Exception {
        server.transactions.begin();
        try (Connection connection = factory.createConnection();
                Session session = connection.createSession()) {
            assertTrue(session.getTransacted());
            session.createProducer(session.createQueue("orders")).send(session.createTextMessage("a"));
        }
        send("b");
        server.transactions.suspend();
        assertNull(receive());
    }

    @Test
    void aTransactionIsAllOrNothing() throws Exception {
        server.transactions.begin();
        send("a");
        send("b");
        server.transactions.commit();
        server.transactions.begin();
        assertEquals("a", receive());
        send("c");
        server.transactions.rollback();
        assertEquals("a", receive());
        assertEquals("b", receive());
        assertNull(receive());
    }

    @Test
    void applicationsThatAskForXaAreInTheTransactionOfTheServer() throws Exception {
        XAConnectionFactory xa = assertInstanceOf(XAConnectionFactory.class, factory);
        server.transactions.begin();
        try (XAConnection connection = xa.createXAConnection()) {
            XASession session = connection.createXASession();
            assertSame(session, session.getSession());
            session.createProducer(session.createQueue("orders")).send(session.createTextMessage("rolled back"));
        }
        server.transactions.rollback();
        server.transactions.begin();
        try (XAJMSContext context = xa.createXAContext()) {
            context.createProducer().send(context.createQueue("orders"), "committed");
            assertTrue(server.transactions.getTransaction().enlistResource(context.getXAResource()));
        }
        server.transactions.commit();
        assertEquals("committed", receive());
        assertNull(receive());
    }

    @Test
    void twoSessionsOfAConnectionAreInItsTransaction() throws Exception {
        server.transactions.begin();
        try (Connection connection = factory.createConnection()) {
            Session one = connection.createSession(true, Session.SESSION_TRANSACTED);
            Session other = connection.createSession(false, Session.CLIENT_ACKNOWLEDGE);
            one.createProducer(one.createQueue("orders")).send(one.createTextMessage("a"));
            other.createProducer(other.createQueue("orders")).send(other.createTextMessage("b"));
        }
        server.transactions.rollback();
        assertNull(receive());
    }

    @Test
    void aConnectionThatIsKeptWorksForEachTransaction() throws Exception {
        server.transactions.begin();
        Connection kept = factory.createConnection();
        server.transactions.commit();
        Session old = kept.createSession();

        server.transactions.begin();
        Session young = kept.createSession(true, Session.SESSION_TRANSACTED);
        young.createProducer(young.createQueue("orders")).send(young.createTextMessage("undone"));
        old.createProducer(old.createQueue("orders")).send(old.createTextMessage("undone, too"));
        server.transactions.rollback();
        assertNull(receive());

        server.transactions.begin();
        young.createProducer(young.createQueue("orders")).send(young.createTextMessage("a"));
        server.transactions.suspend();
        assertNull(receive());
        old.createProducer(old.createQueue("orders")).send(old.createTextMessage("b"));
        assertEquals("b", receive());
    }

    @Test
    void aConnectionThatWasMadeBeforeItsTransactionIsInItOnceTheServerSaysSo() throws Exception {
        try (Connection connection = factory.createConnection()) {
            Session session = connection.createSession();
            assertFalse(session.getTransacted());
            assertEquals(Session.AUTO_ACKNOWLEDGE, session.getAcknowledgeMode());
            ManagedConnection other =
                    ((LeaseMQPooledConnectionFactory) factory).settings().createManagedConnection(null, null);
            server.transactions.begin();
            server.transactions.getTransaction().enlistResource(other.getXAResource());
            other.associateConnection(connection);
            session.createProducer(session.createQueue("orders")).send(session.createTextMessage("a"));
            server.transactions.rollback();
            session.createProducer(session.createQueue("orders")).send(session.createTextMessage("b"));
        }
        assertEquals("b", receive());
        assertNull(receive());
    }

    @Test
    void withoutATransactionEverythingIsDoneAtOnceUnlessTheApplicationWantsATransactionOfItsOwn() throws Exception {
        send("a");
        try (Connection connection = factory.createConnection();
                Session session = connection.createSession(true, Session.SESSION_TRANSACTED)) {
            connection.start();
            MessageConsumer consumer = session.createConsumer(session.createQueue("orders"));
            assertEquals("a", consumer.receiveNoWait().getBody(String.class));
            session.rollback();
            assertEquals("a", consumer.receiveNoWait().getBody(String.class));
            session.commit();
        }
        assertNull(receive());
    }

    @Test
    void aSessionThatNoTransactionHasCannotBeCommittedOrRolledBack() throws Exception {
        try (Connection connection = factory.createConnection();
                Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
            assertThrows(IllegalStateException.class, session::commit);
            assertThrows(IllegalStateException.class, session::rollback);
        }
    }

    @Test
    void aLocalTransactionOfTheServerCommitsAndRollsBack() throws Exception {
        ManagedConnection managed =
                ((LeaseMQPooledConnectionFactory) factory).settings().createManagedConnection(null, null);
        LocalTransaction transaction = managed.getLocalTransaction();
        try (Connection connection = (Connection) managed.getConnection(null, null)) {
            Session session = connection.createSession();
            transaction.begin();
            session.createProducer(session.createQueue("orders")).send(session.createTextMessage("a"));
            transaction.rollback();
            managed.getLocalTransaction().begin();
            session.createProducer(session.createQueue("orders")).send(session.createTextMessage("b"));
            managed.getLocalTransaction().commit();
        }
        managed.destroy();
        assertEquals("b", receive());
        assertNull(receive());
    }

    @Test
    void connectionsArePooledByUser() throws Exception {
        send("a");
        send("b");
        assertEquals(1, server.pool.made);
        factory.createConnection("ann", "secret").close();
        assertEquals(2, server.pool.made);
        assertEquals(2, server.pool.idle.size());
    }

    @Test
    void whoMayNotConnectIsRefused() throws Exception {
        Path users = Files.writeString(directory.resolve("users"), "ann=secret\n");
        LeaseMQManagedConnectionFactory settings = new LeaseMQManagedConnectionFactory();
        settings.setUrl("leasemq:mem:guarded?users-file=" + users + "&require-user=true");
        ConnectionFactory guarded = server.factory(settings);
        assertThrows(JMSSecurityException.class, () -> guarded.createConnection("ann", "wrong"));
        assertThrows(JMSSecurityException.class, guarded::createConnection);
        guarded.createConnection("ann", "secret").close();
    }

    @Test
    void aConnectionThatTheServerTookBackIsClosed() throws Exception {
        Connection connection = factory.createConnection();
        Session session = connection.createSession();
        connection.close();
        connection.close();
        assertThrows(IllegalStateException.class, connection::createSession);
        assertThrows(IllegalStateException.class, session::createTextMessage);
        JMSContext context = factory.createContext();
        context.close();
        assertThrows(IllegalStateRuntimeException.class, context::createTextMessage);
        assertEquals(1, server.pool.made);
    }

    @Test
    void whatIsPooledWhenTheAdapterIsStoppedIsNotUsedAfterItsRestart() throws Exception {
        send("before");
        ManagedConnection pooled = server.pool.idle.iterator().next();
        server.adapter.stop();
        server.adapter.start(server);

        LeaseMQManagedConnectionFactory settings = new LeaseMQManagedConnectionFactory();
        assertEquals(Set.of(pooled), settings.getInvalidConnections(Set.copyOf(server.pool.idle)));
        server.transactions.begin();
        send("after");
        server.transactions.commit();
        assertEquals("before", receive());
        assertEquals("after", receive());
        assertThrows(ResourceException.class, () -> pooled.getConnection(null, null));
        assertEquals(1, server.pool.lost);
    }

    @Test
    void aLocalTransactionThatNobodyEndsIsUndoneWhenTheConnectionGoesBack() throws Exception {
        send("a");
        ManagedConnection pooled = server.pool.idle.iterator().next();
        pooled.getLocalTransaction().begin();
        assertEquals("a", receive());
        assertEquals("a", receive());
        pooled.getLocalTransaction().begin();
        pooled.getLocalTransaction().commit();
    }

    /** A managed connection whose application has received "a" and sent something, and goes on. */
    private ManagedConnection working(LeaseMQManagedConnectionFactory settings, Begin begin) throws Exception {
        ManagedConnection managed = settings.createManagedConnection(null, null);
        begin.in(managed);
        Connection connection = (Connection) managed.getConnection(null, null);
        connection.start();
        Session session = connection.createSession();
        Queue orders = session.createQueue("orders");
        assertEquals("a", session.createConsumer(orders).receiveNoWait().getBody(String.class));
        session.createProducer(orders).send(session.createTextMessage("c"));
        return managed;
    }

    private interface Begin {
        void in(ManagedConnection managed) throws Exception;
    }

    /** As servers do after an error, without cleaning up. */
    @Test
    void aLocalTransactionOfAConnectionThatIsDestroyedIsUndoneAtOnce() throws Exception {
        send("a");
        send("b");
        working(
                        ((LeaseMQPooledConnectionFactory) factory).settings(),
                        managed -> managed.getLocalTransaction().begin())
                .destroy();
        assertEquals("a", receive());
        assertEquals("b", receive());
        assertNull(receive());
    }

    @Test
    void aLocalTransactionOfAnAdapterThatStopsIsUndoneForOthersAtTheSamePlace() throws Exception {
        send("a");
        LeaseMQResourceAdapter other = new LeaseMQResourceAdapter();
        other.setUrl(server.adapter.getUrl());
        other.start(server);
        LeaseMQManagedConnectionFactory settings = new LeaseMQManagedConnectionFactory();
        settings.setResourceAdapter(other);
        working(settings, managed -> managed.getLocalTransaction().begin());
        other.stop();
        assertEquals("a", receive());
        assertNull(receive());
    }

    @Test
    void aBranchOfATransactionManagerIsDecidedByThatWhenItsConnectionIsDestroyed() throws Exception {
        send("a");
        LeaseMQManagedConnectionFactory settings = ((LeaseMQPooledConnectionFactory) factory).settings();
        XAResource manager = settings.createManagedConnection(null, null).getXAResource();
        Xid open = new TestXid(8);
        working(settings, managed -> managed.getXAResource().start(open, XAResource.TMNOFLAGS))
                .destroy();
        assertNull(receive());
        assertThrows(XAException.class, () -> manager.commit(open, true));

        Xid ended = new TestXid(9);
        ManagedConnection managed =
                working(settings, begun -> begun.getXAResource().start(ended, XAResource.TMNOFLAGS));
        managed.getXAResource().end(ended, XAResource.TMSUCCESS);
        managed.destroy();
        assertNull(receive());
        manager.commit(ended, true);
        assertEquals("c", receive());
        assertNull(receive());
    }

    @Test
    void whatIsNotForApplicationsInAServerIsRefused() throws Exception {
        try (Connection connection = factory.createConnection();
                JMSContext context = factory.createContext()) {
            Session session = connection.createSession();
            Queue queue = session.createQueue("orders");
            MessageConsumer consumer = session.createConsumer(queue);
            assertThrows(IllegalStateException.class, connection::stop);
            assertThrows(IllegalStateException.class, () -> connection.setClientID("x"));
            assertThrows(IllegalStateException.class, () -> connection.setExceptionListener(e -> {}));
            assertThrows(IllegalStateException.class, () -> consumer.setMessageListener(m -> {}));
            assertThrows(IllegalStateException.class, () -> session.setMessageListener(m -> {}));
            assertThrows(JMSException.class, () -> connection.createConnectionConsumer(queue, null, null, 1));
            assertThrows(IllegalStateRuntimeException.class, () -> context.createContext(Session.AUTO_ACKNOWLEDGE));
            assertThrows(IllegalStateRuntimeException.class, context::stop);
            CompletionListener listener = new OnCompletion(message -> {}, e -> {});
            JMSProducer producer = context.createProducer();
            assertThrows(IllegalStateRuntimeException.class, () -> producer.setAsync(listener));
            producer.setAsync(null).send(queue, "not asynchronous");
            assertEquals("not asynchronous", receive());
        }
    }

    @Test
    void aConnectionForQueuesKnowsNoTopics() throws Exception {
        try (QueueConnection connection =
                server.factory(new LeaseMQQueueManagedConnectionFactory()).createQueueConnection()) {
            Session session = connection.createQueueSession(false, Session.AUTO_ACKNOWLEDGE);
            assertThrows(IllegalStateException.class, () -> session.createTopic("t"));
        }
    }

    @Test
    void administeredObjectsAreDestinations() throws Exception {
        LeaseMQQueueObject queue = new LeaseMQQueueObject();
        queue.setName("orders?max-receive-count=3");
        LeaseMQTopicObject topic = new LeaseMQTopicObject();
        topic.setDestinationName("news");
        assertEquals("orders", queue.getQueueName());
        try (JMSContext context = factory.createContext();
                JMSConsumer news = context.createConsumer(topic)) {
            context.createProducer().send(queue, "a").send(topic, "b");
            assertEquals("b", news.receiveBodyNoWait(String.class));
            assertInstanceOf(Topic.class, context.createTopic("news"));
            assertEqualAndOfOneHash(queue, context.createQueue("orders"));
            assertEqualAndOfOneHash(topic, context.createTopic("news"));
            assertNotEquals(topic, context.createQueue("news"));
            JMSProducer producer = context.createProducer();
            Destination unnamed = new LeaseMQQueueObject();
            assertThrows(InvalidDestinationRuntimeException.class, () -> producer.send(unnamed, "c"));
        }
        assertEquals("a", receive());
    }

    /** As an application compares what it was given by the server with the JMSReplyTo of a message. */
    private static void assertEqualAndOfOneHash(Destination object, Destination own) {
        assertEquals(object, own);
        assertEquals(own, object);
        assertEquals(own.hashCode(), object.hashCode());
    }

    @Test
    void whatIsPreparedIsRecoveredByAnotherConnection() throws Exception {
        LeaseMQManagedConnectionFactory settings = ((LeaseMQPooledConnectionFactory) factory).settings();
        ManagedConnection managed = settings.createManagedConnection(null, null);
        Xid xid = new TestXid(7);
        managed.getXAResource().start(xid, XAResource.TMNOFLAGS);
        try (Connection connection = (Connection) managed.getConnection(null, null)) {
            Session session = connection.createSession();
            session.createProducer(session.createQueue("orders")).send(session.createTextMessage("a"));
        }
        managed.getXAResource().end(xid, XAResource.TMSUCCESS);
        managed.getXAResource().prepare(xid);
        managed.destroy();
        server.adapter.stop();
        server.adapter.start(server);

        LeaseMQActivationSpec spec = new LeaseMQActivationSpec();
        XAResource recovery = server.adapter.getXAResources(new LeaseMQActivationSpec[] {spec, spec})[0];
        Xid[] found = recovery.recover(XAResource.TMSTARTRSCAN | XAResource.TMENDRSCAN);
        assertEquals(Set.of(7), Set.of((int) found[0].getGlobalTransactionId()[0]));
        recovery.commit(found[0], false);
        factory = server.factory();
        assertEquals("a", receive());
    }
}
