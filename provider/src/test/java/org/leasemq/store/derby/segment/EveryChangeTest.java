package org.leasemq.store.derby.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.leasemq.store.Messages.message;
import static org.leasemq.store.Messages.show;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.leasemq.engine.Browser;
import org.leasemq.engine.Delivery;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.ReceiveRequest;
import org.leasemq.engine.SettableClock;
import org.leasemq.engine.local.LocalEngine;
import org.leasemq.engine.local.ManualEnvironment;
import org.leasemq.engine.local.definition.Definitions;
import org.leasemq.engine.local.runtime.EngineSettings;
import org.leasemq.engine.model.Body;
import org.leasemq.engine.model.Message;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.model.QueueInfo;
import org.leasemq.memory.MemoryAccount;
import org.leasemq.store.Change;
import org.leasemq.store.Disk;
import org.leasemq.store.FakeStore;
import org.leasemq.store.Messages.Recording;
import org.leasemq.store.Progress;
import org.leasemq.store.Provenance;
import org.leasemq.store.block.BlockAssembly;
import org.leasemq.store.block.BlockReader;
import org.leasemq.store.block.BlockWriter;
import org.leasemq.store.segment.Segment;
import org.leasemq.store.segment.Segments;

/**
 * Every kind of change has to be known in several places, and the compiler names none of them. Who adds one gives an example here,
 * and says for each place that it is known there, or why it need not be; then it is tried.
 */
class EveryChangeTest {
    private static final String DEFINITION = Definitions.encode(QueueAttributes.standardQueue(), 1, 1, 1);
    private static final String FIFO = Definitions.encode(QueueAttributes.fifoQueue(), 1, 1, 1);
    private static final Map<Integer, String> QUEUES = Map.of(1, "q", 2, "other");
    private static final UUID CLIENT = new UUID(7, 1);
    private static final UUID KNOWN_ID = new UUID(7, 2);
    /** Where what was there before is. */
    private static final long OLD = 2;

    private static final List<Change> DEFINED = List.of(
            new Change.PutQueue(1, "q", DEFINITION),
            new Change.PutQueue(2, "other", DEFINITION),
            new Change.PutQueue(3, "q.fifo", FIFO),
            new Change.PutQueue(4, "waste", DEFINITION));
    private static final List<Change> BEFORE = List.of(add(1, 1), add(1, 2), add(2, 3), answer(1));
    /** So that something is shared. */
    private static final Change COMPANY = add(1, 20);

    /** It is done. */
    private static final String YES = null;

    private static final String IN_TABLE = "the table of queues has it";
    private static final String BOOKKEEPING = "nothing of it is durable";
    private static final String OF_OLDER = "what it is about is in the same part or an older one";
    private static final String ENDS_NOTHING = "whatever was stored is needed as before";
    private static final String NO_MESSAGE = "it is about no message";

    /**
     * What becomes of a change: {@link #YES}, or why not.
     *
     * @param change an example
     * @param logged it is written into the log and read back
     * @param recovered an engine that is opened goes by it
     * @param keeps the part of the log that it is in has to stay for it
     * @param frees it is the end of something that kept another part
     * @param listed what is shown of the messages in a store, and examined, goes by it
     */
    private record Fate(Change change, String logged, String recovered, String keeps, String frees, String listed) {
        @Override
        public String toString() {
            return change.getClass().getSimpleName();
        }
    }

