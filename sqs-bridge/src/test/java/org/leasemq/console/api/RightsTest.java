package org.leasemq.console.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.leasemq.console.audit.Audit;
import org.leasemq.console.figures.Figures;
import org.leasemq.console.login.Person;
import org.leasemq.embedded.DerbyStores;
import org.leasemq.embedded.EmbeddedEngines;
import org.leasemq.embedded.EngineHandle;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.ReceiveRequest;
import org.leasemq.engine.SettableClock;
import org.leasemq.engine.model.Body;
import org.leasemq.engine.model.Branch;
import org.leasemq.engine.model.Message;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.model.RedrivePolicy;
import org.leasemq.engine.model.Target;
import org.leasemq.engine.model.UnitOfWork;
import org.leasemq.memory.MemoryAccount;
import org.leasemq.memory.MemoryShare;
import org.leasemq.options.ConnectionUrl;
import org.leasemq.served.ServedEngine;
import org.leasemq.sqs.client.ConnectedClients;
import org.leasemq.thread.DaemonThreads;

/** Who may do what on the page: each operation, for each role. */
class RightsTest {
    private static final String USERS = """
            none=secret of none
            browse=secret of browse
            send=secret of send
            receive=secret of receive
            manage=secret of manage
            mover=secret of mover
            admin=secret of admin
            [role browsers]
            members = browse
            browse  = queue:orders*
            [role senders]
            members = send, mover
            send    = queue:orders*
            [role receivers]
            members = receive
            receive = queue:orders*
            [role managers]
            members = manage, mover
            manage  = queue:orders*
            [role all]
            members = admin
            send    = *
            receive = *
            browse  = *
            create  = *
            manage  = *
            """;

    private static final List<String> ROLES = List.of("none", "browse", "send", "receive", "manage", "mover", "admin");

    /**
     * A column for each role: + may, - may not, 0 may ask, but is told nothing of the queue. An operation that is not here has nobody
     * thought of.
     */
    private static final Map<String, String> EXPECTED = table("""
            overview            0 + + + + + +
            counts              0 + + + + + +
            queue               - + + + + + +
            messages            - + - - - - +
            message             - + - - - - +
            groups              - + - - - - +
            export              - + - - - - +
            moves               0 + + + + + +
            topics              0 0 0 0 0 0 0
            programs            - - - - - - 0
            program             - - - - - - +
            transactions        0 0 0 0 0 0 +
            transaction         - - - - - - +
            done                0 0 0 0 0 0 +
            create-queue        - - - - - - +
            change-queue        - - - - + + +
            tag-queue           - - - - + + +
            set-policy          - - - - + + +
            purge-queue         - - - - + + +
            delete-queue        - - - - + + +
            send-message        - - + - - + +
            copy-message        - - - - - - +
            delete-messages     - - - + - - +
            release-messages    - - - + - - +
            move-messages       - - - - - - +
            import-messages     - - + - - + +
            move-all            - - - - - + +
            stop-move           - - - - - + +
            end-program         - - - - - - +
            decide-transaction  - - - - - - +
            forget-transaction  - - - - - - +
            """);

    private final ObjectMapper json = new ObjectMapper();
    private final SettableClock clock = new SettableClock();
    private final EmbeddedEngines engines =
            new EmbeddedEngines(new DerbyStores(), new DaemonThreads("leasemq-test"), clock);
    /** What goes on in the background, begun by nobody. */
    private final List<Runnable> background = new ArrayList<>();

    @TempDir
    private Path folder;

    private EngineHandle handle;
    private Figures figures;
    private PageApi api;

    private static Map<String, String> table(String text) {
        Map<String, String> table = new TreeMap<>();
        text.lines().forEach(line -> {
            String[] words = line.trim().split(" +", 2);
            table.put(words[0], words[1].replace(" ", ""));
        });
        return table;
    }

    @BeforeEach
    void open() throws IOException {
        Path users = Files.writeString(folder.resolve("users"), USERS);
        ConnectionUrl url = ConnectionUrl.parse("leasemq:mem:rights?users-file=" + users);
        handle = engines.open(url.place(), url.options());
        MemoryShare memory = new MemoryAccount(64 << 20).share();
        figures = new Figures(handle.engine(), clock, memory);
        Executor none = action -> {};
        ServedEngine served = new ServedEngine(
                handle.engine(), none, clock, (millis, action) -> () -> {}, ServedEngine.Limits.USUAL, memory);
        api = new PageApi(
                figures,
                new ConnectedClients(handle.engine(), served),
                new Audit(clock),
                memory,
                clock,
                background::add);
    }

    @AfterEach
    void close() {
        figures.close();
        handle.close();
        engines.closeAll();
    }

