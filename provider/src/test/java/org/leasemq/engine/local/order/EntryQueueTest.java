package org.leasemq.engine.local.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.leasemq.engine.SettableClock;
import org.leasemq.engine.local.ManualEnvironment;
import org.leasemq.engine.local.memory.EngineMemory;
import org.leasemq.engine.local.runtime.EngineLock;
import org.leasemq.engine.local.runtime.EngineTime;
import org.leasemq.engine.local.runtime.Numbers;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.memory.MemoryAccount;
import org.leasemq.memory.MemoryShare.Use;

/** The table of transitions, and that queues keep to it and count right. */
class EntryQueueTest {
    private static final Map<EntryState, String> TABLE = Map.of(
            EntryState.PENDING, "READY DELAYED LEASED MOVING GONE",
            EntryState.READY, "LEASED MOVING DELETING GONE",
            EntryState.DELAYED, "READY MOVING DELETING GONE",
            EntryState.LEASED, "READY LEASED MOVING GONE",
            EntryState.MOVING, "READY DELAYED GONE",
            EntryState.DELETING, "READY GONE",
            EntryState.GONE, "");

    /** One that has nobody to tell. */
    private final class PlainQueue extends LeasingQueue {
        PlainQueue(int number) {
            super("q" + number, number, EntryQueueTest.this.time, EntryQueueTest.this.memory, index, numbers);
            follow(QueueAttributes.standardQueue());
        }

        @Override
        public void entered(Entry entry) {}

        @Override
        public void left(Entry entry) {}

        @Override
        public void becameReady(Entry entry) {}

        @Override
        public void withdrawn(Entry entry) {}

        @Override
        public void expired(Entry entry) {
            forget(entry);
            all.remove(entry);
        }

        @Override
        public void touch() {}

        @Override
        public boolean isExhausted(Entry entry) {
            return entry.receiveCount() > 3;
        }

        @Override
        public void deadLetter(Entry entry) {
            toBeMoved(entry);
        }
    }

    private SplittableRandom random = new SplittableRandom(0);
    private final SettableClock clock = new SettableClock();
    private final ManualEnvironment environment = new ManualEnvironment(clock, random);
    private final EngineLock lock = new EngineLock();
    private final EngineTime time = new EngineTime(environment, lock);
    private final EngineMemory memory = new EngineMemory(new MemoryAccount(Long.MAX_VALUE / 2).share());
    private final EntryIndex index = new EntryIndex(memory, content -> {});
    private final Numbers numbers = new Numbers(random);
    private final List<Entry> all = new ArrayList<>();
    private final PlainQueue one = new PlainQueue(1);
    private final PlainQueue other = new PlainQueue(2);

    private PlainQueue queueOf(Entry entry) {
        return entry.queue() == one ? one : other;
    }

    private Entry stored(PlainQueue queue, long expiresAt) {
        long position = numbers.nextPosition();
        Content content = new Content(position, 100, true);
        Entry entry = new Entry(queue, position, content, random.nextInt(10), expiresAt, clock.millis());
        String group = List.of("", "a", "b").get(random.nextInt(3));
        queue.join(entry, group.isEmpty() ? null : group, random.nextBoolean());
        memory.take(Use.MESSAGES, entry.footprint());
        queue.holds(entry);
        index.put(entry);
        all.add(entry);
        return entry;
    }

    private void bringTo(Entry entry, EntryState next) {
        PlainQueue queue = queueOf(entry);
        switch (next) {
            case READY -> queue.makeReady(entry);
            case DELAYED -> queue.place(entry, time.elapsed() + 1 + random.nextInt(1000));
            case LEASED -> lease(queue, entry);
            case MOVING -> queue.toBeMoved(entry);
            case DELETING -> queue.toBeDeleted(entry);
            case GONE -> {
                queue.forget(entry);
                all.remove(entry);
            }
            default -> queue.become(entry, next);
        }
    }

