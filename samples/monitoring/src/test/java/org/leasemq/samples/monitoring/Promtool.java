package org.leasemq.samples.monitoring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Prometheus' own tool, which checks metrics and rules. */
final class Promtool {
    private static final Path PROGRAM = Path.of(System.getProperty("promtool", "/usr/bin/promtool"));

    private Promtool() {}

    /** Runs it, and fails with what it says if it finds something. */
    static void accepts(String input, String... arguments) throws IOException, InterruptedException {
        assumeTrue(
                Files.isExecutable(PROGRAM) || Boolean.getBoolean("promtool.required"),
                () -> "There is no " + PROGRAM + ", so metrics and rules are not checked by it.");
        List<String> command = new ArrayList<>(List.of(PROGRAM.toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (OutputStream in = process.getOutputStream()) {
            in.write(input.getBytes(UTF_8));
        }
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertEquals(0, process.waitFor(), said);
    }
}
