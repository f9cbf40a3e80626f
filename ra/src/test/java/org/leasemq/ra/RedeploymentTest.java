package org.leasemq.ra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.resource.spi.ActivationSpec;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.ref.WeakReference;
import java.lang.runtime.ObjectMethods;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.leasemq.jms.LeaseMQConnectionFactory;

/**
 * The adapter is deployed again and again in a server that goes on running, with the same threads and the same directory.
 * {@code -Dleasemq.redeployment.rounds=N} does it more often.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class RedeploymentTest {
    private static final int ROUNDS = Integer.getInteger("leasemq.redeployment.rounds", 20);
    private static final int THREADS = 16;
    private static final int COLLECTIONS = 10;

    @TempDir
    private Path directory;

    private Path archive;
    private String url;
    private ServerPool server;
    private final BlockingQueue<String> committed = new LinkedBlockingQueue<>();
    private final List<WeakReference<ClassLoader>> loaders = new ArrayList<>();

    @BeforeEach
    void start() throws Exception {
        archive = Deployment.archive(directory.resolve("leasemq.jar"));
        url = "leasemq:derby:" + directory.resolve("data");
        ThreadPoolExecutor threads =
                new ThreadPoolExecutor(THREADS, THREADS, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
        threads.prestartAllCoreThreads();
        server = new ServerPool(threads);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Deployment deploy() throws Exception {
        Deployment deployment = new Deployment(archive, url, server);
        loaders.add(new WeakReference<>(deployment.loader()));
        return deployment;
    }

    @Test
    void nothingOfItIsLeft() throws Exception {
        Set<Thread> before = threads();
        for (int round = 0; round < ROUNDS; round++) {
            sendAndReceive("message " + round, round % 2 == 0);
        }
        endOf(before);
        assertTrue(loadersLeft() <= 1, () -> "of " + ROUNDS + " class loaders more than the last one are left");
        assertNull(left());
    }

    private void sendAndReceive(String text, boolean properly) throws Exception {
        try (Deployment deployment = deploy()) {
            if (!properly) {
                deployment.leaveOpen("others");
            }
            deployment.send(new TestXid(0), "orders", List.of(text));
            CommittingBeans beans = new CommittingBeans(committed, (taken, redelivered) -> {});
            ActivationSpec spec = deployment.activate(beans, "orders");
            assertEquals(text, committed.take());
            deployment.deactivate(beans, spec);
        }
    }

    @Test
    void nothingIsLostOrDoubledWhenBeansAreRunning() throws Exception {
        int rounds = 20;
        int batch = 5;
        for (int round = 0; round < rounds; round++) {
            stopABeanThatIsRunning(round, batch);
        }
        Map<String, Integer> counts = countsOf(rounds * batch);
        assertEquals(rounds * batch, counts.size(), counts::toString);
        assertEquals(List.of(), List.copyOf(committed));
        assertNull(left());
    }

    private Map<String, Integer> countsOf(int messages) throws Exception {
        Map<String, Integer> counts = new TreeMap<>();
        try (Deployment deployment = deploy()) {
            deployment.activate(new CommittingBeans(committed, (text, redelivered) -> {}), "orders");
            for (int i = 0; i < messages; i++) {
                counts.merge(committed.take(), 1, Integer::sum);
            }
        }
        return counts;
    }

    /** The second message of each batch is still with its bean when the adapter goes, each third is rolled back at first. */
    private void stopABeanThatIsRunning(int round, int batch) throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        AtomicInteger calls = new AtomicInteger();
        CommittingBeans beans = new CommittingBeans(committed, (text, redelivered) -> {
            if (calls.incrementAndGet() == 2) {
                running.countDown();
                await(goOn);
            }
            if (!redelivered && text.endsWith("3")) {
                throw new IllegalStateException("the first time");
            }
        });
        try (Deployment deployment = deploy()) {
            List<String> texts = new ArrayList<>();
            for (int i = 0; i < batch; i++) {
                texts.add(round + "-" + i);
            }
            deployment.send(new TestXid(0), "orders", texts);
            ActivationSpec spec = deployment.activate(beans, "orders");
            running.await();
            Thread end = new Thread(() -> {
                if (round % 2 == 0) {
                    deployment.deactivate(beans, spec);
                }
                deployment.stop();
            });
            end.start();
            while (end.getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait();
            }
            goOn.countDown();
            end.join();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    // ------------------------------------------------------------------------------------- what may be left

    private static Set<Thread> threads() {
        return new HashSet<>(Thread.getAllStackTraces().keySet());
    }

    /** Threads that have been told to end may take a moment for it. */
    private void endOf(Set<Thread> before) throws InterruptedException {
        for (Thread thread : threads()) {
            if (before.contains(thread)) {
                ClassLoader loader = thread.getContextClassLoader();
                assertFalse(loaders.stream().anyMatch(old -> loader != null && old.refersTo(loader)), thread::toString);
            } else {
                thread.join(10_000);
                assertFalse(thread.isAlive(), thread::toString);
            }
        }
    }

    private long loadersLeft() throws ReflectiveOperationException {
        useARecord();
        long left = loaders.size();
        for (int i = 0; i < COLLECTIONS && left > 0; i++) {
            System.gc();
            left = loaders.stream().filter(loader -> !loader.refersTo(null)).count();
        }
        return left;
    }

    private record Unrelated(Object value) {}

    /** Java 17 keeps the class of the one record that was linked last, whosever it is: mostly this one afterwards. */
    private static void useARecord() throws ReflectiveOperationException {
        MethodHandles.Lookup lookup = MethodHandles.lookup();
        MethodHandle value = lookup.findGetter(Unrelated.class, "value", Object.class);
        MethodType equals = MethodType.methodType(boolean.class, Unrelated.class, Object.class);
        try {
            ObjectMethods.bootstrap(lookup, "equals", equals, Unrelated.class, "value", value);
        } catch (Throwable e) {
            throw new ReflectiveOperationException(e);
        }
    }

    /** Another copy of Derby opens the same directory. */
    private String left() {
        try (LeaseMQConnectionFactory factory = new LeaseMQConnectionFactory(url);
                JMSContext context = factory.createContext();
                JMSConsumer consumer = context.createConsumer(context.createQueue("orders"))) {
            return consumer.receiveBodyNoWait(String.class);
        }
    }
}
