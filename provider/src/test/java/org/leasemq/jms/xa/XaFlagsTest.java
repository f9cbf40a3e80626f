package org.leasemq.jms.xa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.jms.JMSException;
import jakarta.jms.XASession;
import java.util.List;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two sessions in one transaction, in the orders in which transaction managers start and end them. */
class XaFlagsTest extends XaJmsTest {
    private static final BranchId BRANCH = new BranchId(4711, "0c", "01");

    private XASession second;
    private XAResource one;
    private XAResource two;

    @BeforeEach
    void open() throws JMSException {
        second = xaConnection.createXASession();
        one = resource;
        two = second.getXAResource();
    }

    private void bothWork() throws Exception {
        one.start(BRANCH, XAResource.TMNOFLAGS);
        publish(session, "one");
        assertTrue(one.isSameRM(two));
        two.start(BRANCH, XAResource.TMJOIN);
        publish(second, "two");
    }

    /** The server has closed the second connection, and Narayana ends all that joined, once more. */
    @Test
    void whatJoinedMayBeEndedTwice() throws Exception {
        bothWork();
        two.end(BRANCH, XAResource.TMSUCCESS);
        one.end(BRANCH, XAResource.TMSUCCESS);
        two.end(BRANCH, XAResource.TMSUCCESS);
        one.commit(BRANCH, true);
        assertEquals(List.of("one", "two"), drain("orders"));
        failsWith(XAException.XAER_NOTA, () -> two.end(BRANCH, XAResource.TMSUCCESS));
    }

    @Test
    void theSecondEndCounts() throws Exception {
        bothWork();
        two.end(BRANCH, XAResource.TMSUCCESS);
        one.end(BRANCH, XAResource.TMSUCCESS);
        two.end(BRANCH, XAResource.TMFAIL);
        failsWith(XAException.XA_RBROLLBACK, () -> one.prepare(BRANCH));
        assertEquals(List.of(), drain("orders"));
    }

    /** In which it does something else already. */
    @Test
    void whatJoinedMayBeEndedAgainWhileItWorksOnAnotherBranch() throws Exception {
        BranchId other = new BranchId(4711, "0d", "01");
        bothWork();
        two.end(BRANCH, XAResource.TMSUCCESS);
        two.start(other, XAResource.TMNOFLAGS);
        publish(second, "other");
        one.end(BRANCH, XAResource.TMSUCCESS);
        two.end(BRANCH, XAResource.TMSUCCESS);
        one.commit(BRANCH, true);
        assertEquals(List.of("one", "two"), drain("orders"));
        two.end(other, XAResource.TMSUCCESS);
        two.commit(other, true);
        assertEquals(List.of("other"), drain("orders"));
    }

    @Test
    void whatHasOnlyBegunIsEndedOnce() throws Exception {
        bothWork();
        one.end(BRANCH, XAResource.TMSUCCESS);
        failsWith(XAException.XAER_PROTO, () -> one.end(BRANCH, XAResource.TMSUCCESS));
        two.end(BRANCH, XAResource.TMSUCCESS);
        failsWith(XAException.XAER_INVAL, () -> two.end(BRANCH, XAResource.TMSUSPEND));
        one.rollback(BRANCH);
        assertEquals(List.of(), drain("orders"));
    }

    /** A connection that is closed and opened again in its transaction. */
    @Test
    void whatHasEndedJoinsAgain() throws Exception {
        bothWork();
        one.end(BRANCH, XAResource.TMSUCCESS);
        one.start(BRANCH, XAResource.TMJOIN);
        publish(session, "one again");
        failsWith(XAException.XAER_PROTO, () -> one.prepare(BRANCH));
        one.end(BRANCH, XAResource.TMSUCCESS);
        failsWith(XAException.XAER_PROTO, () -> one.prepare(BRANCH));
        two.end(BRANCH, XAResource.TMSUCCESS);
        assertEquals(XAResource.XA_OK, one.prepare(BRANCH));
        one.commit(BRANCH, false);
        assertEquals(List.of("one", "two", "one again"), drain("orders"));
    }

