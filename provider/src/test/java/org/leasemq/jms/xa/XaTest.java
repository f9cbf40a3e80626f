package org.leasemq.jms.xa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.TransactionInProgressException;
import jakarta.jms.XAConnection;
import jakarta.jms.XAJMSContext;
import jakarta.jms.XASession;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.leasemq.embedded.DerbyStores;
import org.leasemq.embedded.EmbeddedEngines;
import org.leasemq.engine.SettableClock;
import org.leasemq.jms.LeaseMQXAConnectionFactory;
import org.leasemq.thread.DaemonThreads;

/** Sessions as a transaction manager sees them. */
class XaTest extends XaJmsTest {
    private Queue orders;
    private int number;

    @BeforeEach
    void nameQueue() throws JMSException {
        orders = session.createQueue("orders");
    }

    private Xid xid() {
        number++;
        return new BranchId(4711, HexFormat.of().toHexDigits((short) number), "ff");
    }

    private Xid begun() throws XAException {
        Xid xid = xid();
        resource.start(xid, XAResource.TMNOFLAGS);
        return xid;
    }

    private void end(Xid xid) throws XAException {
        resource.end(xid, XAResource.TMSUCCESS);
    }

    private void publish(String text) throws JMSException {
        publish(session, text);
    }

    private String consume() throws JMSException {
        try (MessageConsumer consumer = session.createConsumer(orders)) {
            return next(consumer);
        }
    }

    @Test
    void twoPhases() throws Exception {
        send("orders", "in");
        Xid xid = begun();
        assertEquals("in", consume());
        publish("out");
        end(xid);
        assertEquals(XAResource.XA_OK, resource.prepare(xid));
        assertEquals(List.of(), drain("orders"));
        assertEquals(List.of(xid), Arrays.asList(resource.recover(XAResource.TMSTARTRSCAN | XAResource.TMENDRSCAN)));
        resource.commit(xid, false);
        assertEquals(List.of("out"), drain("orders"));
        assertEquals(0, resource.recover(XAResource.TMSTARTRSCAN).length);
        failsWith(XAException.XAER_NOTA, () -> resource.commit(xid, false));
        failsWith(XAException.XAER_NOTA, () -> resource.rollback(xid));
    }

    @Test
    void onePhase() throws Exception {
        send("orders", "in");
        Xid xid = begun();
        assertEquals("in", consume());
        publish("out");
        end(xid);
        resource.commit(xid, true);
        assertEquals(List.of("out"), drain("orders"));
    }

    @Test
    void rollingBackAtAnyTime() throws Exception {
        send("orders", "in");
        Xid idle = begun();
        assertEquals("in", consume());
        publish("never");
        end(idle);
        resource.rollback(idle);
        Xid prepared = begun();
        assertEquals("in", consume());
        end(prepared);
        resource.prepare(prepared);
        resource.rollback(prepared);
        Xid active = begun();
        assertEquals("in", consume());
        resource.rollback(active);
        failsWith(XAException.XAER_NOTA, () -> resource.prepare(active));
        assertEquals(List.of("in"), drain("orders"));
    }

    @Test
    void aBranchThatIsRolledBackHidesItsMessagesForTheRedeliveryDelay() throws Exception {
        XAResource usual = resource;
        SettableClock clock = new SettableClock();
        EmbeddedEngines engines = new EmbeddedEngines(new DerbyStores(), new DaemonThreads("test"), clock);
        try (LeaseMQXAConnectionFactory slow = new LeaseMQXAConnectionFactory("leasemq:mem:xa-delay", engines)) {
            slow.setRedeliveryDelay(Duration.ofSeconds(30));
            try (XAConnection delaying = slow.createXAConnection()) {
                delaying.start();
                session = delaying.createXASession();
                resource = session.getXAResource();
                publish("one");
                publish("two");
                Xid rolledBack = begun();
                assertEquals("one", consume());
                publish("never");
                end(rolledBack);
                resource.rollback(rolledBack);
                Xid doomed = begun();
                assertEquals("two", consume());
                resource.end(doomed, XAResource.TMFAIL);
                failsWith(XAException.XA_RBROLLBACK, () -> resource.prepare(doomed));
                assertNull(consume());
                clock.advance(Duration.ofSeconds(30));
                engines.timeChanged();
                assertEquals("one", consume());
                assertEquals("two", consume());
                assertNull(consume());
            } finally {
                resource = usual;
            }
        }
    }

