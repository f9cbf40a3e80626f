package org.leasemq.sqs.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.leasemq.embedded.EmbeddedEngines;
import org.leasemq.sqs.server.ServerSettings;
import org.leasemq.sqs.server.SqsServer;

/** Messages come out of the command line, and into it, as they are or not at all: where the locale has only ASCII, too. */
@Timeout(120)
class NarrowLocaleTest {
    private static final String TEXT = "Gr\u00FC\u00DFe \u20AC5 \u65E5\u672C";

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private String data() {
        return directory.resolve("data").toString();
    }

    private int run(String... arguments) {
        return CommandLineRun.run(out, err, arguments);
    }

    @BeforeEach
    void send() {
        SqsServer.start(
                        ServerSettings.defaults().listeningOn("127.0.0.1", 0).storedAt("leasemq:derby:" + data()),
                        EmbeddedEngines.ofServer("leasemq-test"))
                .close();
        assertEquals(0, run("queue", "create", "q", "--data", data()), err::toString);
        assertEquals(0, run("send", "q", TEXT, "--data", data()), err::toString);
    }

    /** Runs a line of a shell in which {@code leasemq} is the program, and returns its output. */
    private String shell(int status, String line) throws Exception {
        String program = "'" + Path.of(System.getProperty("java.home"), "bin", "java") + "' -classpath '"
                + System.getProperty("java.class.path") + "' " + Main.class.getName();
        ProcessBuilder builder = new ProcessBuilder("/bin/sh", "-c", "leasemq() { " + program + " \"$@\"; }; " + line);
        builder.environment().put("LC_ALL", "C");
        builder.redirectErrorStream(true);
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertEquals(status, process.waitFor(), said);
        return said;
    }

    @Test
    void whatIsWrittenIsUtf8() throws Exception {
        String exported = shell(0, "leasemq export q --data '" + data() + "'");
        assertTrue(exported.contains(TEXT), exported);
        String received = shell(0, "leasemq receive q --data '" + data() + "'");
        assertTrue(received.contains(TEXT), received);
    }

    @Test
    void anArgumentThatCannotBeReadIsRefused() throws Exception {
        String said = shell(2, "leasemq send q \"$(printf 'Gr\\303\\274\\303\\237e')\" --data '" + data() + "'");
        assertTrue(said.contains("LC_ALL=C.UTF-8"), said);
        assertEquals(0, run("queue", "show", "q", "--data", data()), err::toString);
        assertTrue(out.toString().matches("(?s).*ApproximateNumberOfMessages\\s+1\\s.*"), out::toString);
    }

    @Test
    void whatCannotBePrintedIsNotDeleted() throws Exception {
        String said = shell(1, "leasemq receive q --delete --visibility 0 --data '" + data() + "' 2>&1 >/dev/full");
        assertTrue(said.contains("The output could not be written"), said);
        assertEquals(0, run("receive", "q", "--delete", "--data", data()), err::toString);
        assertEquals(TEXT + System.lineSeparator(), out.toString());
    }
}
