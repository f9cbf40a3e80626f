package org.leasemq.sqs.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.leasemq.embedded.EmbeddedEngines;
import org.leasemq.embedded.EngineHandle;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.model.Body;
import org.leasemq.engine.model.Message;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.model.Target;
import org.leasemq.engine.model.UnitOfWork;
import org.leasemq.options.ConnectionUrl;
import picocli.CommandLine;

class TransactionCommandsTest {
    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private EngineHandle open() {
        ConnectionUrl url = ConnectionUrl.parse("leasemq:derby:" + directory.resolve("data"));
        return EmbeddedEngines.ofServer("leasemq-test").open(url.place(), url.options());
    }

    private int run(String... arguments) {
        out.getBuffer().setLength(0);
        CommandLine line = Main.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return line.execute(arguments);
    }

    @Test
    void whatItsManagerHasLostIsDecidedByHandAndForgotten() {
        try (EngineHandle handle = open()) {
            LeaseEngine engine = handle.engine();
            engine.createQueue("orders", QueueAttributes.standardQueue()).await();
            for (String branch : List.of("1-aa-01", "1-bb-02")) {
                engine.prepare(
                                branch,
                                new UnitOfWork(
                                        List.of(new UnitOfWork.Send(
                                                Target.queue("orders"), Message.of(Body.text(branch)))),
                                        List.of()))
                        .await();
            }
        }
        String data = directory.resolve("data").toString();
        assertEquals(0, run("tx", "list", "-d", data));
        assertTrue(out.toString().contains("1-aa-01") && out.toString().contains("PREPARED"), out::toString);
        assertEquals(0, run("tx", "show", "1-aa-01", "-d", data));
        assertTrue(out.toString().contains("sends 1, has received 0"), out::toString);
        assertTrue(out.toString().matches("(?s).*\norders +1 +0\n.*\norders +\\d+ +SENT\n"), out::toString);
        assertEquals(1, run("tx", "show", "none", "-d", data));
        assertEquals(0, run("tx", "commit", "1-aa-01", "-d", data));
        assertEquals(0, run("tx", "rollback", "1-bb-02", "-d", data));
        assertEquals(0, run("tx", "list", "-d", data));
        assertTrue(out.toString().contains("COMMITTED_BY_HAND"), out::toString);
        assertTrue(out.toString().contains("ROLLED_BACK_BY_HAND"), out::toString);
        assertEquals(0, run("tx", "forget", "1-aa-01", "-d", data));
        assertEquals(0, run("tx", "list", "-d", data));
        assertFalse(out.toString().contains("1-aa-01"), out::toString);
        assertEquals(1, run("tx", "commit", "9-cc-03", "-d", data));
        assertTrue(err.toString().contains("9-cc-03"), err::toString);
        try (EngineHandle handle = open()) {
            assertEquals(1, handle.engine().statistics("orders").await().available());
        }
    }
}