    @Test
    void aBranchWithoutWorkIsReadOnly() throws Exception {
        Xid xid = begun();
        end(xid);
        assertEquals(XAResource.XA_RDONLY, resource.prepare(xid));
        failsWith(XAException.XAER_NOTA, () -> resource.commit(xid, false));
    }

    @Test
    void suspendingAndResuming() throws Exception {
        Xid first = begun();
        publish("first");
        resource.end(first, XAResource.TMSUSPEND);
        Xid second = begun();
        publish("second");
        resource.end(second, XAResource.TMSUSPEND);
        publish("outside");
        assertEquals(List.of("outside"), drain("orders"));
        failsWith(XAException.XAER_PROTO, () -> resource.prepare(first));
        resource.start(first, XAResource.TMRESUME);
        publish("first again");
        end(first);
        end(second);
        resource.commit(second, true);
        resource.commit(first, true);
        assertEquals(List.of("second", "first", "first again"), drain("orders"));
        failsWith(XAException.XAER_NOTA, () -> resource.start(first, XAResource.TMRESUME));
    }

    @Test
    void joiningFromAnotherSession() throws Exception {
        Xid xid = begun();
        publish("one");
        end(xid);
        XASession other = xaConnection.createXASession();
        XAResource joined = other.getXAResource();
        assertTrue(resource.isSameRM(joined));
        joined.start(xid, XAResource.TMJOIN);
        other.createProducer(orders).send(other.createTextMessage("two"));
        failsWith(XAException.XAER_PROTO, () -> resource.prepare(xid));
        joined.end(xid, XAResource.TMSUCCESS);
        assertEquals(XAResource.XA_OK, resource.prepare(xid));
        joined.commit(xid, false);
        assertEquals(List.of("one", "two"), drain("orders"));
        failsWith(XAException.XAER_NOTA, () -> resource.start(xid, XAResource.TMJOIN));
    }

    @Test
    void whatEndsInFailureCanOnlyBeRolledBack() throws Exception {
        send("orders", "in");
        Xid xid = begun();
        assertEquals("in", consume());
        resource.end(xid, XAResource.TMFAIL);
        failsWith(XAException.XA_RBROLLBACK, () -> resource.prepare(xid));
        Xid again = begun();
        assertEquals("in", consume());
        resource.end(again, XAResource.TMFAIL);
        failsWith(XAException.XA_RBROLLBACK, () -> resource.commit(again, true));
        assertEquals(List.of("in"), drain("orders"));
    }

    @Test
    void protocolErrors() throws Exception {
        Xid xid = begun();
        failsWith(XAException.XAER_PROTO, () -> resource.start(xid(), XAResource.TMNOFLAGS));
        failsWith(XAException.XAER_PROTO, () -> resource.prepare(xid));
        failsWith(XAException.XAER_PROTO, () -> resource.commit(xid, true));
        failsWith(XAException.XAER_PROTO, () -> resource.commit(xid, false));
        failsWith(XAException.XAER_NOTA, () -> resource.end(xid(), XAResource.TMSUCCESS));
        failsWith(XAException.XAER_INVAL, () -> resource.end(xid, XAResource.TMJOIN));
        publish("a");
        end(xid);
        failsWith(XAException.XAER_PROTO, () -> resource.end(xid, XAResource.TMSUCCESS));
        failsWith(XAException.XAER_DUPID, () -> resource.start(xid, XAResource.TMNOFLAGS));
        failsWith(XAException.XAER_INVAL, () -> resource.start(xid(), XAResource.TMFAIL));
        failsWith(XAException.XAER_INVAL, () -> resource.recover(XAResource.TMJOIN));
        resource.prepare(xid);
        failsWith(XAException.XAER_DUPID, () -> resource.start(xid, XAResource.TMNOFLAGS));
        failsWith(XAException.XAER_PROTO, () -> resource.commit(xid, true));
        assertEquals(0, resource.recover(XAResource.TMNOFLAGS).length);
        assertEquals(0, resource.recover(XAResource.TMENDRSCAN).length);
        failsWith(XAException.XAER_NOTA, () -> resource.forget(xid));
        resource.commit(xid, false);
        assertFalse(resource.isSameRM(null));
    }

    @Test
    void anotherEngineIsAnotherResourceManager() throws Exception {
        try (LeaseMQXAConnectionFactory other = new LeaseMQXAConnectionFactory("leasemq:mem:xa-other", ENGINES);
                XAConnection connection = other.createXAConnection()) {
            assertFalse(resource.isSameRM(connection.createXASession().getXAResource()));
        }
    }

