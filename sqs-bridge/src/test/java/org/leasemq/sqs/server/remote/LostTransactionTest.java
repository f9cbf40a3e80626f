package org.leasemq.sqs.server.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.jms.XAConnection;
import jakarta.jms.XASession;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.leasemq.embedded.DerbyStores;
import org.leasemq.embedded.EmbeddedEngines;
import org.leasemq.jms.LeaseMQXAConnectionFactory;
import org.leasemq.jms.xa.BranchId;
import org.leasemq.thread.DaemonThreads;

/** The server stays away for longer than it is waited for, in the middle of a transaction branch. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LostTransactionTest extends RemoteFixture {
    private static final BranchId BRANCH = new BranchId(4711, "0e", "01");

    private interface Ending {
        void of(XAResource resource) throws XAException;
    }

    private void assertNobodyKnows(Ending ending) throws Exception {
        EmbeddedEngines elsewhere = new EmbeddedEngines(
                new DerbyStores(), new DaemonThreads("leasemq-test-client"), EmbeddedEngines.systemClock());
        try (LeaseMQXAConnectionFactory factory = new LeaseMQXAConnectionFactory(
                        "leasemq:tcp://localhost:" + port() + "?reconnect-timeout=1s", elsewhere);
                XAConnection connection = factory.createXAConnection()) {
            XASession session = connection.createXASession();
            XAResource resource = session.getXAResource();
            resource.start(BRANCH, XAResource.TMNOFLAGS);
            session.createProducer(session.createQueue("orders")).send(session.createMessage());
            resource.end(BRANCH, XAResource.TMSUCCESS);
            server.close();
            Executable end = () -> ending.of(resource);
            assertEquals(XAException.XAER_RMFAIL, assertThrows(XAException.class, end).errorCode);
        } finally {
            elsewhere.closeAll();
        }
    }

    @Test
    void thatIsAFailureOfTheResourceManagerWhenItIsPrepared() throws Exception {
        assertNobodyKnows(resource -> resource.prepare(BRANCH));
    }

    @Test
    void andWhenItIsCommittedInOnePhase() throws Exception {
        assertNobodyKnows(resource -> resource.commit(BRANCH, true));
    }
}