    private static final List<Fate> FATES = List.of(
            new Fate(new Change.PutQueue(5, "new", DEFINITION), IN_TABLE, YES, IN_TABLE, ENDS_NOTHING, IN_TABLE),
            new Fate(new Change.DropQueue(2, new long[] {OLD}), IN_TABLE, YES, IN_TABLE, YES, IN_TABLE),
            new Fate(new Change.Purge(1, 2, new long[] {OLD, OLD}), YES, YES, OF_OLDER, YES, YES),
            new Fate(add(1, 10), YES, YES, YES, ENDS_NOTHING, YES),
            new Fate(
                    new Change.Rewrite(
                            1,
                            11,
                            Progress.NONE,
                            Provenance.sent(1),
                            11,
                            message(11, 9).message(),
                            OLD),
                    YES,
                    YES,
                    YES,
                    YES,
                    YES),
            new Fate(new Change.Share(1, 12, Progress.NONE, Provenance.sent(1), 20, OLD), YES, YES, YES, YES, YES),
            new Fate(new Change.Move(1, 2, 13, new Provenance(1, 1, 1)), YES, YES, OF_OLDER, ENDS_NOTHING, YES),
            new Fate(new Change.Update(1, new Progress(3, 1, 0)), YES, YES, OF_OLDER, ENDS_NOTHING, YES),
            new Fate(new Change.Remove(1, OLD), YES, YES, OF_OLDER, YES, YES),
            new Fate(
                    new Change.Deduplicate(3, "key", KNOWN_ID, 14, new SettableClock().millis() + 60_000),
                    YES,
                    YES,
                    YES,
                    ENDS_NOTHING,
                    NO_MESSAGE),
            new Fate(answer(2), YES, YES, YES, ENDS_NOTHING, NO_MESSAGE),
            new Fate(new Change.Known(CLIENT, 2), YES, YES, OF_OLDER, "what it ends is told besides", NO_MESSAGE),
            new Fate(new Change.Forgotten(new long[] {OLD}), BOOKKEEPING, BOOKKEEPING, BOOKKEEPING, YES, BOOKKEEPING));

    private final SettableClock clock = new SettableClock();
    private ManualEnvironment environment;

    private static Change.Add add(int queue, long position) {
        return new Change.Add(
                queue, position, Progress.NONE, position, message(position, 9).message());
    }

    private static Change.Answer answer(long number) {
        return new Change.Answer(CLIENT, number, 0, new byte[] {1});
    }

    @Test
    void everyKindIsHere() {
        Set<Class<?>> here =
                FATES.stream().map(fate -> fate.change().getClass()).collect(Collectors.toSet());
        assertEquals(kinds(Change.class).collect(Collectors.toSet()), here);
        assertEquals(FATES.size(), here.size());
    }

    private static Stream<Class<?>> kinds(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(EveryChangeTest::kinds)
                : Stream.of(type);
    }

    /** @param reason why what was tried is not to be so; null if it is to be */
    private static void assertIs(String reason, boolean done) {
        assertEquals(reason == null, done, () -> reason == null ? "it is not done" : "it is done, although " + reason);
    }

    // ------------------------------------------------------------------------------------------------ the store

    @ParameterizedTest
    @FieldSource("FATES")
    void itIsWrittenAndReadBack(Fate fate) {
        BlockWriter writer = new BlockWriter();
        writer.encode(List.of(add(1, 1), fate.change()), 0);
        List<String> read = new ArrayList<>();
        BlockAssembly assembly =
                new BlockAssembly(1, block -> BlockReader.changes(block).forEach(change -> read.add(show(change))));
        for (int i = 0; i < writer.rows(); i++) {
            assembly.row(1L + i, writer.row(1L + i, i, 0));
        }
        assertEquals(show(add(1, 1)), read.get(0));
        assertIs(fate.logged(), read.contains(show(fate.change())));
    }

    @ParameterizedTest
    @FieldSource("FATES")
    void itKeepsThePartThatItIsIn(Fate fate) {
        Segments segments = segments();
        segments.stored(segments.all().get(0), List.of(fate.change()), 1);
        assertIs(fate.keeps(), segments.dead(clock.millis()) == null);
    }

    @ParameterizedTest
    @FieldSource("FATES")
    void itIsTheEndOfWhatKeptAnotherPart(Fate fate) {
        Segments segments = segments();
        Segment old = segments.all().get(0);
        segments.stored(old, BEFORE, 1);
        segments.died(List.of(fate.change()));
        assertIs(fate.frees(), old.alive() < BEFORE.size());
    }