    /** Transaction managers suspend all resources when they suspend a transaction, and may end them without resuming them. */
    @Test
    void whatJoinedIsSuspendedAndResumedByItself() throws Exception {
        bothWork();
        one.end(BRANCH, XAResource.TMSUSPEND);
        two.end(BRANCH, XAResource.TMSUSPEND);
        publish(session, "outside");
        assertEquals(List.of("outside"), drain("orders"));
        failsWith(XAException.XAER_PROTO, () -> two.start(BRANCH, XAResource.TMJOIN));
        one.start(BRANCH, XAResource.TMRESUME);
        publish(session, "resumed");
        one.end(BRANCH, XAResource.TMSUCCESS);
        failsWith(XAException.XAER_PROTO, () -> one.prepare(BRANCH));
        two.end(BRANCH, XAResource.TMSUCCESS);
        one.commit(BRANCH, true);
        assertEquals(List.of("one", "two", "resumed"), drain("orders"));
    }

    /** Narayana rolls back only if the end tells it to, or succeeds. */
    @Test
    void aBranchWhoseSessionWasClosedIsEndedWithTheWordThatItHasToBeRolledBack() throws Exception {
        one.start(BRANCH, XAResource.TMNOFLAGS);
        publish(session, "never");
        session.close();
        failsWith(XAException.XA_RBROLLBACK, () -> one.end(BRANCH, XAResource.TMSUCCESS));
        failsWith(XAException.XA_RBROLLBACK, () -> one.end(BRANCH, XAResource.TMFAIL));
        failsWith(XAException.XAER_INVAL, () -> one.end(BRANCH, XAResource.TMNOFLAGS));
        one.rollback(BRANCH);
        failsWith(XAException.XAER_NOTA, () -> one.end(BRANCH, XAResource.TMSUCCESS));
        assertEquals(List.of(), drain("orders"));
    }

    /** A timeout: rolled back on another thread while the sessions work. */
    @Test
    void whatIsRolledBackWhileItIsWorkedOnCanBeEndedAfterwards() throws Exception {
        bothWork();
        one.rollback(BRANCH);
        one.end(BRANCH, XAResource.TMFAIL);
        two.end(BRANCH, XAResource.TMFAIL);
        failsWith(XAException.XAER_NOTA, () -> one.rollback(BRANCH));
        assertEquals(List.of(), drain("orders"));
        one.start(BRANCH, XAResource.TMNOFLAGS);
        one.end(BRANCH, XAResource.TMSUCCESS);
        assertEquals(XAResource.XA_RDONLY, one.prepare(BRANCH));
    }

    /** A timeout while a transaction is suspended. */
    @Test
    void whatWasRolledBackWhileItWasSuspendedIsUnknown() throws Exception {
        one.start(BRANCH, XAResource.TMNOFLAGS);
        publish(session, "never");
        one.end(BRANCH, XAResource.TMSUSPEND);
        two.rollback(BRANCH);
        failsWith(XAException.XAER_NOTA, () -> one.start(BRANCH, XAResource.TMRESUME));
        failsWith(XAException.XAER_NOTA, () -> one.end(BRANCH, XAResource.TMFAIL));
        publish(session, "outside");
        assertEquals(List.of("outside"), drain("orders"));
    }

    /** So that nothing is left of it by which it could be mistaken for another. */
    @Test
    void whatWasRolledBackWhileItWasSuspendedIsNoBranchThatBeginsByItsNameAgain() throws Exception {
        one.start(BRANCH, XAResource.TMNOFLAGS);
        publish(session, "never");
        one.end(BRANCH, XAResource.TMSUSPEND);
        two.rollback(BRANCH);
        two.start(BRANCH, XAResource.TMNOFLAGS);
        publish(second, "again");
        failsWith(XAException.XAER_PROTO, () -> one.start(BRANCH, XAResource.TMRESUME));
        failsWith(XAException.XAER_PROTO, () -> one.end(BRANCH, XAResource.TMSUCCESS));
        one.start(BRANCH, XAResource.TMJOIN);
        one.end(BRANCH, XAResource.TMSUCCESS);
        two.end(BRANCH, XAResource.TMSUCCESS);
        two.commit(BRANCH, true);
        assertEquals(List.of("again"), drain("orders"));
    }

    @Test
    void aSessionThatIsClosedFailsWhatItHasSuspended() throws Exception {
        one.start(BRANCH, XAResource.TMNOFLAGS);
        publish(session, "never");
        one.end(BRANCH, XAResource.TMSUSPEND);
        session.close();
        failsWith(XAException.XA_RBROLLBACK, () -> two.prepare(BRANCH));
        assertEquals(List.of(), drain("orders"));
    }
}