    @Test
    void aSessionIsNotCommittedByTheApplication() throws Exception {
        assertTrue(session.getTransacted());
        assertThrows(TransactionInProgressException.class, session::commit);
        assertThrows(TransactionInProgressException.class, session::rollback);
        assertThrows(JMSException.class, session::recover);
        assertNotNull(session.getSession().createMessage());
    }

    @Test
    void withoutATransactionEachMessageIsAcknowledgedByItself() throws Exception {
        publish("a");
        assertEquals("a", consume());
        assertNull(consume());
        session.close();
        assertEquals(List.of(), drain("orders"));
    }

    @Test
    void aBranchThatWasEndedOutlastsItsSessionAndConnection() throws Exception {
        send("orders", "in");
        Xid xid = begun();
        assertEquals("in", consume());
        publish("out");
        end(xid);
        xaConnection.close();
        assertEquals(List.of(), drain("orders"));
        assertEquals(XAResource.XA_OK, resource.prepare(xid));
        resource.commit(xid, false);
        assertEquals(List.of("out"), drain("orders"));
    }

    @Test
    void aSessionThatIsClosedInTheMiddleFailsItsBranch() throws Exception {
        send("orders", "in");
        Xid xid = begun();
        assertEquals("in", consume());
        session.close();
        failsWith(XAException.XA_RBROLLBACK, () -> resource.prepare(xid));
        assertEquals(List.of("in"), drain("orders"));
    }

    @Test
    void whatWasDecidedByHandIsToldAndForgotten() throws Exception {
        Xid committed = begun();
        publish("a");
        end(committed);
        resource.prepare(committed);
        Xid rolledBack = begun();
        publish("b");
        end(rolledBack);
        resource.prepare(rolledBack);
        engine().decide(BranchId.of(committed).name(), true).await();
        engine().decide(BranchId.of(rolledBack).name(), false).await();
        failsWith(XAException.XA_HEURCOM, () -> resource.commit(committed, false));
        failsWith(XAException.XA_HEURRB, () -> resource.commit(rolledBack, false));
        assertEquals(2, resource.recover(XAResource.TMSTARTRSCAN).length);
        resource.forget(committed);
        resource.forget(rolledBack);
        assertEquals(0, resource.recover(XAResource.TMSTARTRSCAN).length);
        assertEquals(List.of("a"), drain("orders"));
    }

    @Test
    void timeoutsAreKeptAndCheckedFor() throws Exception {
        assertEquals(0, resource.getTransactionTimeout());
        assertTrue(resource.setTransactionTimeout(30));
        assertEquals(30, resource.getTransactionTimeout());
        failsWith(XAException.XAER_INVAL, () -> resource.setTransactionTimeout(-1));
        Xid xid = begun();
        publish("a");
        end(xid);
        resource.commit(xid, true);
        assertEquals(List.of("a"), drain("orders"));
    }

    @Test
    void aLeaseThatEndedBeforeThePrepareRollsBack() throws Exception {
        send("orders", "in");
        Xid xid = begun();
        assertEquals("in", consume());
        end(xid);
        engine().purge("orders").await();
        failsWith(XAException.XA_RBINTEGRITY, () -> resource.prepare(xid));
    }

    @Test
    void contexts() throws Exception {
        try (XAJMSContext context = xaFactory.createXAContext()) {
            XAResource own = context.getXAResource();
            Xid xid = xid();
            own.start(xid, XAResource.TMNOFLAGS);
            context.createProducer().send(orders, "a");
            own.end(xid, XAResource.TMSUCCESS);
            own.prepare(xid);
            own.commit(xid, false);
            assertTrue(context.getTransacted());
            assertThrows(jakarta.jms.TransactionInProgressRuntimeException.class, context::commit);
            Message message = context.createConsumer(orders).receive(1000);
            assertEquals("a", message.getBody(String.class));
            assertEquals(Session.SESSION_TRANSACTED, context.getSessionMode());
        }
    }

    @Test
    void anXaFactoryMakesOrdinaryConnectionsToo() throws Exception {
        try (Session plain = xaFactory.createConnection().createSession()) {
            plain.createProducer(orders).send(plain.createTextMessage("plain"));
        }
        assertEquals(List.of("plain"), drain("orders"));
    }

    @Test
    void listenersWorkWithoutATransaction() throws Exception {
        java.util.concurrent.BlockingQueue<String> heard = new java.util.concurrent.LinkedBlockingQueue<>();
        session.createConsumer(orders).setMessageListener(message -> heard.add(text(message)));
        send("orders", "a", "b");
        assertEquals("a", take(heard));
        assertEquals("b", take(heard));
        session.close();
        assertEquals(List.of(), drain("orders"));
    }
}
