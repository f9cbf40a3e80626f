package org.leasemq.sqs.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.leasemq.embedded.EngineHandle;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.model.Body;
import org.leasemq.engine.model.Message;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.model.Target;
import org.leasemq.engine.model.UnitOfWork;
import org.leasemq.options.ConnectionUrl;
import org.leasemq.sqs.BridgeFixture;

/** What is in messages and names is no command to the terminal that shows them, and what is given wrongly is said in words. */
class TerminalTest extends BridgeFixture {
    /** Clears the screen, in two ways, and turns what follows. */
    private static final String HOSTILE = "a\u001B[2Jb\u009B2Jc\u202Ed\u0007\ne";

    private EngineHandle handle;
    private LeaseEngine engine;

    @BeforeEach
    void open() {
        ConnectionUrl url = ConnectionUrl.parse(place);
        handle = engines.open(url.place(), url.options());
        engine = handle.engine();
        engine.createQueue("orders", QueueAttributes.standardQueue()).await();
    }

    @AfterEach
    void close() {
        handle.close();
    }

    private String[] atServer(String... arguments) {
        List<String> all = new ArrayList<>(Arrays.asList(arguments));
        all.addAll(List.of("--url", server.uri().toString()));
        return all.toArray(String[]::new);
    }

    private static void requireHarmless(String printed) {
        assertFalse(printed.isEmpty());
        assertFalse(printed.chars().anyMatch(c -> c != '\n' && Character.isISOControl(c) || c == '\u202E'), printed);
    }

    @Test
    void whatIsInMessagesIsShownAndNotDone() throws Exception {
        Message message = Message.of(Body.text(HOSTILE)).ofTenant(HOSTILE.replace("\n", ""));
        engine.send("orders", List.of(message)).await().get(0).get();
        String shown = Commands.text(atServer("peek", "orders"));
        requireHarmless(shown);
        assertTrue(shown.contains("a\\u001b[2Jb\\u009b2Jc\\u202ed\\u0007\\ne"), shown);
        requireHarmless(Commands.text(atServer("groups", "orders")));
        String json = Commands.text(atServer("peek", "orders", "--json"));
        requireHarmless(json);
        assertEquals(
                HOSTILE, new ObjectMapper().readTree(json).path(0).path("Body").asText());
    }

    @Test
    void whatIsRefusedIsToldWithoutDoingIt() {
        requireHarmless(Commands.refused(atServer("queue", "show", "no\u001B[2J")));
        requireHarmless(Commands.refused(atServer("messages", "delete", "orders", "no\u001B[2J")));
        requireHarmless(Commands.refused(atServer("tx", "show", "no\u001B[2J")));
    }

    @Test
    void bodiesThatArePipedAreAsTheyAre() {
        engine.send("orders", List.of(Message.of(Body.text(HOSTILE))))
                .await()
                .get(0)
                .get();
        assertEquals(HOSTILE + "\n", Commands.text(atServer("receive", "orders")));
    }

    @Test
    void transactionsAreShownOnTheirLines() {
        UnitOfWork work = new UnitOfWork(
                List.of(new UnitOfWork.Send(Target.queue("orders"), Message.of(Body.text("m")))), List.of());
        engine.prepare("x\u202Ey", work).await();
        requireHarmless(Commands.text(atServer("tx", "list")));
    }

    @Test
    void whatIsGivenWronglyIsSaidInWords() {
        for (String url : List.of("localhost:9324", "127.0.0.1", "ftp://here/", "http:///x")) {
            String told = Commands.refused("queue", "list", "--url", url);
            assertTrue(told.contains("is no URL of a server") && !told.contains("\tat "), told);
        }
        for (String[] wrong :
                List.of(new String[] {"top", "--times", "0"}, new String[] {"top", "--times", "-2"}, new String[] {
                    "top", "--times", "1", "--lines", "-1"
                })) {
            String told = Commands.refused(atServer(wrong));
            assertTrue(told.contains("of at least") && !told.contains("\tat "), told);
        }
    }
}
