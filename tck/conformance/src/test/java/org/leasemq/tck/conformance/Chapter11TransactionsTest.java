package org.leasemq.tck.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.TransactionInProgressException;
import jakarta.jms.TransactionInProgressRuntimeException;
import jakarta.jms.XAConnection;
import jakarta.jms.XAConnectionFactory;
import jakarta.jms.XAJMSContext;
import jakarta.jms.XASession;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Distributed transactions, as a transaction manager drives them. */
class Chapter11TransactionsTest extends ConformanceTest {
    private XAConnectionFactory xaFactory;
    private XASession xaSession;
    private XAResource resource;

    /** A transaction branch with a name of its own. */
    private static final class Branch implements Xid {
        private final byte[] global = UUID.randomUUID().toString().getBytes(StandardCharsets.US_ASCII);

        @Override
        public int getFormatId() {
            return 4711;
        }

        @Override
        public byte[] getGlobalTransactionId() {
            return global.clone();
        }

        @Override
        public byte[] getBranchQualifier() {
            return new byte[] {1};
        }

        boolean is(Xid other) {
            return Arrays.equals(global, other.getGlobalTransactionId());
        }
    }

    @BeforeEach
    void openSession() throws JMSException {
        Optional<XAConnectionFactory> offered = PROVIDER.xaConnectionFactory();
        assumeTrue(offered.isPresent(), "the provider has no distributed transactions");
        xaFactory = offered.get();
        XAConnection xaConnection = xaFactory.createXAConnection();
        keep(xaConnection);
        xaConnection.start();
        xaSession = xaConnection.createXASession();
        resource = xaSession.getXAResource();
    }

    private Branch begun() throws XAException {
        Branch branch = new Branch();
        resource.start(branch, XAResource.TMNOFLAGS);
        return branch;
    }

    private void sendInBranch(String text) throws JMSException {
        try (var producer = xaSession.createProducer(queue)) {
            producer.send(xaSession.createTextMessage(text));
        }
    }

    private void receiveInBranch(String text) throws JMSException {
        try (MessageConsumer consumer = xaSession.createConsumer(queue)) {
            assertReceives(consumer, text);
        }
    }

    private boolean isRecovered(Branch branch) throws XAException {
        return Arrays.stream(resource.recover(XAResource.TMSTARTRSCAN | XAResource.TMENDRSCAN))
                .anyMatch(branch::is);
    }

    @Section("11.3")
    @Test
    void twoPhasesMakeWhatWasSentAndReceivedFinal() throws Exception {
        send(queue, "in");
        Branch branch = begun();
        receiveInBranch("in");
        sendInBranch("out");
        resource.end(branch, XAResource.TMSUCCESS);
        assertEquals(XAResource.XA_OK, resource.prepare(branch));
        assertTrue(isRecovered(branch));
        resource.commit(branch, false);
        assertFalse(isRecovered(branch));
        assertHolds("out");
    }

    @Section("11.3")
    @Test
    void onePhaseIsEnoughForOneResource() throws Exception {
        send(queue, "in");
        Branch branch = begun();
        receiveInBranch("in");
        sendInBranch("out");
        resource.end(branch, XAResource.TMSUCCESS);
        resource.commit(branch, true);
        assertHolds("out");
    }

    @Section("11.3")
    @Test
    void aPreparedBranchCanBeRolledBack() throws Exception {
        send(queue, "in");
        Branch branch = begun();
        receiveInBranch("in");
        sendInBranch("never");
        resource.end(branch, XAResource.TMSUCCESS);
        resource.prepare(branch);
        resource.rollback(branch);
        assertHolds("in");
    }

    @Section("11.3")
    @Test
    void aBranchThatIsNotPreparedCanBeRolledBack() throws Exception {
        send(queue, "in");
        Branch branch = begun();
        receiveInBranch("in");
        sendInBranch("never");
        resource.end(branch, XAResource.TMSUCCESS);
        resource.rollback(branch);
        assertHolds("in");
    }

    @Section("11.3")
    @Test
    void nothingIsSeenBeforeTheCommit() throws Exception {
        Branch branch = begun();
        sendInBranch("hidden");
        resource.end(branch, XAResource.TMSUCCESS);
        resource.prepare(branch);
        try (MessageConsumer consumer = session.createConsumer(queue)) {
            assertEmpty(consumer);
        }
        resource.commit(branch, false);
        assertHolds("hidden");
    }

    @Section("11.3")
    @Test
    void anotherSessionDecidesAPreparedBranch() throws Exception {
        Branch branch = begun();
        sendInBranch("out");
        resource.end(branch, XAResource.TMSUCCESS);
        resource.prepare(branch);
        XAConnection fresh = xaFactory.createXAConnection();
        keep(fresh);
        fresh.createXASession().getXAResource().commit(branch, false);
        assertHolds("out");
    }

    @Section("11.3")
    @Test
    void workIsSuspendedAndResumed() throws Exception {
        Branch first = begun();
        sendInBranch("first");
        resource.end(first, XAResource.TMSUSPEND);
        Branch second = begun();
        sendInBranch("second");
        resource.end(second, XAResource.TMSUCCESS);
        resource.commit(second, true);
        resource.start(first, XAResource.TMRESUME);
        sendInBranch("third");
        resource.end(first, XAResource.TMSUCCESS);
        resource.commit(first, true);
        assertHolds("second", "first", "third");
    }

    @Section("11.3")
    @Test
    void aBranchThatIsUnknownIsRefused() {
        XAException refusal = assertThrows(XAException.class, () -> resource.commit(new Branch(), false));
        assertEquals(XAException.XAER_NOTA, refusal.errorCode);
    }

    @Section("11.3")
    @Test
    void aResourceIsTheSameManagerAsItself() throws Exception {
        assertTrue(resource.isSameRM(resource));
        resource.setTransactionTimeout(30);
    }

    @Section("11.3.3")
    @Test
    void theApplicationDoesNotCommit() throws JMSException, XAException {
        assertTrue(xaSession.getTransacted());
        Branch branch = begun();
        assertThrows(TransactionInProgressException.class, xaSession::commit);
        assertThrows(TransactionInProgressException.class, xaSession::rollback);
        resource.end(branch, XAResource.TMSUCCESS);
        resource.rollback(branch);
    }

    @Section("11.3.4")
    @Test
    void contextsTakePart() throws Exception {
        try (XAJMSContext context = xaFactory.createXAContext()) {
            XAResource own = context.getXAResource();
            Branch branch = new Branch();
            own.start(branch, XAResource.TMNOFLAGS);
            context.createProducer().send(queue, "out");
            assertThrows(TransactionInProgressRuntimeException.class, context::commit);
            own.end(branch, XAResource.TMSUCCESS);
            own.commit(branch, true);
            assertTrue(context.getTransacted());
        }
        assertHolds("out");
    }
}
