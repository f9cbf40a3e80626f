package org.leasemq.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import static org.leasemq.store.Messages.texts;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.leasemq.engine.SettableClock;
import org.leasemq.store.Messages.Recording;

/**
 * What every {@link Store} has to do while it is open. A store under test must have parts small enough that 20 batches of
 * 10 KB fill several of them.
 */
public abstract class StoreExercise {
    static final int BATCHES = 20;

    protected final SettableClock clock = new SettableClock(Instant.parse("2026-11-21T00:00:00Z"));
    protected Store store;

    /** Opens the store under test; the first time in a test an empty one. */
    protected abstract Store open();

    @BeforeEach
    void start() {
        store = open();
        store.recover(new Recording());
    }

    @AfterEach
    void stop() {
        store.close();
    }

    /** Writes messages 1 to {@link #BATCHES}, each in its own batch. */
    protected final List<Long> fill() {
        List<Long> locations = new ArrayList<>();
        for (int i = 1; i <= BATCHES; i++) {
            locations.add(store.write(List.of(add(1, message(i, 10_000)))).first());
        }
        return locations;
    }

    /** Removes the message that {@link #fill} put at an index. */
    protected final void removeFilled(List<Long> locations, int index) {
        store.write(List.of(remove(index + 1, locations.get(index))));
    }

    /** The locations of the oldest part. */
    protected final List<Long> oldestPart() {
        List<Long> locations = new ArrayList<>();
        for (Store.Replay r = store.oldest(-1); r != null; r = store.oldest(r.location())) {
            locations.add(r.location());
        }
        return locations;
    }

    @Test
    void locationsOfLaterBatchesAreGreater() {
        List<Long> locations = fill();
        for (int i = 1; i < locations.size(); i++) {
            assertTrue(locations.get(i) > locations.get(i - 1), locations::toString);
        }
    }

    @Test
    void aMessageIsReadBackAsItWasWritten() {
        for (int bytes : new int[] {0, 1, 1_000, 32_000, 33_000, 200_000, 3_000_000}) {
            Change.Storing message = rich(bytes, bytes);
            long location = store.write(List.of(add(1, message))).first();
            Change.Storing read = store.read(location).get(0);
            assertEquals(text(message), text(read));
            assertArrayEquals(
                    message.message().body().bytes(), read.message().body().bytes());
        }
    }

    @Test
    void everyMessageOfABatchIsReadBackFromItsLocation() {
        List<Change> changes = new ArrayList<>();
        List<Change.Storing> messages = new ArrayList<>();
        for (int i = 1; i <= 300; i++) {
            messages.add(i % 2 == 0 ? message(i, i * 10) : rich(i, i));
            changes.add(add(i % 3, messages.get(i - 1)));
            changes.add(new Change.Update(i, new Progress(1, 2, 3)));
        }
        Locations locations = store.write(changes);
        List<Change.Storing> read = new ArrayList<>();
        for (Change.Storing message : messages) {
            List<Change.Storing> neighbours = store.read(locations.of(message.content()));
            neighbours.stream()
                    .filter(one -> one.content() == message.content())
                    .forEach(read::add);
        }
        assertEquals(texts(messages), texts(read));
    }

    /** Whoever wants one content need not take the whole batch. */
    @Test
    void aLargeBatchLiesInManyPlaces() {
        List<Change> changes = new ArrayList<>();
        for (int i = 1; i <= 3_000; i++) {
            changes.add(add(1, message(i, 1_000)));
            changes.add(new Change.Share(2, 3_000 + i, Progress.NONE, Provenance.sent(0), i, -1));
        }
        Locations locations = store.write(changes);
        long last = locations.first();
        for (int i = 1; i <= 3_000; i++) {
            long location = locations.of(i);
            assertTrue(location >= last);
            last = location;
            List<Change.Storing> neighbours = store.read(location);
            assertTrue(neighbours.size() <= 100, neighbours::toString);
        }
        assertTrue(last > locations.first());
    }

    @Test
    void aBatchWithoutContentsReadsBackEmpty() {
        long location = store.write(List.of(new Change.Update(1, new Progress(1, 5, 0))))
                .first();
        assertEquals(List.of(), store.read(location));
    }

