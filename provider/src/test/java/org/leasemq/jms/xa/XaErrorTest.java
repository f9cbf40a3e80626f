package org.leasemq.jms.xa;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.leasemq.engine.Client;
import org.leasemq.engine.Delivery;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.ReceiveRequest;
import org.leasemq.engine.model.EngineException;
import org.leasemq.jms.JmsTest;
import org.leasemq.jms.LeaseMQQueue;
import org.leasemq.jms.acknowledge.Enlistment;
import org.leasemq.jms.acknowledge.Leased;
import org.leasemq.jms.destination.Source;

/** Errors that nobody foresees, in the middle of a transaction branch. */
class XaErrorTest extends JmsTest {
    private static final BranchId BRANCH = new BranchId(1, "0a", "0b");

    static class OddError extends Error {
        private static final long serialVersionUID = 1L;
    }

    /** The engine, which fails at what decides a branch. */
    private static LeaseEngine failing() {
        return failing(new OddError(), "prepare", "commit");
    }

    private static LeaseEngine failing(Throwable error, String... methods) {
        return (LeaseEngine) Proxy.newProxyInstance(
                XaErrorTest.class.getClassLoader(), new Class<?>[] {LeaseEngine.class}, (proxy, method, args) -> {
                    if (Set.of(methods).contains(method.getName())) {
                        throw error;
                    }
                    try {
                        return method.invoke(engine(), args);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static BranchXAResource resource(Association association, LeaseEngine engine) {
        return new BranchXAResource(association, Client.open(engine, "test"), CLOCK, new WorkingBranches(), () -> {});
    }

    private BranchXAResource resourceThatConsumed(String text) throws Exception {
        send("orders", text);
        Association association = new Association();
        BranchXAResource resource = resource(association, failing());
        resource.start(BRANCH, XAResource.TMNOFLAGS);
        Enlistment branch = association.enlistment();
        Delivery delivery = engine().receive(
                        ReceiveRequest.from("orders").waiting(Duration.ZERO).ownedBy(branch.owner()))
                .await()
                .get(0);
        branch.consumed(new Leased(Source.queue(new LeaseMQQueue("orders"), null, () -> {}), delivery, null, null));
        resource.end(BRANCH, XAResource.TMSUCCESS);
        return resource;
    }

    /** Transaction managers understand their own exceptions only. */
    @Test
    void anEngineThatRefusesABranchSaysSoToTheTransactionManager() throws Exception {
        LeaseEngine closed = failing(new EngineException.Closed("closed"), "openOwner");
        BranchXAResource resource = resource(new Association(), closed);
        XAException refusal = assertThrows(XAException.class, () -> resource.start(BRANCH, XAResource.TMNOFLAGS));
        assertEquals(XAException.XAER_RMFAIL, refusal.errorCode);
        assertEquals("closed", refusal.getMessage());
    }

    /** A timeout comes at the moment at which the application is done. */
    @Test
    void whatTwoThreadsEndIsEndedOnce() throws Exception {
        WorkingBranches branches = new WorkingBranches();
        List<Runnable> meanwhile = new ArrayList<>();
        BranchXAResource resource = new BranchXAResource(
                new Association(),
                Client.open(engine(), "test"),
                CLOCK,
                branches,
                () -> List.copyOf(meanwhile).forEach(Runnable::run));
        resource.start(BRANCH, XAResource.TMNOFLAGS);
        meanwhile.add(() -> {
            meanwhile.clear();
            assertDoesNotThrow(() -> resource.end(BRANCH, XAResource.TMSUCCESS));
        });
        resource.end(BRANCH, XAResource.TMSUCCESS);
        BranchXAResource other =
                new BranchXAResource(new Association(), Client.open(engine(), "test"), CLOCK, branches, () -> {});
        other.start(BRANCH, XAResource.TMJOIN);
        assertEquals(XAException.XAER_PROTO, assertThrows(XAException.class, () -> resource.prepare(BRANCH)).errorCode);
        other.end(BRANCH, XAResource.TMSUCCESS);
        assertEquals(XAResource.XA_RDONLY, resource.prepare(BRANCH));
    }

    @Test
    void anIdThatIsNoneIsRefused() {
        BranchXAResource resource = resource(new Association(), engine());
        Xid empty = (Xid) Proxy.newProxyInstance(
                XaErrorTest.class.getClassLoader(),
                new Class<?>[] {Xid.class},
                (proxy, method, args) -> method.getReturnType() == int.class ? (Object) 1 : null);
        for (Xid xid : new Xid[] {null, empty}) {
            for (Executable call : new Executable[] {
                () -> resource.start(xid, XAResource.TMNOFLAGS),
                () -> resource.end(xid, XAResource.TMSUCCESS),
                () -> resource.prepare(xid),
                () -> resource.commit(xid, false),
                () -> resource.rollback(xid),
                () -> resource.forget(xid)
            }) {
                assertEquals(XAException.XAER_INVAL, assertThrows(XAException.class, call).errorCode);
            }
        }
    }

    @Test
    void anErrorLeavesNothingBehindThatHoldsMessages() throws Exception {
        BranchXAResource preparing = resourceThatConsumed("one");
        assertThrows(OddError.class, () -> preparing.prepare(BRANCH));
        assertEquals("[one]", drain("orders").toString());
        BranchXAResource committing = resourceThatConsumed("two");
        assertThrows(OddError.class, () -> committing.commit(BRANCH, true));
        assertEquals("[two]", drain("orders").toString());
    }
}