    private void lease(PlainQueue queue, Entry entry) {
        if (entry.state() == EntryState.READY && random.nextBoolean()) {
            queue.handOver(queue.lease(entry, null), time.elapsed() + random.nextInt(1000));
        } else {
            queue.pin(entry, new Holder("somebody"));
        }
    }

    private void checkCounts(String when) {
        for (PlainQueue queue : List.of(one, other)) {
            for (EntryState state : EntryState.values()) {
                long expected = !state.isCounted()
                        ? 0
                        : all.stream()
                                .filter(entry -> entry.queue() == queue && entry.state() == state)
                                .count();
                assertEquals(expected, queue.counts.in(state), () -> when + ": " + state + " in " + queue.name());
            }
            assertEquals(queue.counts.in(EntryState.LEASED), queue.processing.inFlight(), when);
        }
    }

    @ParameterizedTest
    @EnumSource
    void anEntryComesToTheStatesOfTheTableAndToNoOther(EntryState before) {
        Set<EntryState> allowed = Stream.of(TABLE.get(before).split(" "))
                .filter(name -> !name.isEmpty())
                .map(EntryState::valueOf)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(EntryState.class)));
        for (EntryState next : EntryState.values()) {
            Entry entry = stored(one, 0);
            if (before != EntryState.PENDING) {
                bringTo(entry, before == EntryState.DELETING ? EntryState.READY : before);
                if (before == EntryState.DELETING) {
                    bringTo(entry, before);
                }
            }
            assertSame(before, entry.state());
            if (allowed.contains(next)) {
                bringTo(entry, next);
                assertSame(next, entry.state());
            } else {
                assertThrows(IllegalStateException.class, () -> one.become(entry, next), before + " to " + next);
                assertSame(before, entry.state());
            }
            checkCounts(before + " to " + next);
        }
    }

    @Test
    void whatIsCountedIsWhatACountFindsWhateverHappens() {
        for (long seed = 0; seed < 100; seed++) {
            random = new SplittableRandom(seed);
            for (int step = 0; step < 300; step++) {
                step();
                checkCounts("seed " + seed + ", step " + step);
            }
            while (!all.isEmpty()) {
                bringTo(all.get(0), EntryState.GONE);
            }
            checkCounts("seed " + seed + ", in the end");
            assertEquals(Map.of(), memory.share().uses(), "seed " + seed);
        }
    }

    private void step() {
        int choice = random.nextInt(10);
        if (all.isEmpty() || choice < 3) {
            Entry entry = stored(random.nextBoolean() ? one : other, random.nextInt(4) == 0 ? clock.millis() + 500 : 0);
            queueOf(entry).place(entry, random.nextBoolean() ? 0 : time.elapsed() + random.nextInt(1000));
            return;
        }
        if (choice == 3) {
            lock.run(() -> {}); // sets the alarm
            environment.advance(Duration.ofMillis(random.nextInt(300)));
            return;
        }
        Entry entry = all.get(random.nextInt(all.size()));
        PlainQueue queue = queueOf(entry);
        if (entry.state() == EntryState.MOVING && choice == 4) {
            PlainQueue target = queue == one ? other : one;
            target.take(entry, numbers.nextPosition());
            target.place(entry, 0);
        } else if (entry.lease != null && choice < 7) {
            endLease(queue, entry.lease, choice);
        } else {
            EntryState next = EntryState.values()[random.nextInt(EntryState.values().length)];
            if (entry.state().mayBecome(next)) {
                bringTo(entry, next);
            } else {
                assertThrows(IllegalStateException.class, () -> queue.become(entry, next));
            }
        }
    }

    private void endLease(PlainQueue queue, Lease lease, int choice) {
        switch (choice) {
            case 4 -> queue.release(lease);
            case 5 -> queue.giveBack(lease, random.nextInt(2) * 100L);
            default -> queue.change(lease, random.nextBoolean() ? null : new Holder("another"), time.elapsed() + 50);
        }
    }
}