    @Test
    void usageTellsTheLivingFromTheDead() {
        List<Long> locations = fill();
        long all = BATCHES * 10_000L;
        assertTrue(store.usage().liveBytes() >= all, () -> store.usage().toString());
        for (int i = 0; i < BATCHES / 2; i++) {
            removeFilled(locations, i);
        }
        Store.Usage usage = store.usage();
        assertTrue(usage.liveBytes() >= all / 2 && usage.liveBytes() < all * 3 / 4, usage::toString);
        assertTrue(usage.deadBytes() > 0, usage::toString);
    }

    @Test
    void thePartBeingWrittenIsNeitherReclaimedNorOffered() {
        long location = store.write(List.of(add(1, message(1, 100)))).first();
        store.write(List.of(remove(1, location)));
        assertFalse(store.usage().reclaimable());
        assertNull(store.oldest(-1));
        store.reclaim(clock.millis());
        assertNotNull(store.read(location));
    }

    @Test
    void theOldestPartGoesWhenAllInItIsDead() {
        List<Long> locations = fill();
        List<Long> oldest = oldestPart();
        assertTrue(oldest.size() > 1 && oldest.size() < BATCHES, oldest::toString);
        assertEquals(locations.subList(0, oldest.size()), oldest);
        for (int i = 0; i < oldest.size(); i++) {
            assertFalse(store.usage().reclaimable());
            removeFilled(locations, i);
        }
        assertTrue(store.usage().reclaimable());
        store.reclaim(clock.millis());
        assertFalse(store.usage().reclaimable());
        oldest.forEach(location -> assertNull(store.read(location)));
        for (int i = oldest.size(); i < BATCHES; i++) {
            assertEquals(
                    text(message(i + 1, 10_000)),
                    text(store.read(locations.get(i)).get(0)));
        }
    }

    @Test
    void laterPartsWaitForTheOldest() {
        List<Long> locations = fill();
        for (int i = 1; i < BATCHES; i++) {
            removeFilled(locations, i);
        }
        assertFalse(store.usage().reclaimable());
        store.reclaim(clock.millis());
        locations.forEach(location -> assertNotNull(store.read(location)));
        removeFilled(locations, 0);
        store.reclaim(clock.millis());
        assertNull(store.read(locations.get(0)));
        assertNull(store.read(locations.get(BATCHES / 2)));
    }

    @Test
    void whatStillLivesInTheOldestPartCanBeWrittenAgain() {
        List<Long> locations = fill();
        List<Long> oldest = oldestPart();
        for (int i = 1; i < oldest.size(); i++) {
            removeFilled(locations, i);
        }
        Store.Replay first = store.oldest(-1);
        assertEquals(locations.get(0), first.location());
        Change.Add survivor = (Change.Add) first.changes().get(0);
        assertEquals(text(message(1, 10_000)), text(survivor));

        long moved = store.write(
                        List.of(rewrite(survivor, new Progress(2, 3, 4), Provenance.sent(5), locations.get(0))))
                .first();
        assertTrue(store.usage().reclaimable());
        store.reclaim(clock.millis());
        assertNull(store.read(locations.get(0)));
        assertEquals(List.of(text(survivor)), texts(store.read(moved)));
    }

    @Test
    void aDeduplicationEntryHoldsItsPartUntilItsTime() {
        long until = clock.millis() + 300_000;
        Change.Storing message = message(77, 10_000);
        long location = store.write(List.of(
                        add(1, message),
                        new Change.Deduplicate(1, "key", message.message().id(), message.content(), until)))
                .first();
        List<Long> locations = fill();
        store.write(List.of(remove(77, location)));
        for (int i = 0; i < BATCHES; i++) {
            removeFilled(locations, i);
        }
        clock.advance(Duration.ofMillis(299_999));
        assertFalse(store.usage().reclaimable());
        store.reclaim(clock.millis());
        assertNotNull(store.read(location));

        clock.advance(Duration.ofMillis(1));
        assertTrue(store.usage().reclaimable());
        store.reclaim(clock.millis());
        assertNull(store.read(location));
    }

    @Test
    void aPartThatWasLookedThroughIsNotHeldByItsDeduplicationEntries() {
        long until = clock.millis() + 300_000;
        Change.Storing message = message(77, 10_000);
        long location = store.write(List.of(
                        add(1, message),
                        new Change.Deduplicate(1, "key", message.message().id(), message.content(), until)))
                .first();
        List<Long> locations = fill();
        store.write(List.of(remove(77, location)));
        for (int i = 0; i < BATCHES; i++) {
            removeFilled(locations, i);
        }
        for (Store.Replay next = store.oldest(-1); next != null; next = store.oldest(next.location())) {
            assertFalse(store.usage().reclaimable());
            store.lookedThrough(next.location());
        }
        assertTrue(store.usage().reclaimable());
        store.reclaim(clock.millis());
        assertNull(store.read(location));
    }