    private Person person(String role) {
        return new Person(role, handle.engine(role, null), handle.admission());
    }

    private Object ask(String operation, String role, Map<String, ?> data) {
        PageCall call = new PageCall(json.valueToTree(data), person(role));
        return operation.equals("export") ? exported(call) : api.answer(operation, call, "here");
    }

    private Object exported(PageCall call) {
        try (Transfers.Export export = api.export(call)) {
            return "orders";
        }
    }

    /** As before each operation: a queue with a message, one to move to, a transaction of the administrator, a move of his. */
    private Map<String, Object> prepare() {
        LeaseEngine engine = handle.engine();
        for (String queue : List.of("orders", "orders-moved")) {
            engine.findQueue(queue)
                    .await()
                    .ifPresent(found -> engine.deleteQueue(found).await());
            engine.createQueue(queue, QueueAttributes.standardQueue()).await();
        }
        engine.findQueue("new")
                .await()
                .ifPresent(found -> engine.deleteQueue(found).await());
        for (int i = 0; i < 3; i++) {
            engine.send(
                            "orders",
                            List.of(Message.of(Body.text("x"))
                                    .ofTenant("orders-group")
                                    .delayedBy(Duration.ofSeconds(i / 2))))
                    .await();
        }
        LeaseEngine admins = handle.engine("admin", null);
        admins.branches().await().forEach(branch -> {
            if (branch.state() == Branch.State.PREPARED) {
                admins.decide(branch.id(), false).await();
            }
            admins.forget(branch.id()).await();
        });
        UnitOfWork work = new UnitOfWork(
                List.of(new UnitOfWork.Send(Target.queue("orders"), Message.of(Body.text("m")))), List.of());
        admins.prepare("orders-branch", work).await();
        admins.prepare("orders-decided", work).await();
        admins.decide("orders-decided", true).await();
        clock.advance(Duration.ofSeconds(30));
        engines.timeChanged(); // what was delayed is there by now
        figures.tick();
        figures.rows();
        Object messages = ((Map<?, ?>) ask("messages", "admin", Map.of("queue", "orders"))).get("messages");
        Map<?, ?> first = (Map<?, ?>) ((List<?>) messages).get(0);
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("queue", "orders");
        data.put("queues", List.of("orders"));
        data.put("id", first.get("id"));
        data.put("after", first.get("after"));
        data.put("messages", List.of(first));
        return data;
    }

    private Map<String, Object> data(String operation, Map<String, Object> data) {
        switch (operation) {
            case "create-queue" -> data.put("queue", "new");
            case "change-queue" -> data.put("delay", 7);
            case "tag-queue" -> data.put("tags", Map.of("a", "b"));
            case "send-message" -> data.put("body", "x");
            case "copy-message", "move-messages", "move-all" -> data.put("to", "orders-moved");
            case "import-messages" -> data.put("lines", List.of(Map.of("text", "{\"Body\":\"x\"}")));
            case "stop-move" -> data.put("id", move());
            case "moves" -> move();
            case "transaction", "decide-transaction" -> data.put("id", "orders-branch");
            case "forget-transaction" -> data.put("id", "orders-decided");
            case "program", "end-program" -> data.put("id", handle.client().id().toString());
            default -> {
                // nothing more is said
            }
        }
        if (operation.equals("release-messages")) {
            Map<String, Object> late = new HashMap<>();
            ((Map<?, ?>) ((List<?>) data.get("messages")).get(0))
                    .forEach((key, value) -> late.put((String) key, value));
            data.put("messages", List.of(late));
        }
        return data;
    }

    /** One that goes on. */
    private Object move() {
        api.close();
        background.forEach(Runnable::run);
        background.clear();
        return ((Map<?, ?>) ask("move-all", "admin", Map.of("queue", "orders", "to", "orders-moved"))).get("id");
    }

    private char outcome(String operation, String role) {
        Map<String, Object> data = data(operation, prepare());
        try {
            String told = json.valueToTree(ask(operation, role, data)).toString();
            String about = operation.equals("done") ? "admin" : "orders"; // others see what they themselves did to that
            boolean look = operation.equals("export") || !api.changes(operation);
            return told.contains("\"refused\":\"")
                    ? '-'
                    : look && !told.contains(about) && !told.contains("\"x\"") ? '0' : '+';
        } catch (Refusal e) {
            boolean hidden = e.status() == Refusal.NOT_FOUND && !operation.endsWith("program");
            return e.status() == Refusal.FORBIDDEN || hidden ? '-' : '+';
        }
    }

