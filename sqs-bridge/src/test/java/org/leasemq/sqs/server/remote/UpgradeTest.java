package org.leasemq.sqs.server.remote;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.leasemq.engine.wire.FrameType;
import org.leasemq.engine.wire.WireIn;
import org.leasemq.sqs.access.AccessKey;
import org.leasemq.sqs.server.ServerSettings;
import org.leasemq.sqs.server.SqsServer;

/** A connection begins as a request of HTTP, and is let in as those are. */
class UpgradeTest extends RemoteFixture {
    private static final AccessKey KEY = new AccessKey("AKTEST", "secret", "111111111111", "alice");

    @TempDir
    private Path directory;

    /** Answer to a request with these headers. */
    private String asked(String... headers) throws IOException {
        try (RawConnection connection = raw()) {
            connection.write("GET /leasemq HTTP/1.1\r\n" + String.join("\r\n", headers) + "\r\nX: y\r\n\r\n");
            String head = connection.head();
            return head.startsWith("HTTP/1.1 101") ? head : head + connection.rest();
        }
    }

    private static void assertStatus(int status, String answer) {
        assertTrue(answer.startsWith("HTTP/1.1 " + status + " "), answer);
    }

    private void restart(ServerSettings settings) {
        server.close();
        server = SqsServer.start(settings, engines);
    }

    private String askedWith(String user, String password) throws IOException {
        String credentials = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(UTF_8));
        return asked(
                "Host: localhost", "Connection: Upgrade", "Upgrade: leasemq/1", "Authorization: Basic " + credentials);
    }

    @Test
    void aRequestForItBecomesAConnectionOfFrames() throws IOException {
        try (RawConnection connection = raw()) {
            connection.write(RawConnection.UPGRADE);
            String head = connection.head();
            assertStatus(101, head);
            assertTrue(head.contains("\r\nUpgrade: leasemq/1\r\n"), head);
            assertTrue(head.contains("\r\nConnection: Upgrade\r\n"), head);
            connection.write(RawConnection.hello(UUID.randomUUID(), 7000));
            RawConnection.Frame frame = connection.next();
            assertEquals(FrameType.WELCOME, frame.type());
            WireIn welcome = new WireIn(frame.content());
            assertEquals(1, welcome.readInt());
            welcome.readLong(); // any number
            assertEquals(7000L, welcome.readLong());
            connection.write(FrameType.PING.frame());
            assertEquals(FrameType.PONG, connection.next().type());
        }
    }

    @Test
    void whatComesTogetherWithTheRequestIsHeard() throws IOException {
        try (RawConnection connection = raw()) {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            all.write(RawConnection.UPGRADE.getBytes(ISO_8859_1));
            all.write(RawConnection.hello(UUID.randomUUID(), 7000));
            all.write(FrameType.PING.frame());
            connection.write(all.toByteArray());
            assertStatus(101, connection.head());
            assertEquals(FrameType.WELCOME, connection.next().type());
            assertEquals(FrameType.PONG, connection.next().type());
        }
    }

    @Test
    void whoDoesNotAskForItIsToldWhatIsSpoken() throws IOException {
        for (String upgrade : List.of("X: y", "Upgrade: leasemq/2", "Upgrade: websocket", "Upgrade: leasemq")) {
            String answer = asked("Host: localhost", "Connection: Upgrade", upgrade);
            assertStatus(426, answer);
            assertTrue(answer.contains("\r\nUpgrade: leasemq/1\r\n"), answer);
            assertTrue(answer.contains("leasemq/1 is spoken"), answer);
        }
        assertStatus(400, asked("Host: localhost", "Upgrade: leasemq/1"));
        assertStatus(426, asked("Host: localhost"));
        assertStatus(101, asked("Host: localhost", "Connection: keep-alive, upgrade", "Upgrade: leasemq/2, LEASEMQ/1"));
    }

    @Test
    void aRequestWithABodyIsRefused() throws IOException {
        assertStatus(400, asked("Host: localhost", "Connection: Upgrade", "Upgrade: leasemq/1", "Content-Length: 3"));
        assertStatus(
                400,
                asked("Host: localhost", "Connection: Upgrade", "Upgrade: leasemq/1", "Transfer-Encoding: chunked"));
    }

    @Test
    void pagesDoNotComeInNorDoesWhoeverCallsTheServerByAnotherName() throws IOException {
        String foreign = "Origin: http://evil.example";
        assertStatus(403, asked("Host: localhost", "Connection: Upgrade", "Upgrade: leasemq/1", foreign));
        assertStatus(403, asked("Host: evil.example", "Connection: Upgrade", "Upgrade: leasemq/1"));
    }

    @Test
    void withAccessKeysNobodyComesInWhoIsNoUser() throws IOException {
        restart(settings().withAccessKeys(List.of(KEY)));
        String answer = asked("Host: localhost", "Connection: Upgrade", "Upgrade: leasemq/1");
        assertStatus(401, answer);
        assertTrue(answer.contains("\r\nWWW-Authenticate: Basic "), answer);
        assertTrue(answer.contains("users-file"), answer);
        assertStatus(401, askedWith(KEY.id(), KEY.secret()));
    }

    @Test
    void usersOfTheEngineComeInWithTheirPasswords() throws IOException {
        Path users = directory.resolve("users");
        Files.writeString(users, "alice=s3cret:x\n");
        String url = place + "x?require-user=true&users-file=" + users;
        for (ServerSettings settings : List.of(settings(), settings().withAccessKeys(List.of(KEY)))) {
            restart(settings.storedAt(url));
            assertStatus(101, askedWith("alice", "s3cret:x"));
            assertStatus(401, askedWith("alice", "wrong"));
            assertStatus(401, askedWith("bob", "s3cret:x"));
            assertStatus(401, asked("Host: localhost", "Connection: Upgrade", "Upgrade: leasemq/1"));
            for (String scheme : List.of("Basic !!!", "Basic", "Bearer abc", "Basic YWJj")) {
                assertStatus(
                        401,
                        asked(
                                "Host: localhost",
                                "Connection: Upgrade",
                                "Upgrade: leasemq/1",
                                "Authorization: " + scheme));
            }
        }
    }

    @Test
    void itCanBeTurnedOff() throws IOException {
        restart(settings().withMaxSessions(0));
        String answer = asked("Host: localhost", "Connection: Upgrade, close", "Upgrade: leasemq/1");
        assertTrue(answer.startsWith("HTTP/1.1 4"), answer);
        assertTrue(answer.contains("<"), answer);
    }

    @Test
    void thereAreNoMoreSessionsThanThereMayBe() throws IOException {
        restart(settings().withMaxSessions(1));
        UUID first = UUID.randomUUID();
        try (RawConnection one = raw().greeted(first);
                RawConnection two = raw().upgraded()) {
            two.write(RawConnection.hello(UUID.randomUUID(), 10_000));
            RawConnection.Frame refusal = two.next();
            assertEquals(FrameType.REFUSED, refusal.type());
            assertTrue(refusal.text().contains("there are 1 sessions"), refusal.text());
            assertTrue(two.isOver());
            raw().greeted(first).close(); // it is the same session
            assertTrue(one.isOver());
        }
    }

    @Test
    void theAccessLogHasThem() throws IOException {
        Path log = directory.resolve("access.log");
        restart(settings().withAccessLog(log.toString()));
        raw().greeted(UUID.randomUUID()).close();
        server.close();
        String line = Files.readString(log);
        assertTrue(line.contains("\"GET /leasemq HTTP/1.1\" 101 "), line);
    }
}
