package org.leasemq.sqs.restart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.leasemq.embedded.DerbyStores;
import org.leasemq.embedded.EmbeddedEngines;
import org.leasemq.embedded.EngineHandle;
import org.leasemq.engine.SettableClock;
import org.leasemq.options.ConnectionUrl;
import org.leasemq.sqs.call.Action;
import org.leasemq.sqs.dispatch.Actions;
import org.leasemq.sqs.queue.Limits;
import org.leasemq.sqs.server.ServerSettings;
import org.leasemq.sqs.server.SqsServer;
import org.leasemq.sqs.topic.action.TopicActions;
import org.leasemq.sqs.wire.Shape;
import org.leasemq.store.Store;
import org.leasemq.thread.DaemonThreads;

/**
 * After every request that is carried out the engine is closed, or killed, and opened again: everything that can be seen is as
 * it was. What is refused changes nothing. Odd texts stand in each text of each action. Chance chooses the end of the engine, and
 * the protocol.
 */
@Timeout(600)
class RestartTest {
    /** How many odd texts are tried in each place; there are {@link OddTexts#ALL}. */
    private static final int TEXTS = Integer.getInteger("leasemq.restart.texts", 1);

    private static final Actions ACTIONS = new Actions(TopicActions.all());
    private static final int REFUSALS_BEFORE_RESTART = 40;

    /** Says for each killed engine that it could not store what engines store at the end. */
    private static final Logger CLOSING = Logger.getLogger("org.leasemq.engine.local.LocalEngine");

    @TempDir
    private Path directory;

    private final Wire wire = new Wire();
    private final SettableClock clock = new SettableClock();
    private EmbeddedEngines engines;
    private EngineHandle handle;
    private SqsServer server;
    private Store store;
    private final long seed = Long.getLong("leasemq.restart.seed", new Random().nextLong());
    private final Random random = new Random(seed);
    private List<String> seen;
    private int refused;
    private int restarts;

    @BeforeEach
    void open() {
        engines = new EmbeddedEngines(
                (place, options, time) -> store = new DerbyStores().open(place, options, time),
                new DaemonThreads("leasemq-test"),
                clock);
        String url = "leasemq:derby:" + directory.resolve("data");
        server = SqsServer.start(
                ServerSettings.defaults()
                        .listeningOn("127.0.0.1", 0)
                        .storedAt(url)
                        .withLimits(Limits.relaxed()),
                engines);
        handle = engines.open(
                ConnectionUrl.parse(url).place(), ConnectionUrl.parse(url).options());
    }

    @AfterEach
    void close() {
        handle.close();
        server.close();
        engines.closeAll();
    }

    /** The engine is closed, or killed: then it can write nothing any more. */
    private void restart() {
        boolean killed = random.nextBoolean();
        if (killed) {
            store.close();
        }
        CLOSING.setLevel(killed ? Level.OFF : null);
        close();
        CLOSING.setLevel(null);
        open();
        restarts++;
    }

    private List<String> visible() throws Exception {
        return Visible.of(wire, server.uri(), handle.engine());
    }

    private Wire.Answer ask(String action, Map<String, Object> values, boolean form) throws Exception {
        Wire.Answer answer = form
                ? wire.form(server.uri(), Forms.of(action, ACTIONS.named(action).input(), values))
                : wire.json(server.uri(), action, values);
        assertTrue(answer.status() < 500, () -> action + " " + shown(values) + " failed: " + answer);
        return answer;
    }

    private static String shown(Object values) {
        try {
            return Wire.JSON.writeValueAsString(values);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void setUp() throws Exception {
        System.out.println("RestartTest: seed " + seed);
        for (Requests.One one : Requests.SETUP) {
            assertEquals(200, ask(one.action(), one.values(), false).status(), one.action());
        }
        seen = visible();
    }

    private void step(String action, Map<String, Object> values) throws Exception {
        List<String> before = seen;
        Wire.Answer answer = ask(action, values, random.nextBoolean());
        awaitMoveTasks();
        seen = visible();
        if (answer.status() != 200) {
            assertSame(before, seen, () -> action + " " + shown(values) + " was refused: " + answer);
            refused++;
        }
        if (answer.status() == 200 && !before.equals(seen) || refused > REFUSALS_BEFORE_RESTART) {
            refused = 0;
            restart();
            assertSame(seen, visible(), () -> "after a restart behind " + action + " " + shown(values));
        }
    }

    /** What goes on by itself is not compared, until it is over. */
    private void awaitMoveTasks() {
        while (handle.engine().queues().stream()
                .filter(queue -> queue.name().startsWith("moves:"))
                .anyMatch(queue -> queue.attributes().labels().toString().contains("RUNNING"))) {
            Thread.onSpinWait();
        }
    }

    private static void assertSame(List<String> before, List<String> after, Supplier<String> when) {
        if (!before.equals(after)) {
            List<String> gone = new ArrayList<>(before);
            gone.removeAll(after);
            List<String> come = new ArrayList<>(after);
            come.removeAll(before);
            fail(when.get() + "\nbefore: " + gone + "\nafter:  " + come);
        }
    }

    @Test
    void everyActionIsTried() {
        Set<String> actions = ACTIONS.all().stream().map(Action::name).collect(Collectors.toCollection(TreeSet::new));
        Set<String> tried =
                Requests.ALL.stream().map(Requests.One::action).collect(Collectors.toCollection(TreeSet::new));
        assertEquals(actions, tried);
    }

    @Test
    void everythingVisibleOutlivesTheEngineAfterEachRequest() throws Exception {
        setUp();
        for (Requests.One one : Requests.ALL) {
            step(one.action(), OddTexts.plain(one.values()));
        }
    }

    @Test
    void everythingVisibleInAnotherAccountAndRegionDoesSoToo() throws Exception {
        wire.askFrom("111122223333", "eu-west-1");
        for (Requests.One one : Requests.SETUP) {
            Requests.One there = one.in("111122223333", "eu-west-1");
            assertEquals(200, ask(there.action(), there.values(), false).status(), one.action());
        }
        seen = visible();
        assertTrue(
                seen.stream().anyMatch(line -> line.startsWith("at:eu-west-1:111122223333:orders ")), seen::toString);
        int changed = 0;
        for (Requests.One one : Requests.ALL) {
            List<String> before = seen;
            step(
                    one.action(),
                    OddTexts.plain(one.in("111122223333", "eu-west-1").values()));
            changed += before.equals(seen) ? 0 : 1;
        }
        assertTrue(changed > 20, () -> "most of the requests were refused: seed " + seed);
    }

    @Test
    void oddTextsAreRefusedOrKept() throws Exception {
        setUp();
        for (Requests.One one : Requests.ALL) {
            Shape.Structure shape = ACTIONS.named(one.action()).input();
            for (String odd : some()) {
                for (Map<String, Object> values : OddTexts.of(shape, one.values(), odd)) {
                    step(one.action(), values);
                }
            }
        }
        for (String queue : List.of("orders", "orders.fifo", "dead")) {
            wire.xml(server.uri(), "GetQueueAttributes", queue);
            wire.xml(server.uri(), "ListQueueTags", queue);
            wire.xml(server.uri(), "ReceiveMessage", queue);
        }
        System.out.println("RestartTest: " + restarts + " restarts");
    }

    private List<String> some() {
        List<String> texts = new ArrayList<>(OddTexts.ALL);
        Collections.shuffle(texts, random);
        return texts.subList(0, Math.min(TEXTS, texts.size()));
    }
}
