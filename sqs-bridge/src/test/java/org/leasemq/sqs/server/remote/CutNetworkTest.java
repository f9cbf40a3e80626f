package org.leasemq.sqs.server.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.leasemq.process.QueueServer;

/**
 * Processes in networks of their own, whose wire is cut, loses packets, and is there again: the server and a program beside it in
 * one, another program away in the other. Skipped where nobody may make networks; more with {@code -Dleasemq.test.network.rounds}.
 */
@Timeout(value = 240, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CutNetworkTest {
    private static final int PORT = 9324;
    private static final int MESSAGES = Integer.getInteger("leasemq.test.network.messages", 200);
    private static final int ROUNDS = Integer.getInteger("leasemq.test.network.rounds", 2);

    @TempDir
    private Path directory;

    private Namespaces network;
    private QueueServer server;
    private ToldClient beside;
    private ToldClient away;

    @BeforeEach
    void start() throws Exception {
        network = Namespaces.open();
        server = new QueueServer(network.here(), directory, PORT, "--host", Namespaces.ADDRESS, "--open-to-all");
        server.start();
        beside = new ToldClient(directory, network.here(), url("60s"));
    }

    @AfterEach
    void stop() throws Exception {
        if (network != null) {
            for (AutoCloseable each : new AutoCloseable[] {away, beside, server, network}) {
                if (each != null) {
                    each.close();
                }
            }
        }
    }

    private static String url(String sessionTimeout) {
        return "leasemq:tcp://" + Namespaces.ADDRESS + ":" + PORT + "?reconnect-timeout=5m&session-timeout="
                + sessionTimeout;
    }

    private void away(String sessionTimeout) throws IOException {
        away = new ToldClient(directory, network.away(), url(sessionTimeout));
    }

    private void isEmpty(String queue) throws IOException {
        assertEquals("nothing", beside.ask("b take " + queue + " 300"));
    }

    @Test
    void whoIsCutOffForAMomentGoesOnWithWhatItHas() throws Exception {
        away("60s");
        beside.ask("b send q m");
        assertEquals("m 1", away.ask("a take q 60000"));
        network.cut();
        Future<String> sending = away.begin("other send p n");
        isEmpty("q");
        isEmpty("p");
        assertFalse(sending.isDone());
        network.heal();
        assertEquals("committed", sending.get());
        assertEquals("committed", away.ask("a commit"));
        isEmpty("q");
        assertEquals("n 1", beside.ask("b take p 60000"));
        isEmpty("p");
    }

    /** Its connection is broken for good. */
    @Test
    void whoComesBackInTimeFromAnotherAddressGoesOnWithWhatItHas() throws Exception {
        away("15s");
        beside.ask("b send q m");
        assertEquals("m 1", away.ask("a take q 60000"));
        network.move();
        assertEquals("committed", away.ask("a commit"));
        isEmpty("q");
    }

    @Test
    void whoIsCutOffForLongerLosesWhatItHasAndIsToldAndGoesOnAnew() throws Exception {
        away("2s");
        beside.ask("b send q m");
        assertEquals("m 1", away.ask("a take q 60000"));
        assertEquals("named", away.ask("other name reports"));
        String temporary = away.ask("other temporary");
        assertEquals("committed", beside.ask("b send " + temporary + " t"));
        assertEquals("InvalidClientIDRuntimeException", beside.ask("b lend reports"));
        network.cut();
        Future<String> committing = away.begin("a commit");
        Future<String> sending = away.begin("other send p n");
        assertEquals("m 2", beside.ask("b take q 60000"));
        assertEquals("committed", beside.ask("b commit"));
        assertEquals("free", beside.ask("b lend reports"));
        assertNotEquals("committed", beside.ask("b send " + temporary + " t"));
        network.heal();
        assertEquals("TransactionRolledBackRuntimeException", committing.get());
        assertEquals("committed", sending.get());
        isEmpty("q");
        assertEquals("n 1", beside.ask("b take p 60000"));
        isEmpty("p");
        assertEquals("committed", beside.ask("b send q again"));
        assertEquals("again 1", away.ask("a take q 60000"));
        assertEquals("committed", away.ask("a commit"));
    }

    /** The server has done it, and nobody is told, until its session is over, and another life of it has begun. */
    @Test
    void whatIsAnsweredToNobodyIsDoneOnceAndToldLater() throws Exception {
        away("2s");
        beside.ask("b send q m");
        assertEquals("m 1", away.ask("a take q 60000"));
        assertEquals("put", away.ask("other put p n"));
        network.muteServer();
        Future<String> sending = away.begin("other commit");
        assertEquals("n 1", beside.ask("b take p 60000"));
        assertEquals("committed", beside.ask("b commit"));
        assertEquals("m 2", beside.ask("b take q 60000")); // the session has been given up
        assertFalse(sending.isDone());
        network.heal();
        assertEquals("committed", sending.get());
        isEmpty("p");
    }

    @Test
    void whateverBecomesOfTheWireEverythingIsMovedOnce() throws Exception {
        away("2s");
        Set<String> all = new TreeSet<>();
        for (int i = 0; i < MESSAGES; i++) {
            assertEquals("committed", beside.ask("b send from " + i));
            all.add(Integer.toString(i));
        }
        Future<String> moving = away.begin("a move from to " + MESSAGES);
        for (int round = 0; round < ROUNDS; round++) {
            network.cut(); // for less than the session's time
            isEmpty("p");
            network.heal();
            network.lose();
            isEmpty("p");
            network.heal();
            beside.ask("b send mark m");
            beside.ask("b commit");
            away.ask("other take mark 60000");
            network.cut(); // for more
            beside.ask("b take mark 60000");
            beside.ask("b commit");
            network.heal();
        }
        assertEquals("moved", moving.get());
        Set<String> moved = new TreeSet<>();
        for (int i = 0; i < MESSAGES; i++) {
            moved.add(beside.ask("b take to 60000").split(" ", 2)[0]);
        }
        assertEquals(all, moved);
        isEmpty("to");
        isEmpty("from");
    }
}
