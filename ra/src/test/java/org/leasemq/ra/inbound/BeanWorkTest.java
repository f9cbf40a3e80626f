package org.leasemq.ra.inbound;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.resource.spi.UnavailableException;
import jakarta.resource.spi.endpoint.MessageEndpoint;
import java.time.Duration;
import java.util.concurrent.Executors;
import javax.transaction.xa.XAResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.leasemq.jms.LeaseMQQueue;
import org.leasemq.jms.LeaseMQXAConnectionFactory;
import org.leasemq.ra.LeaseMQActivationSpec;
import org.leasemq.ra.ServerPool;
import org.leasemq.ra.TransactedBeans;

/** Beans for which there is no thread, with nobody who tries them again. */
class BeanWorkTest {
    private final ServerPool server = new ServerPool(Executors.newCachedThreadPool());
    private final LeaseMQXAConnectionFactory factory = new LeaseMQXAConnectionFactory("leasemq:mem:beans");
    private Activation activation;
    private BeanWork work;

    /** There are none. */
    private static final class NoBeans implements TransactedBeans {
        @Override
        public MessageEndpoint createEndpoint(XAResource resource) throws UnavailableException {
            throw new UnavailableException("no beans here");
        }
    }

    /** Under the names that they have. */
    private static final class Host implements BeanHost {
        @Override
        public XAResource named(XAResource resource, String place) {
            return resource;
        }

        @Override
        public void close(LeaseMQXAConnectionFactory factory) {
            factory.close();
        }
    }

    @BeforeEach
    void start() throws Exception {
        BeanMessages messages = new BeanMessages(
                new LeaseMQActivationSpec(),
                factory,
                "leasemq:mem:beans",
                new LeaseMQQueue("orders"),
                new BeanMessages.Subscription(null, false, null),
                null,
                null,
                1,
                1);
        activation = new Activation(new NoBeans(), messages, new Host(), new BeanThreads(server, Runnable::run));
        work = new BeanWork(activation, 0);
    }

    @AfterEach
    void stop() {
        factory.close();
        server.close();
    }

    private boolean hasEnded() {
        return work.awaitEnd(new Deadline(Duration.ZERO));
    }

    private void stopWork() {
        activation.stop();
        work.stop();
    }

    @Test
    void aBeanThatWaitsToBeTriedAgainEndsAtOnce() {
        work.rejected(new IllegalStateException("no thread"));
        assertFalse(hasEnded());
        stopWork();
        assertTrue(hasEnded());
    }

    @Test
    void aBeanThatWouldBeTriedAgainEndsInstead() {
        stopWork();
        assertFalse(hasEnded());
        work.rejected(new IllegalStateException("no thread"));
        assertTrue(hasEnded());
    }
}
