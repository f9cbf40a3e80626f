package org.leasemq.sqs.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.logging.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.leasemq.embedded.EmbeddedEngines;
import org.leasemq.embedded.EngineHandle;
import org.leasemq.engine.AttributeChange;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.log.CapturedLog;
import org.leasemq.options.ConnectionUrl;
import org.leasemq.sqs.queue.Labels;
import org.leasemq.sqs.server.ServerSettings.QueueToCreate;

/** Queues of the configuration that are there with other attributes. */
class QueuesToCreateTest {
    private static final Map<String, String> ATTRIBUTES = Map.of("VisibilityTimeout", "60", "DelaySeconds", "5");
    private static final Map<String, String> TAGS = Map.of("team", "payments");

    private final String place = "leasemq:mem:" + UUID.randomUUID();
    private final CapturedLog log = new CapturedLog(QueuesToCreate.class.getName());
    private EngineHandle handle;

    @BeforeEach
    void open() {
        handle = EmbeddedEngines.ofThisProcess()
                .open(
                        ConnectionUrl.parse(place).place(),
                        ConnectionUrl.parse(place).options());
    }

    @AfterEach
    void close() {
        log.close();
        handle.close();
    }

    private void start(OnDifference onDifference) {
        ServerSettings settings = ServerSettings.defaults()
                .listeningOn("127.0.0.1", 0)
                .storedAt(place)
                .withQueues(List.of(new QueueToCreate("orders", ATTRIBUTES, TAGS, onDifference)));
        SqsServer.start(settings, EmbeddedEngines.ofThisProcess()).close();
    }

    private void changed() {
        start(null);
        AttributeChange.apply(
                handle.engine(),
                "orders",
                present -> Labels.withTags(
                        present.withVisibilityTimeout(Duration.ofSeconds(90)).withReceiveWait(Duration.ofSeconds(3)),
                        Map.of("team", "orders", "other", "x")));
    }

    private QueueAttributes present() {
        return handle.engine().findQueue("orders").await().orElseThrow().attributes();
    }

    @Test
    void whatIsTheSameIsNotMentioned() {
        start(OnDifference.REFUSE);
        start(OnDifference.REFUSE);
        assertEquals(List.of(), log.lines());
    }

    @Test
    void whatDiffersStaysAndIsNamed() {
        changed();
        QueueAttributes before = present();
        start(null);
        assertEquals(before, present());
        assertEquals(1, log.records().size());
        String message = log.records().get(0).getMessage();
        assertEquals(Level.WARNING, log.records().get(0).getLevel());
        assertTrue(
                message.contains("'orders'")
                        && message.contains(
                                "VisibilityTimeout is 90 instead of 60, tag team is orders instead of payments."),
                message);
    }

    @Test
    void whatDiffersIsChangedOnRequest() {
        changed();
        start(OnDifference.APPLY);
        assertEquals(60, present().visibilityTimeout().toSeconds());
        assertEquals(3, present().receiveWait().toSeconds());
        assertEquals(new TreeMap<>(Map.of("team", "payments", "other", "x")), Labels.tags(present()));
        start(OnDifference.REFUSE);
    }

    @Test
    void whatDiffersKeepsTheServerFromStartingOnRequest() {
        changed();
        ServerException refused = assertThrows(ServerException.class, () -> start(OnDifference.REFUSE));
        assertTrue(refused.getMessage().contains("VisibilityTimeout is 90 instead of 60"), refused.getMessage());
    }
}
