package org.leasemq.sqs.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/** Carries commands out, each of which writes to where the one before did, instead of what that wrote. */
final class CommandLineRun {
    private CommandLineRun() {}

    /** Returns its exit status. */
    static int run(StringWriter out, StringWriter err, String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        CommandLine line = Main.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return line.execute(arguments);
    }
}
