package org.leasemq.ra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.jms.JMSException;
import jakarta.jms.MessageListener;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.work.WorkEvent;
import jakarta.resource.spi.work.WorkException;
import jakarta.resource.spi.work.WorkRejectedException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A work manager that does not do what it is asked for, and beans that do not end. */
class UnwillingServerTest {
    @TempDir
    private Path directory;

    private final Threads threads = new Threads();
    private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();
    private final LeaseMQActivationSpec spec = new LeaseMQActivationSpec();
    private TestServer server;

    /** Does what it is told to instead of working. */
    private static final class Threads extends ThreadPoolExecutor {
        private final ConcurrentLinkedQueue<Consumer<ServerPool.Scheduled>> oddities = new ConcurrentLinkedQueue<>();

        Threads() {
            super(0, Integer.MAX_VALUE, 1, TimeUnit.SECONDS, new SynchronousQueue<>());
        }

        @Override
        public void execute(Runnable task) {
            Consumer<ServerPool.Scheduled> oddity = oddities.poll();
            if (oddity == null) {
                super.execute(task);
            } else {
                oddity.accept((ServerPool.Scheduled) task);
            }
        }
    }

    @BeforeEach
    void start() throws Exception {
        server = new TestServer(directory, "leasemq:derby:" + directory.resolve("data"), threads);
        spec.setDestination("orders");
        spec.setRedeliveryDelay("0");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private TestServer.Beans activate(MessageListener listener) throws ResourceException {
        TestServer.Beans beans = server.new Beans(listener, true);
        server.adapter.endpointActivation(beans, spec);
        return beans;
    }

    private MessageListener taking() {
        return message -> {
            try {
                seen.add(message.getBody(String.class));
            } catch (JMSException e) {
                throw new IllegalStateException(e);
            }
        };
    }

    private void stopsAfter(String timeout) throws ResourceException {
        server.adapter.stop();
        server.adapter.setStopTimeout(timeout);
        server.adapter.start(server);
    }

    @Test
    void beansGoOnWhateverTheWorkManagerThrows() throws Exception {
        goesOnAfter(List.of(
                scheduled -> {
                    throw new IllegalStateException("the server's fault");
                },
                scheduled -> {
                    throw new RejectedExecutionException("no thread");
                },
                scheduled -> {
                    throw new LinkageError("the server changes");
                },
                scheduled -> {
                    throw new RejectedExecutionException() {
                        private static final long serialVersionUID = 1;

                        @Override
                        public String getMessage() {
                            throw new AssertionError("cannot be logged");
                        }
                    };
                }));
    }

    @Test
    void beansGoOnWhateverTheWorkManagerReportsLater() throws Exception {
        WorkException reason = new WorkRejectedException("no thread after all");
        goesOnAfter(List.of(
                scheduled -> later(
                        () -> scheduled.listener().workRejected(scheduled.event(WorkEvent.WORK_REJECTED, reason))),
                scheduled -> later(
                        () -> scheduled.listener().workCompleted(scheduled.event(WorkEvent.WORK_COMPLETED, reason)))));
    }

    private static void later(Runnable report) {
        new Thread(report).start();
    }

    private void goesOnAfter(List<Consumer<ServerPool.Scheduled>> oddities) throws Exception {
        spec.setMaxSessions("1");
        threads.oddities.addAll(oddities);
        TestServer.Beans beans = activate(taking());
        server.send("orders", "a");
        assertEquals("a", seen.take());
        server.send("orders", "b");
        assertEquals("b", seen.take());
        assertTrue(threads.oddities.isEmpty());
        server.adapter.endpointDeactivation(beans, spec);
        assertNull(server.left("orders"));
    }

    @Test
    void undeploymentDoesNotWaitForeverForWorkThatIsNeverRun() throws Exception {
        stopsAfter("0s");
        CountDownLatch forgot = new CountDownLatch(1);
        threads.oddities.add(scheduled -> forgot.countDown());
        TestServer.Beans beans = activate(taking());
        server.send("orders", "a");
        forgot.await();
        server.adapter.endpointDeactivation(beans, spec);
        assertEquals("a", server.left("orders"));
    }

    @Test
    void undeploymentDoesNotWaitForeverForABeanThatDoesNotEnd() throws Exception {
        stopsAfter("0s");
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        spec.setMaxSessions("1");
        MessageListener taking = taking();
        TestServer.Beans beans = activate(message -> {
            running.countDown();
            try {
                goOn.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            taking.onMessage(message);
        });
        server.send("orders", "a");
        running.await();
        server.adapter.endpointDeactivation(beans, spec);
        assertEquals("a", server.left("orders"));
        goOn.countDown();
        assertEquals("a", seen.take());
        assertNull(server.left("orders"));
    }

    @Test
    void aTimeoutThatIsNoneIsNamed() {
        server.adapter.stop();
        server.adapter.setStopTimeout("soon");
        ResourceException refusal = assertThrows(ResourceException.class, () -> server.adapter.start(server));
        assertTrue(refusal.getMessage().contains("stopTimeout"), refusal.getMessage());
    }
}
