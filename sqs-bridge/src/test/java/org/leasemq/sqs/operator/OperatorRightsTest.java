package org.leasemq.sqs.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.leasemq.embedded.EmbeddedEngines;
import org.leasemq.sqs.access.AccessKey;
import org.leasemq.sqs.access.RequestSigner;
import org.leasemq.sqs.access.SignatureScope;
import org.leasemq.sqs.call.Action;
import org.leasemq.sqs.cli.api.RemoteApi;
import org.leasemq.sqs.client.ClientActions;
import org.leasemq.sqs.server.ServerException;
import org.leasemq.sqs.server.ServerSettings;
import org.leasemq.sqs.server.SqsServer;

/** Whatever operators can ask is for access keys of the server's own account, for nobody else, and for nobody without one. */
class OperatorRightsTest {
    private static final String ACCOUNT = "000000000000";

    private final AccessKey own = new AccessKey("AKOWN", "secret", ACCOUNT, "own");
    private final AccessKey other = new AccessKey("AKOTHER", "secret", "111122223333", "other");
    private SqsServer server;

    @BeforeEach
    void start() {
        server = SqsServer.start(
                ServerSettings.defaults()
                        .listeningOn("127.0.0.1", 0)
                        .storedAt("leasemq:mem:" + UUID.randomUUID())
                        .withAccessKeys(List.of(own, other)),
                EmbeddedEngines.ofServer("leasemq-test")); // signatures are of now
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static List<String> actions() {
        Stream<String> names = Stream.concat(OperatorActions.all().stream(), ClientActions.of(null).stream())
                .map(Action::name);
        return Stream.concat(names, Stream.of("ListDone")).sorted().toList();
    }

    /** What somebody is told who asks for things that are not there. */
    private String told(AccessKey key, String action) {
        RequestSigner signer =
                key == null ? null : new RequestSigner(key, SignatureScope.ANY_REGION, Clock.systemUTC());
        Map<String, Object> asked = new HashMap<>();
        try (RemoteApi api = new RemoteApi(server.uri(), signer, Clock.systemUTC())) {
            asked.put("QueueName", "none");
            asked.put("MessageIds", List.of("1"));
            asked.put("Change", "DELETE");
            asked.put("TransactionId", "none");
            asked.put("Decision", "COMMIT");
            asked.put("ClientId", "ffffffff");
            api.call(action, asked);
            return "";
        } catch (ServerException e) {
            return e.getMessage();
        }
    }

    @Test
    void eachActionIsForKeysOfTheServersOwnAccount() {
        Map<String, String> refused = new TreeMap<>();
        List<String> allowed = new ArrayList<>();
        for (String action : actions()) {
            refused.put(action, told(other, action));
            if (!told(own, action).contains("own account")) {
                allowed.add(action);
            }
        }
        assertEquals(actions(), allowed);
        refused.forEach((action, words) ->
                assertEquals(action + " is for access keys of the server's own account, " + ACCOUNT + ".", words));
        assertTrue(refused.size() > 10, refused::toString);
    }

    @Test
    void nobodyIsToldAnythingWithoutAKey() {
        for (String action : actions()) {
            assertTrue(told(null, action).toLowerCase(Locale.ROOT).contains("authentication"), told(null, action));
        }
    }
}
