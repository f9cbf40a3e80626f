package org.leasemq.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.leasemq.store.Messages.add;
import static org.leasemq.store.Messages.answer;
import static org.leasemq.store.Messages.forgotten;
import static org.leasemq.store.Messages.message;
import static org.leasemq.store.Messages.remove;
import static org.leasemq.store.Messages.rewrite;
import static org.leasemq.store.Messages.rich;
import static org.leasemq.store.Messages.show;
import static org.leasemq.store.Messages.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.leasemq.store.Messages.Recording;

/** What every {@link Store} has to do that outlives being closed. */
public abstract class DurableStoreExercise extends StoreExercise {

    /** Closes the store and opens it again. */
    protected final Recording reopen(long... liveLocations) {
        return reopen(new Recording(liveLocations));
    }

    private Recording reopen(Recording recording) {
        store.close();
        store = open();
        store.recover(recording);
        return recording;
    }

    private static Change.PutQueue put(int queue, String name, String definition) {
        return new Change.PutQueue(queue, name, definition);
    }

    @Test
    void aNewStoreHasNothingToPlayBack() {
        assertEquals(List.of(), reopen().changes());
    }

    @Test
    void aStoreKeepsItsIdentity() {
        UUID identity = store.identity();
        reopen();
        assertEquals(identity, store.identity());
    }

    @Test
    void everyKindOfChangeIsPlayedBackInTheOrderItWasWritten() {
        List<Change> changes = List.of(
                add(1, rich(1, 500)),
                new Change.Add(
                        1,
                        2,
                        new Progress(1, 1_795_000_000_000L, 1_795_000_030_000L),
                        2,
                        message(2, 3).message()),
                new Change.Update(1, new Progress(Integer.MAX_VALUE, Long.MAX_VALUE, 1)),
                new Change.Move(1, 2, 3, new Provenance(1, 70_000, 1_795_000_000_001L)),
                new Change.Move(3, 2, 4, new Provenance(Provenance.MOVED, 0, 1_795_000_000_002L)),
                new Change.Rewrite(
                        2,
                        4,
                        Progress.NONE,
                        new Provenance(1, 3, 1_795_000_000_001L),
                        1,
                        rich(1, 500).message(),
                        0),
                new Change.Deduplicate(1, "Schlüssel", new UUID(-1, 1), 2, Long.MAX_VALUE),
                new Change.Purge(1, Long.MAX_VALUE, new long[0]),
                remove(4, 0),
                new Change.Answer(new UUID(-1, 1), Long.MAX_VALUE, 7, new byte[] {0, -1, 127}),
                new Change.Answer(new UUID(0, 0), 1, 0, new byte[70_000]),
                new Change.Known(new UUID(1, -1), Long.MAX_VALUE));
        // one after the other, so that the old location of the rewrite is known
        long first = store.write(changes.subList(0, 5)).first();
        Change.Rewrite rewrite = (Change.Rewrite) changes.get(5);
        long second = store.write(List.of(
                        new Change.Rewrite(2, 4, Progress.NONE, rewrite.provenance(), 1, rewrite.message(), first),
                        changes.get(6)))
                .first();
        long third = store.write(List.of(
                        new Change.Purge(1, Long.MAX_VALUE, new long[] {first}),
                        remove(4, second),
                        changes.get(9),
                        changes.get(10),
                        forgotten(),
                        changes.get(11)))
                .first();

        Recording recording = reopen();
        assertEquals(changes.stream().map(Messages::show).toList(), recording.changes());
        assertEquals(List.of(first, second, third), recording.locations());
    }

    @Test
    void queuesComeFirstAsTheyAreNow() {
        store.write(List.of(put(1, "orders", "a"), put(2, "gone", "b")));
        store.write(List.of(add(1, message(1, 10))));
        store.write(List.of(put(1, "orders", "Ω".repeat(20_000)), put(3, "late.fifo", "")));
        store.write(List.of(new Change.DropQueue(2, new long[0])));
        assertEquals(
                List.of(
                        show(put(1, "orders", "Ω".repeat(20_000))),
                        show(put(3, "late.fifo", "")),
                        show(add(1, message(1, 10)))),
                reopen().changes());
    }

    @Test
    void aQueueNameCanBeUsedAgainInTheSameBatch() {
        store.write(List.of(put(1, "orders", "old")));
        store.write(List.of(new Change.DropQueue(1, new long[0]), put(2, "orders", "new")));
        assertEquals(List.of(show(put(2, "orders", "new"))), reopen().changes());
    }

