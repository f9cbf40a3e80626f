package org.leasemq.ra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.UnavailableException;
import jakarta.resource.spi.endpoint.MessageEndpoint;
import jakarta.transaction.SystemException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import javax.transaction.xa.XAResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers that fail at each point of a bean's life: afterwards it gets its message, once. */
class OddEndpointTest {
    @TempDir
    private Path directory;

    private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();
    private final ConcurrentLinkedQueue<Fault> faults = new ConcurrentLinkedQueue<>();
    private final LeaseMQActivationSpec spec = new LeaseMQActivationSpec();
    private TestServer server;

    private enum Point {
        CREATION,
        BEFORE_DELIVERY,
        INSTEAD_OF_BEFORE_DELIVERY,
        AFTER_BEFORE_DELIVERY,
        INSTEAD_OF_AFTER_DELIVERY,
        RELEASE
    }

    /** @param thrown an exception or an error; null for nothing */
    private record Fault(Point at, Throwable thrown) {}

    /** Has the fault that is next, if it is at this point. */
    private boolean isAt(Point point) throws ResourceException {
        Fault next = faults.peek();
        if (next == null || next.at != point) {
            return false;
        }
        faults.remove();
        if (next.thrown instanceof ResourceException exception) {
            throw exception;
        }
        if (next.thrown instanceof RuntimeException exception) {
            throw exception;
        }
        if (next.thrown instanceof Error error) {
            throw error;
        }
        return true;
    }

    private final class OddBeans implements TransactedBeans {
        private final TestServer.Beans usual;

        OddBeans(TestServer.Beans usual) {
            this.usual = usual;
        }

        @Override
        public MessageEndpoint createEndpoint(XAResource resource) throws UnavailableException {
            try {
                isAt(Point.CREATION);
            } catch (UnavailableException e) {
                throw e;
            } catch (ResourceException e) {
                throw new IllegalArgumentException(e);
            }
            return new OddBean(usual.createEndpoint(resource));
        }
    }

    private final class OddBean implements MessageEndpoint, MessageListener {
        private final MessageEndpoint usual;

        OddBean(MessageEndpoint usual) {
            this.usual = usual;
        }

        @Override
        public void beforeDelivery(Method method) throws ResourceException, NoSuchMethodException {
            isAt(Point.BEFORE_DELIVERY);
            if (!isAt(Point.INSTEAD_OF_BEFORE_DELIVERY)) {
                usual.beforeDelivery(method);
            }
            boolean well = false;
            try {
                well = !isAt(Point.AFTER_BEFORE_DELIVERY);
            } finally {
                loseUnless(well);
            }
        }

        @Override
        public void onMessage(Message message) {
            ((MessageListener) usual).onMessage(message);
        }

        @Override
        public void afterDelivery() throws ResourceException {
            boolean well = false;
            try {
                well = !isAt(Point.INSTEAD_OF_AFTER_DELIVERY);
            } finally {
                loseUnless(well);
            }
            if (well) {
                usual.afterDelivery();
            }
        }

        /** The thread has no transaction any more, but nobody has ended it. */
        private void loseUnless(boolean well) throws ResourceException {
            try {
                if (!well) {
                    server.transactions.suspend();
                }
            } catch (SystemException e) {
                throw new ResourceException(e);
            }
        }

        @Override
        public void release() {
            try {
                isAt(Point.RELEASE);
            } catch (ResourceException e) {
                throw new IllegalArgumentException(e);
            }
        }
    }

    @BeforeEach
    void start() throws Exception {
        server = new TestServer(directory, "leasemq:derby:" + directory.resolve("data"));
        spec.setDestination("orders");
        spec.setRedeliveryDelay("0");
        spec.setMaxSessions("1");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private OddBeans beans() {
        return new OddBeans(server
        .new Beans(
                message -> {
                    try {
                        boolean transacted = server.transactions.getTransaction() != null;
                        seen.add(message.getBody(String.class) + (transacted ? "" : " without a transaction"));
                    } catch (JMSException | SystemException e) {
                        throw new IllegalStateException(e);
                    }
                },
                true));
    }

    /** The message comes that often to the bean, in the end for good. */
    private void getsAfter(int times, Fault... oddities) throws Exception {
        faults.addAll(List.of(oddities));
        OddBeans beans = beans();
        server.adapter.endpointActivation(beans, spec);
        server.send("orders", "a");
        for (int i = 0; i < times; i++) {
            assertEquals("a", seen.take());
        }
        server.adapter.endpointDeactivation(beans, spec);
        assertNull(seen.poll());
        assertTrue(faults.isEmpty(), faults::toString);
        server.adapter.stop(); // nothing keeps a message any more
        server.adapter.start(server);
        assertNull(server.left("orders"));
    }

    @Test
    void aBeanThatCannotBeMadeAtFirstGetsItsMessage() throws Exception {
        getsAfter(
                1,
                new Fault(Point.CREATION, new UnavailableException("not yet")),
                new Fault(Point.CREATION, new IllegalStateException("the server's fault")),
                new Fault(Point.CREATION, new LinkageError("the server changes")));
    }

    @Test
    void aTransactionThatDoesNotBeginIsTriedAgain() throws Exception {
        getsAfter(
                1,
                new Fault(Point.BEFORE_DELIVERY, new ResourceException("no transaction")),
                new Fault(Point.BEFORE_DELIVERY, new LinkageError("the server changes")));
    }

    /** Whatever the server does about the transaction then: it is as though the message had not come. */
    @Test
    void whatTheServerLeavesOpenIsRolledBack() throws Exception {
        getsAfter(1, new Fault(Point.AFTER_BEFORE_DELIVERY, new ResourceException("too late")));
    }

    @Test
    void aMessageThatIsInNoTransactionIsNotHandedToTheBean() throws Exception {
        getsAfter(1, new Fault(Point.INSTEAD_OF_BEFORE_DELIVERY, null));
    }

    @Test
    void aTransactionThatTheServerDoesNotEndIsRolledBack() throws Exception {
        getsAfter(
                4,
                new Fault(Point.INSTEAD_OF_AFTER_DELIVERY, null),
                new Fault(Point.INSTEAD_OF_AFTER_DELIVERY, new ResourceException("no commit")),
                new Fault(Point.INSTEAD_OF_AFTER_DELIVERY, new LinkageError("the server changes")));
    }

    @Test
    void aBeanThatCannotBeGivenBackHasHadItsMessage() throws Exception {
        getsAfter(1, new Fault(Point.RELEASE, new IllegalStateException("the server's fault")));
    }

    @Test
    void beansAreActivatedOnce() throws Exception {
        OddBeans beans = beans();
        server.adapter.endpointActivation(beans, spec);
        ResourceException refusal =
                assertThrows(ResourceException.class, () -> server.adapter.endpointActivation(beans, spec));
        assertTrue(refusal.getMessage().contains("active already"), refusal.getMessage());
        server.adapter.endpointDeactivation(beans, spec);
        server.adapter.endpointActivation(beans, spec);
    }
}
