package org.leasemq.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.leasemq.console.ConsoleClient.data;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.leasemq.sqs.BridgeFixture;
import org.leasemq.sqs.access.AccessKey;
import org.leasemq.sqs.server.ServerSettings;
import org.leasemq.sqs.server.SqsServer;

/** Who may look, and do what, where there are users. */
class LoginTest extends BridgeFixture {
    private static final String USERS = """
            boss=secret of the boss
            reader=secret of the reader
            [role all]
            members = boss
            send    = *
            receive = *
            browse  = *
            create  = *
            manage  = *
            [role some]
            members = reader
            browse  = queue:orders*
            """;

    @TempDir
    private Path folder;

    private ConsoleClient boss;
    private ConsoleClient reader;

    @Override
    protected ServerSettings settings() {
        try {
            Path users = Files.writeString(folder.resolve("users"), USERS);
            return super.settings().withUsersFile(users.toString());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @BeforeEach
    void open() {
        boss = new ConsoleClient(server.uri());
        reader = new ConsoleClient(server.uri());
    }

    @Test
    void whoHasNotLoggedInIsToldThatHeHasToAndNothingElse() {
        create("orders");
        JsonNode session = boss.ask("session", Map.of());
        assertEquals("needed", session.path("login").asText());
        assertFalse(session.path("in").asBoolean());
        for (String name : List.of(
                "overview",
                "queue",
                "messages",
                "export",
                "import-messages",
                "purge-queue",
                "live",
                "done",
                "no-such-thing")) {
            assertEquals(401, boss.status(name, Map.of("queue", "orders")), name);
        }
    }

    @Test
    void aSessionIsACookieThatNoScriptReadsAndNoOtherSiteSends() {
        assertEquals(401, boss.login("boss", "wrong"));
        assertEquals(401, boss.login("nobody", "secret of the boss"));
        assertEquals(null, boss.cookie());
        assertEquals(200, boss.login("boss", "secret of the boss"));
        String cookie = boss.cookie();
        assertTrue(cookie.contains("; Path=/console/; "), cookie);
        assertTrue(cookie.contains("; HttpOnly; SameSite=Strict"), cookie);
        assertEquals("boss", boss.ask("session", Map.of()).path("user").asText());
        boss.ask("overview", Map.of());
    }

    /** As when a person opens a view. */
    private static int opens(ConsoleClient client, String name) {
        return client.send(name, "{}", request -> request.header("X-LeaseMQ-By", "person"))
                .statusCode();
    }

    @Test
    void aSessionEndsWhenNothingIsDoneForAWhileThoughItsPageIsOpenAndAsksByItself() throws Exception {
        boss.login("boss", "secret of the boss");
        create("orders");
        try (InputStream live = boss.open("live", Map.of("queues", List.of("orders")))) {
            for (int i = 0; i < 29; i++) {
                advance(Duration.ofMinutes(1));
                for (String name : List.of("overview", "moves", "programs", "transactions", "topics", "done")) {
                    assertEquals(200, boss.status(name, Map.of()), name);
                }
                assertEquals(200, boss.status("queue", Map.of("queue", "orders")));
                assertEquals(200, boss.status("session", Map.of()));
            }
            advance(Duration.ofMinutes(1));
            assertEquals(401, boss.status("live", Map.of()));
            assertEquals(401, boss.status("overview", Map.of()));
            assertEquals(401, opens(boss, "overview"));
            live.readAllBytes(); // which ends
        }
    }

    @Test
    void aSessionIsKeptByWhoOpensViewsOrChangesSomething() {
        boss.login("boss", "secret of the boss");
        for (int i = 0; i < 3; i++) {
            advance(Duration.ofMinutes(29));
            assertEquals(200, opens(boss, "overview"));
            advance(Duration.ofMinutes(29));
            assertEquals(404, boss.status("purge-queue", Map.of("queue", "none")));
        }
        assertEquals(200, boss.status("overview", Map.of()));
    }

    @Test
    void aSessionEndsAfterHalfADayWhateverIsDone() {
        boss.login("boss", "secret of the boss");
        for (int i = 0; i < 47; i++) {
            advance(Duration.ofMinutes(15));
            assertEquals(200, opens(boss, "overview"));
        }
        advance(Duration.ofMinutes(15));
        assertEquals(401, opens(boss, "overview"));
    }

    @Test
    void whoLogsOutCannotGoOnWithTheOldCookie() {
        boss.login("boss", "secret of the boss");
        String cookie = boss.cookie();
        boss.ask("logout", Map.of());
        assertTrue(boss.cookie().contains("Max-Age=0"), boss.cookie());
        int status = new ConsoleClient(server.uri())
                .send("overview", "{}", request -> request.header("Cookie", cookie.substring(0, cookie.indexOf(';'))))
                .statusCode();
        assertEquals(401, status);
    }

    @Test
    void aReaderSeesWhatHeMayAndChangesNothing() {
        create("orders");
        create("salaries");
        sqs.sendMessage(request ->
                request.queueUrl(server.uri() + "/000000000000/orders").messageBody("one"));
        reader.login("reader", "secret of the reader");
        JsonNode overview = reader.ask("overview", Map.of());
        assertEquals(1, overview.path("all").asInt());
        assertEquals("orders", overview.path("queues").path(0).path("name").asText());
        JsonNode messages = reader.ask("messages", Map.of("queue", "orders")).path("messages");
        assertEquals("one", messages.path(0).path("body").asText());
        JsonNode may = reader.ask("queue", Map.of("queue", "orders")).path("may");
        assertTrue(may.path("browse").asBoolean());
        assertFalse(may.path("send").asBoolean()
                || may.path("receive").asBoolean()
                || may.path("manage").asBoolean());
        assertEquals(403, reader.status("queue", Map.of("queue", "salaries")));
        assertEquals(403, reader.status("messages", Map.of("queue", "salaries")));
        assertEquals(403, reader.status("messages", Map.of("queue", "no-such-queue")));
        for (String change : List.of(
                "purge-queue",
                "delete-queue",
                "send-message",
                "move-all",
                "create-queue",
                "change-queue",
                "tag-queue",
                "set-policy")) {
            assertEquals(403, reader.status(change, data("queue", "orders", "body", "x")), change);
        }
        assertEquals(
                403, reader.status("delete-messages", data("queue", "orders", "messages", List.of(messages.path(0)))));
        for (String change : List.of("release-messages", "move-messages")) {
            assertEquals(
                    403,
                    reader.status(
                            change, data("queue", "orders", "to", "orders", "messages", List.of(messages.path(0)))));
        }
        List<Map<String, Object>> lines = List.of(data("text", "{\"Body\":\"x\"}"));
        JsonNode imported = reader.ask("import-messages", data("queue", "orders", "lines", lines));
        assertEquals(0, imported.path("taken").asInt());
        assertTrue(imported.path("refused").asText().contains("may not send"), imported::toString);
        assertEquals(200, reader.status("export", data("queue", "orders")));
        assertEquals(403, reader.status("export", data("queue", "salaries")));
        assertEquals(200, reader.status("groups", data("queue", "orders")));
        assertEquals(403, reader.status("groups", data("queue", "salaries")));
        assertEquals(403, reader.status("program", Map.of("id", "x")));
        assertEquals(403, reader.status("programs", Map.of()));
        assertEquals(403, reader.status("end-program", Map.of("id", "1234")));
        assertEquals(
                1,
                reader.ask("queue", Map.of("queue", "orders"))
                        .path("counts")
                        .path("available")
                        .asInt());
    }

    @Test
    void whatWasDoneIsKeptForWhoMayManageEverythingAndOnesOwnForAll() {
        create("orders");
        boss.login("boss", "secret of the boss");
        reader.login("reader", "secret of the reader");
        boss.ask("purge-queue", Map.of("queue", "orders"));
        reader.status("purge-queue", Map.of("queue", "orders"));
        JsonNode all = boss.ask("done", Map.of()).path("done");
        JsonNode own = reader.ask("done", Map.of()).path("done");
        assertEquals(5, all.size(), all::toString);
        assertEquals(2, own.size(), own::toString);
        assertTrue(
                all.toString()
                        .contains(
                                "\"user\":\"boss\",\"from\":\"127.0.0.1\",\"way\":\"Console\",\"action\":\"purge-queue\",\"target\":\"orders, 0 messages\",\"outcome\":\"done\""),
                all::toString);
        assertTrue(
                own.toString().contains("\"outcome\":\"refused: User 'reader' may not manage queue 'orders'."),
                own::toString);
    }

    @Test
    void whereThereAreAccessKeysAndNoUsersNobodySeesAnything() {
        ServerSettings settings = super.settings()
                .storedAt("leasemq:mem:keys")
                .withUsersFile(null)
                .withAccessKeys(List.of(new AccessKey("AKEXAMPLE", "secret", "000000000000", "someone")));
        try (SqsServer keys = SqsServer.start(settings, engines)) {
            ConsoleClient client = new ConsoleClient(keys.uri());
            assertEquals(
                    "impossible", client.ask("session", Map.of()).path("login").asText());
            assertEquals(403, client.status("overview", Map.of()));
            assertEquals(403, client.status("live", Map.of()));
            assertEquals(409, client.login("boss", "secret of the boss"));
        }
    }
}
