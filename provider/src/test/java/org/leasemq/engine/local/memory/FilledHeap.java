package org.leasemq.engine.local.memory;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.random.RandomGeneratorFactory;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.Owner;
import org.leasemq.engine.Owners;
import org.leasemq.engine.ReceiveRequest;
import org.leasemq.engine.SettableClock;
import org.leasemq.engine.local.LocalEngine;
import org.leasemq.engine.local.ManualEnvironment;
import org.leasemq.engine.local.runtime.EngineSettings;
import org.leasemq.engine.model.Body;
import org.leasemq.engine.model.Filter;
import org.leasemq.engine.model.Message;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.model.Subscription;
import org.leasemq.engine.model.Target;
import org.leasemq.memory.MemoryAccount;
import org.leasemq.selector.Selector;
import org.leasemq.store.Disk;
import org.leasemq.store.FakeStore;

/** A process that fills its heap with things of each kind, and compares what they take with what is counted: for {@link FootprintTest}. */
public final class FilledHeap {
    private static final int MANY = 20_000;
    private static final String LONG_ID = "x".repeat(120);

    private final MemoryAccount account = new MemoryAccount(1L << 40);
    private final SettableClock clock = new SettableClock();
    /** Nothing is ever stored, so that the heap holds the engine only. */
    private final LeaseEngine engine = LocalEngine.open(
            new FakeStore(new Disk(), clock),
            EngineSettings.within(account).withFilters(Map.of(Selector.LANGUAGE, Selector::parse)),
            new ManualEnvironment(clock, RandomGeneratorFactory.getDefault().create(1)));

    private FilledHeap() {
        queue("plain", QueueAttributes.standardQueue());
        queue("some.fifo", QueueAttributes.fifoQueue());
    }

    private void queue(String name, QueueAttributes attributes) {
        engine.createQueue(name, attributes.withDurable(false)).await();
    }

    public static void main(String[] arguments) {
        List<Consumer<FilledHeap>> kinds = List.of(
                FilledHeap::messages,
                FilledHeap::messagesThatExpire,
                FilledHeap::messagesThatAreDelayed,
                FilledHeap::messagesOfTenants,
                FilledHeap::messagesThatHaveMoved,
                FilledHeap::messagesOfTopics,
                FilledHeap::messagesInGroupsWithDeduplicationIds,
                FilledHeap::leases,
                FilledHeap::leasesThatEndByTime,
                FilledHeap::clients,
                FilledHeap::namesOfClients,
                FilledHeap::queues,
                FilledHeap::queuesWithFilters);
        new FilledHeap().messages(); // whatever is made once is there then
        for (Consumer<FilledHeap> kind : kinds) {
            FilledHeap heap = new FilledHeap();
            kind.accept(heap);
            heap.engine.close();
        }
    }

    private static Message text() {
        return Message.of(Body.text("."));
    }

    private void fill(String queue, IntFunction<Message> message) {
        fill(Target.queue(queue), MANY, message);
    }

    private void fill(Target target, int many, IntFunction<Message> message) {
        for (int i = 0; i < many; i += 1000) {
            List<Message> some = new ArrayList<>();
            for (int j = i; j < i + 1000; j++) {
                some.add(message.apply(j));
            }
            engine.send(target, some).await();
        }
    }

    private static long live() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** Does something, and expects that what is counted of it is what it takes, or up to so much more. */
    private void measure(double most, Runnable filling) {
        long counted = account.used();
        long before = live();
        filling.run();
        double taken = live() - before;
        double ratio = (account.used() - counted) / taken;
        String what = String.format(Locale.ROOT, "%.0f bytes each, of which %.2f are counted", taken / MANY, ratio);
        if (ratio < 0.95 || ratio > most) {
            throw new IllegalStateException(what);
        }
    }

    private void messages() {
        measure(1.8, () -> fill("plain", i -> text()));
    }

    private void messagesThatExpire() {
        measure(1.8, () -> fill("plain", i -> text().expiringAfter(Duration.ofDays(1))));
    }

    private void messagesThatAreDelayed() {
        measure(1.8, () -> fill("plain", i -> text().delayedBy(Duration.ofMinutes(10))));
    }

    private void messagesOfTenants() {
        measure(1.8, () -> fill("plain", i -> text().ofTenant(LONG_ID + i)));
    }

    /** As dead letters have. */
    private void messagesThatHaveMoved() {
        queue("moved", QueueAttributes.standardQueue());
        measure(1.8, () -> {
            fill("plain", i -> text());
            engine.redrive("plain", "moved", MANY).await();
        });
    }

    /** With one content for all. */
    private void messagesOfTopics() {
        int subscribers = 4;
        for (int i = 0; i < subscribers; i++) {
            queue(
                    "subscriber" + i,
                    QueueAttributes.standardQueue().withSubscriptions(List.of(new Subscription("news", null, null))));
        }
        measure(2.2, () -> fill(Target.topic("news"), MANY / subscribers, i -> text()));
    }

    private void messagesInGroupsWithDeduplicationIds() {
        measure(1.8, () -> fill("some.fifo", i -> text().inGroup(LONG_ID + i).withDeduplicationId(LONG_ID + i)));
    }

    private void leases() {
        fill("plain", i -> text());
        Owner owner = Owners.open(engine, "test");
        measure(
                1.6,
                () -> engine.receive(ReceiveRequest.from("plain").upTo(MANY).ownedBy(owner))
                        .await());
    }

    private void leasesThatEndByTime() {
        fill("plain", i -> text());
        measure(
                1.6,
                () -> engine.receive(ReceiveRequest.from("plain").upTo(MANY)).await());
    }

    private void clients() {
        measure(2, () -> {
            for (int i = 0; i < MANY; i++) {
                engine.openClient(new UUID(1, i), LONG_ID + i).await();
            }
        });
    }

    private void namesOfClients() {
        UUID client = new UUID(1, 1);
        engine.openClient(client, "test").await();
        measure(2, () -> {
            for (int i = 0; i < MANY; i++) {
                engine.claimName(client, LONG_ID + i).await();
            }
        });
    }

    private void queues() {
        int each = MANY / 20;
        measure(2, () -> {
            for (int i = 0; i < each; i++) {
                queue("queue" + i, QueueAttributes.standardQueue());
            }
        });
    }

    private void queuesWithFilters() {
        String selector = "a=1" + "+1".repeat(1_000);
        measure(2, () -> {
            for (int i = 0; i < MANY / 20; i++) {
                Filter filter = Selector.filter(selector + "+" + i);
                QueueAttributes attributes = QueueAttributes.standardQueue()
                        .withDurable(false)
                        .withSubscriptions(List.of(new Subscription("topic", filter, null, null)));
                engine.createQueue("queue" + i, attributes).await();
            }
        });
    }
}