    @Test
    void eachOperationIsForThoseOnlyWhomItIsFor() {
        assertEquals(EXPECTED.keySet(), withExport());
        Map<String, String> found = new TreeMap<>();
        for (String operation : EXPECTED.keySet()) {
            StringBuilder row = new StringBuilder();
            ROLES.forEach(role -> row.append(outcome(operation, role)));
            found.put(operation, row.toString());
        }
        EXPECTED.forEach((operation, row) -> assertEquals(row, found.get(operation), operation));
    }

    private TreeSet<String> withExport() {
        TreeSet<String> names = new TreeSet<>(api.names());
        names.add("export");
        return names;
    }

    @Test
    void whoBeganAMoveMayStopItWhateverHeMayNowAndOthersDoNot() {
        prepare();
        Object id = ((Map<?, ?>) ask("move-all", "mover", Map.of("queue", "orders", "to", "orders-moved"))).get("id");
        for (String role : List.of("browse", "send", "receive", "manage")) {
            Refusal refused = assertThrows(Refusal.class, () -> ask("stop-move", role, Map.of("id", id)));
            assertEquals(Refusal.FORBIDDEN, refused.status());
            assertTrue(refused.getMessage().contains("for who began it"), refused::getMessage);
        }
        assertEquals(
                Refusal.NOT_FOUND,
                assertThrows(Refusal.class, () -> ask("stop-move", "none", Map.of("id", id)))
                        .status());
        ask("stop-move", "mover", Map.of("id", id));
        assertTrue(ask("moves", "browse", Map.of()).toString().contains("state=stopping"));
        background.forEach(Runnable::run);
        assertTrue(ask("moves", "browse", Map.of()).toString().contains("state=stopped"));
        assertEquals(
                Refusal.CONFLICT,
                assertThrows(Refusal.class, () -> ask("stop-move", "mover", Map.of("id", id)))
                        .status());
    }

    @Test
    void aQueueIsMovedOnceAtATime() {
        prepare();
        Map<String, String> asked = Map.of("queue", "orders", "to", "orders-moved");
        ask("move-all", "mover", asked);
        Refusal refused = assertThrows(Refusal.class, () -> ask("move-all", "mover", asked));
        assertEquals(Refusal.CONFLICT, refused.status());
        background.forEach(Runnable::run);
        assertEquals(4, handle.engine().statistics("orders-moved").await().available());
        assertTrue(ask("moves", "mover", Map.of()).toString().contains("state=done"));
    }

    @Test
    void aMoveThatMeetsAMessageThatCannotGoBackFailsAndSaysWhichAndWhyAndSoDoesTheAudit() {
        prepare();
        LeaseEngine engine = handle.engine();
        QueueAttributes dying = QueueAttributes.standardQueue().withRedrive(new RedrivePolicy("orders-moved", 1));
        engine.createQueue("source", dying).await();
        engine.send("source", List.of(Message.of(Body.text("back")))).await();
        engine.receive(ReceiveRequest.from("source").waiting(Duration.ZERO)).await();
        clock.advance(Duration.ofSeconds(31));
        engines.timeChanged();
        assertEquals(
                List.of(),
                engine.receive(ReceiveRequest.from("source").waiting(Duration.ZERO))
                        .await());
        long stranger = engine.send("orders-moved", List.of(Message.of(Body.text("stranger"))))
                .await()
                .get(0)
                .get()
                .sequenceNumber();
        ask("move-all", "admin", Map.of("queue", "orders-moved"));
        background.forEach(Runnable::run);
        String told = ask("moves", "admin", Map.of()).toString();
        assertTrue(
                told.contains("moved=1, state=failed: Message " + stranger + " in queue 'orders-moved' did not"), told);
        assertEquals(1, engine.statistics("source").await().available());
        String done = ask("done", "admin", Map.of()).toString();
        assertTrue(done.contains("outcome=done in part: 1 of 2, failed: Message " + stranger), done);
    }

    @Test
    void whatIsRefusedAtTheBeginningOfAMoveIsNoMove() {
        prepare();
        for (String to : List.of("orders", "none")) {
            assertThrows(Refusal.class, () -> ask("move-all", "admin", Map.of("queue", "orders", "to", to)));
        }
        assertTrue(ask("moves", "admin", Map.of()).toString().contains("moves=[]"));
    }

    @Test
    void aQueueThatIsDeletedDuringAMoveIsSaidToBeGone() {
        prepare();
        ask("move-all", "admin", Map.of("queue", "orders", "to", "orders-moved"));
        handle.engine().deleteQueue("orders-moved").await();
        background.forEach(Runnable::run);
        String told = ask("moves", "admin", Map.of()).toString();
        assertTrue(told.contains("moved=1, state=failed: There is no queue named 'orders-moved'"), told);
    }
}
