package org.leasemq.ra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.jms.JMSContext;
import jakarta.jms.MessageListener;
import jakarta.resource.ResourceException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.leasemq.ra.inbound.Activation;
import org.leasemq.ra.inbound.BeanThreads;
import org.leasemq.ra.inbound.Deadline;

/** The adapter is stopped while it does something else, or is being stopped already. */
class SimultaneousStopTest {
    /** Of threads that wait for others to end, or have ended themselves. */
    private static final Set<Thread.State> WAITING =
            EnumSet.of(Thread.State.BLOCKED, Thread.State.TIMED_WAITING, Thread.State.TERMINATED);

    @TempDir
    private Path directory;

    private final CountDownLatch running = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);
    private TestServer server;
    private TestServer.Beans beans;

    @BeforeEach
    void start() throws Exception {
        server = new TestServer(directory, "leasemq:derby:" + directory.resolve("data"));
        beans = server.new Beans(answering(), true);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    /** Waits before it sends. */
    private MessageListener answering() throws ResourceException {
        LeaseMQPooledConnectionFactory factory = server.factory();
        return message -> {
            running.countDown();
            try {
                goOn.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            try (JMSContext context = factory.createContext()) {
                context.createProducer().send(context.createQueue("answers"), "b");
            }
        };
    }

    private static LeaseMQActivationSpec spec() {
        LeaseMQActivationSpec spec = new LeaseMQActivationSpec();
        spec.setDestination("orders");
        spec.setRedeliveryDelay("0");
        return spec;
    }

    private void runABean(LeaseMQActivationSpec spec) throws Exception {
        server.adapter.endpointActivation(beans, spec);
        server.send("orders", "a");
        running.await();
    }

    private static Thread untilItWaits(Runnable action) {
        Thread thread = new Thread(action);
        thread.start();
        while (!WAITING.contains(thread.getState())) {
            Thread.onSpinWait();
        }
        return thread;
    }

    /** The bean could do what it was to do. */
    private void hasAnswered() throws Exception {
        server.adapter.start(server);
        assertEquals("b", server.left("answers"));
        assertNull(server.left("orders"));
    }

    @Test
    void beansWhoseDeactivationHasBegunAreWaitedFor() throws Exception {
        LeaseMQActivationSpec spec = spec();
        runABean(spec);
        Thread deactivation = untilItWaits(() -> server.adapter.endpointDeactivation(beans, spec));
        Thread stop = untilItWaits(server.adapter::stop);
        goOn.countDown();
        deactivation.join();
        stop.join();
        hasAnswered();
    }

    /** As a stop that comes after a deactivation, if it had less time. */
    @Test
    void beansHaveTheTimeThatTheFirstGivesThemWhoWaits() throws Exception {
        BeanThreads threads = new BeanThreads(server, AdapterEngines.THREADS);
        Activation activation =
                new Activation(beans, spec().messages(server.adapter), server.adapter.running(), threads);
        activation.start();
        server.send("orders", "a");
        running.await();
        Thread first = untilItWaits(() -> activation.close(new Deadline(Duration.ofHours(1))));
        Thread second = untilItWaits(() -> activation.close(new Deadline(Duration.ZERO)));
        goOn.countDown();
        first.join();
        second.join();
        threads.close(new Deadline(Duration.ofHours(1)));
        server.adapter.stop();
        hasAnswered();
    }

    @Test
    void noBeansAreActivatedAnyMore() throws Exception {
        runABean(spec());
        Thread stop = untilItWaits(server.adapter::stop);
        ResourceException refusal =
                assertThrows(ResourceException.class, () -> server.adapter.endpointActivation(beans, spec()));
        assertTrue(refusal.getMessage().contains("being stopped"), refusal.getMessage());
        goOn.countDown();
        stop.join();
        hasAnswered();
    }

    @Test
    void whoeverStopsItSecondWaitsForTheFirstAndLeavesWhatIsStartedAfterwards() throws Exception {
        AdapterRun first = server.adapter.running();
        Thread second;
        synchronized (first) { // as its stop does
            second = untilItWaits(server.adapter::stop);
            assertTrue(second.isAlive());
            server.adapter.stop();
            server.adapter.start(server);
        }
        second.join();
        server.send("orders", "a");
        assertEquals("a", server.left("orders"));
    }

    @Test
    void itCanBeStartedAgainAfterAStopThatFailed() throws Exception {
        server.adapter.stop();
        server.adapter.setStopTimeout("0s");
        server.adapter.start(server);
        runABean(new LeaseMQActivationSpec() {
            private static final long serialVersionUID = 1;
            private boolean failed;

            {
                setDestination("orders");
            }

            /** Is put into the log when the bean has not ended. */
            @Override
            public String toString() {
                if (failed) {
                    return super.toString();
                }
                failed = true;
                throw new IllegalStateException("the server's fault");
            }
        });
        assertThrows(IllegalStateException.class, server.adapter::stop);
        server.adapter.start(server);
        assertEquals("a", server.left("orders"));
        goOn.countDown();
    }
}