    @Test
    void locationsGoOnGrowingAfterReopening() {
        long last = 0;
        for (int i = 1; i <= 4; i++) {
            long location = store.write(List.of(add(1, message(i, 10)))).first();
            assertTrue(location > last);
            last = location;
            reopen();
        }
    }

    @Test
    void contentsAreReadBackAfterReopening() {
        List<Long> locations = fill();
        reopen(locations.stream().mapToLong(Long::longValue).toArray());
        for (int i = 0; i < BATCHES; i++) {
            assertEquals(
                    text(message(i + 1, 10_000)),
                    text(store.read(locations.get(i)).get(0)));
        }
    }

    @Test
    void reclaimingGoesOnAfterReopeningWithWhatIsAlive() {
        List<Long> locations = fill();
        List<Long> oldest = oldestPart();
        for (int i = 1; i < BATCHES; i++) {
            removeFilled(locations, i);
        }
        reopen(locations.get(0));
        store.reclaim(clock.millis());
        assertNotNull(store.read(oldest.get(1)));
        removeFilled(locations, 0);
        store.reclaim(clock.millis());
        assertNull(store.read(oldest.get(1)));

        Recording recording = reopen();
        long last = oldest.get(oldest.size() - 1);
        assertTrue(
                recording.locations().stream().allMatch(location -> location > last), recording.locations()::toString);
    }

    @Test
    void aDeduplicationEntryHoldsItsPartAlsoAfterReopening() {
        long location = store.write(
                        List.of(new Change.Deduplicate(1, "key", new UUID(1, 1), 77, clock.millis() + 1_000)))
                .first();
        List<Long> locations = fill();
        for (int i = 0; i < BATCHES; i++) {
            removeFilled(locations, i);
        }
        reopen();
        store.reclaim(clock.millis());
        assertNotNull(store.read(location));
        store.reclaim(clock.millis() + 1_000);
        assertNull(store.read(location));
    }

    @Test
    void anAnswerThatIsAliveHoldsItsPartAlsoAfterReopening() {
        long location = store.write(List.of(answer(1, "yes"), answer(2, "no"))).first();
        List<Long> locations = fill();
        for (int i = 0; i < BATCHES; i++) {
            removeFilled(locations, i);
        }
        store.write(List.of(forgotten(location)));
        reopen(new Recording().withAnswers(location));
        store.reclaim(clock.millis());
        assertNotNull(store.read(location));
        store.write(List.of(new Change.Known(new UUID(1, 2), 3), forgotten(location)));
        store.reclaim(clock.millis());
        assertNull(store.read(location));
    }

    @Test
    void randomChangesSurviveReopeningAndReclaiming() {
        long seed = new Random().nextLong();
        System.out.println("randomChangesSurviveReopeningAndReclaiming: seed " + seed);
        Random random = new Random(seed);
        Map<Long, Long> alive = new HashMap<>(); // position -> location
        long position = 0;
        for (int step = 0; step < 150; step++) {
            List<Change> batch = new ArrayList<>();
            List<Long> added = new ArrayList<>();
            for (int i = random.nextInt(1, 6); i > 0; i--) {
                if (random.nextBoolean() && !alive.isEmpty()) {
                    long victim = new ArrayList<>(alive.keySet()).get(random.nextInt(alive.size()));
                    batch.add(remove(victim, alive.remove(victim)));
                } else {
                    added.add(++position);
                    batch.add(add(1, message(position, random.nextInt(8_000))));
                }
            }
            Locations locations = store.write(batch);
            added.forEach(p -> alive.put(p, locations.of(p)));
            if (step % 10 == 9) {
                rewriteOldest(alive);
                store.reclaim(clock.millis());
            }
            if (step % 50 == 49) {
                reopen(alive.values().stream().mapToLong(Long::longValue).toArray());
            }
            requireAllReadable(alive, seed);
        }
    }

    private void rewriteOldest(Map<Long, Long> alive) {
        for (Store.Replay r = store.oldest(-1); r != null; r = store.oldest(r.location())) {
            for (Change.Storing m : store.read(r.location())) {
                if (alive.getOrDefault(m.content(), -1L) == r.location()) {
                    long to = store.write(List.of(rewrite(m, Progress.NONE, Provenance.sent(0), r.location())))
                            .first();
                    alive.put(m.content(), to);
                }
            }
        }
    }

    private void requireAllReadable(Map<Long, Long> alive, long seed) {
        alive.forEach((position, location) -> assertTrue(
                store.read(location).stream().anyMatch(m -> m.content() == position),
                () -> "message " + position + " is lost, seed " + seed));
    }
}
