package org.leasemq.sqs.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.leasemq.access.Admission;
import org.leasemq.options.OptionValues;
import picocli.CommandLine;

class PasswordTest {
    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String input, String... arguments) {
        out.getBuffer().setLength(0);
        CommandLine line = new CommandLine(new Password(new ByteArrayInputStream(input.getBytes(UTF_8))));
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        line.setExecutionExceptionHandler((error, command, result) -> {
            err.write(error.getMessage());
            return Main.REFUSED;
        });
        return line.execute(arguments);
    }

    @Test
    void theLineLetsTheUserInAndDoesNotTellThePassword() throws IOException {
        assertEquals(0, run("größe 1\nmore", "dörte", "--stdin", "--iterations", "1000"));
        String line = out.toString();
        assertTrue(line.startsWith("dörte=$pbkdf2-sha512$i=1000$"), line);
        assertFalse(line.contains("größe"), line);
        Path file = Files.writeString(directory.resolve("users"), line);
        Admission admission = Admission.of(
                OptionValues.parse(Map.of("users-file", file.toString())), task -> new Thread(task).start());
        assertTrue(admission.admits(null, "dörte", "größe 1").join());
        assertFalse(admission.admits(null, "dörte", "größe 2").join());
        run("größe 1\n", "dörte", "--stdin", "--iterations", "1000");
        assertNotEquals(line, out.toString());
    }

    @Test
    void asManyIterationsAreMadeAsAreRecommended() {
        assertEquals(0, run("secret\n", "alice", "--stdin"));
        assertTrue(out.toString().startsWith("alice=$pbkdf2-sha512$i=210000$"), out::toString);
    }

    @Test
    void namesThatNobodyCanHaveAndEmptyPasswordsAreRefused() {
        for (String name : new String[] {"a=b", "#alice", " alice", "[role x", "", "a\tb"}) {
            assertEquals(Main.REFUSED, run("secret\n", name, "--stdin", "--iterations", "1000"), name);
            assertTrue(err.toString().contains("No user can be called"), err::toString);
        }
        assertEquals(Main.REFUSED, run("", "alice", "--stdin"));
        assertEquals(Main.REFUSED, run("secret\n", "alice", "--stdin", "--iterations", "1"));
        assertEquals("", out.toString());
    }
}