    @Test
    void aPurgeAndADroppedQueueSetTheirContentsFree() {
        List<Long> locations = fill();
        long[] first =
                locations.subList(0, 10).stream().mapToLong(Long::longValue).toArray();
        long[] second = locations.subList(10, BATCHES).stream()
                .mapToLong(Long::longValue)
                .toArray();
        store.write(List.of(new Change.Purge(1, 10, first)));
        assertTrue(store.usage().reclaimable());
        store.write(List.of(new Change.PutQueue(1, "orders", "")));
        store.write(List.of(new Change.DropQueue(1, second)));
        assertEquals(0, store.usage().liveBytes());
        store.reclaim(clock.millis());
        assertNull(store.read(first[0]));
        assertNull(store.read(second[0]));
    }

    @Test
    void aMovedMessageKeepsItsContentWhereItIs() {
        List<Long> locations = fill();
        List<Long> oldest = oldestPart();
        store.write(List.of(new Change.Move(1, 2, 100, new Provenance(1, 1, 5))));
        for (int i = 1; i < oldest.size(); i++) {
            removeFilled(locations, i);
        }
        store.reclaim(clock.millis());
        assertEquals(List.of(text(message(1, 10_000))), texts(store.read(locations.get(0))));
        store.write(List.of(remove(100, locations.get(0))));
        store.reclaim(clock.millis());
        assertNull(store.read(locations.get(0)));
    }

    @Test
    void anAnswerHoldsItsPartUntilItIsForgotten() {
        long location = store.write(List.of(new Change.Update(1, Progress.NONE), answer(1, "yes")))
                .first();
        List<Long> locations = fill();
        for (int i = 0; i < BATCHES; i++) {
            removeFilled(locations, i);
        }
        store.reclaim(clock.millis());
        assertNotNull(store.read(location));
        for (Store.Replay next = store.oldest(-1); next != null; next = store.oldest(next.location())) {
            store.lookedThrough(next.location());
        }
        assertFalse(store.usage().reclaimable());
        store.write(List.of(new Change.Update(1, Progress.NONE), forgotten(location)));
        assertTrue(store.usage().reclaimable());
        store.reclaim(clock.millis());
        assertNull(store.read(location));
    }

    @Test
    void anAnswerCanBeWrittenAgain() {
        long location = store.write(List.of(answer(1, "yes"))).first();
        List<Long> locations = fill();
        for (int i = 0; i < BATCHES; i++) {
            removeFilled(locations, i);
        }
        Store.Replay oldest = store.oldest(-1);
        assertEquals(location, oldest.location());
        assertEquals(show(answer(1, "yes")), show(oldest.changes().get(0)));
        store.write(List.of(oldest.changes().get(0), forgotten(location)));
        store.reclaim(clock.millis());
        assertNull(store.read(location));
    }

    @Test
    void answersAreNotCountedAsContents() {
        List<Long> locations = fill();
        long before = store.usage().liveBytes();
        List<Change> answers = new ArrayList<>();
        for (int i = 1; i <= 100; i++) {
            answers.add(answer(i, "yes"));
        }
        long location = store.write(answers).first();
        store.write(
                List.of(forgotten(LongStream.generate(() -> location).limit(100).toArray())));
        assertTrue(store.usage().liveBytes() >= before, () -> before + " and now " + store.usage());
        assertTrue(locations.stream().allMatch(one -> store.read(one) != null));
    }

    @Test
    void itIsToldWhereEachAnswerOfALargeBatchIs() {
        List<Change> changes = new ArrayList<>();
        List<Change.Answer> answers = new ArrayList<>();
        for (int i = 1; i <= 20; i++) {
            changes.add(add(1, message(i, 20_000)));
            answers.add(answer(i, "answer " + i));
            changes.add(answers.get(i - 1));
        }
        Locations locations = store.write(changes);
        for (int i = 1; i <= 20; i++) {
            assertEquals(locations.of(i), locations.of(answers.get(i - 1)));
        }
        assertTrue(locations.of(20) > locations.first());
    }

    @Test
    void thereIsRoomForAMessageOnAnEmptyDisk() {
        store.checkRoom(1_000);
    }
}