    private static Segments segments() {
        Segments segments = new Segments();
        segments.append(new Segment(OLD));
        segments.append(new Segment(OLD + 1));
        return segments;
    }

    @ParameterizedTest
    @FieldSource("FATES")
    void whoLooksAtMessagesSeesIt(Fate fate) {
        assertIs(fate.listed(), !listed(COMPANY, fate.change()).equals(listed(COMPANY)));
    }

    private static String listed(Change... changes) {
        MessageList list = new MessageList();
        BEFORE.forEach(list::apply);
        Arrays.asList(changes).forEach(list::apply);
        return list.rows(QUEUES).stream()
                .map(row -> row.queue() + " " + row.position() + " " + row.progress())
                .toList()
                .toString();
    }

    // ----------------------------------------------------------------------------------------------- the engine

    @ParameterizedTest
    @FieldSource("FATES")
    void anEngineThatIsOpenedGoesByIt(Fate fate) {
        assertIs(fate.recovered(), !seen(written(COMPANY, fate.change())).equals(seen(written(COMPANY))));
    }

    @ParameterizedTest
    @FieldSource("FATES")
    void nothingOfItIsLostWhenThePartItIsInGoes(Fate fate) {
        Disk disk = written(COMPANY, fate.change());
        List<List<Change>> parts = disk.batches();
        LocalEngine engine = open(disk);
        for (int i = 0; parts.stream().anyMatch(part -> isThere(part, disk)); i++) {
            assertTrue(i < 50, "what is dead stays");
            waste(engine);
        }
        assertEquals(seen(written(COMPANY, fate.change())), seen(disk));
    }

    private static boolean isThere(List<Change> part, Disk disk) {
        return disk.batches().stream().anyMatch(present -> present == part);
    }

    private void waste(LeaseEngine engine) {
        engine.send("waste", List.of(Message.of(Body.binary(new byte[100_000]))))
                .await();
        List<Delivery> got = engine.receive(ReceiveRequest.from("waste")).await();
        engine.delete("waste", got.stream().map(Delivery::receipt).toList()).await();
        for (int i = 0; i < 100 && environment.runTask(); i++) {
            // a few commits and chores: there is no end to these while something keeps a part from going
        }
    }

    private Disk written(Change... changes) {
        Disk disk = new Disk(new UUID(1, 2), 1);
        FakeStore store = new FakeStore(disk, clock);
        store.recover(new Recording());
        store.write(DEFINED);
        assertEquals(OLD, store.write(BEFORE).first());
        store.write(List.of(changes));
        return disk;
    }

    private LocalEngine open(Disk disk) {
        environment = new ManualEnvironment(
                clock, RandomGeneratorFactory.of("L64X128MixRandom").create(1));
        EngineSettings settings = new EngineSettings(
                new MemoryAccount(64 << 20),
                16 << 20,
                16 << 20,
                Duration.ofMillis(2),
                Duration.ofMinutes(5),
                new EngineSettings.Reclaiming(0, 1),
                Map.of());
        return LocalEngine.open(new FakeStore(disk, clock), settings, environment);
    }

    private List<String> seen(Disk disk) {
        List<String> seen = new ArrayList<>();
        try (LocalEngine engine = open(disk)) {
            for (QueueInfo queue : engine.queues()) {
                seen.add(queue.name());
                try (Browser browser = Browser.of(engine, queue.name())) {
                    browser.next(100)
                            .forEach(item -> seen.add(item.sequenceNumber() + " " + item.receiveCount() + " "
                                    + item.message().id()));
                }
            }
            seen.add("answers "
                    + Stream.of(1, 2)
                            .filter(number -> engine.answer(CLIENT, number) != null)
                            .toList());
            Message again = Message.of(Body.text("again")).inGroup("g").withDeduplicationId("key");
            seen.add("sent before "
                    + engine.send("q.fifo", List.of(again))
                            .await()
                            .get(0)
                            .get()
                            .id()
                            .equals(KNOWN_ID));
        }
        return seen;
    }
}
