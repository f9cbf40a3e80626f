package org.leasemq.sqs.cli;

import java.io.PrintWriter;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.leasemq.engine.EngineException;
import org.leasemq.options.InvalidOptionException;
import org.leasemq.sqs.server.ServerException;
import org.leasemq.sqs.wire.ApiException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The program: {@code java -jar leasemq-server.jar}. */
@Command(
        name = "leasemq",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "An SQS server on your own machine: durable, without an account.",
        subcommands = {
            Serve.class,
            QueueCommands.class,
            Send.class,
            Receive.class,
            Peek.class,
            Why.class,
            Move.class,
            Export.class,
            Import.class,
            TransactionCommands.class,
            Doctor.class
        })
public final class Main {
    /** Something was refused or is not there. */
    static final int REFUSED = 1;

    /** Kept, since a logger that nobody holds forgets its level. */
    private static final Logger JETTY = Logger.getLogger("org.eclipse.jetty");

    private Main() {}

    public static void main(String[] arguments) {
        JETTY.setLevel(Level.WARNING);
        int status = commandLine().execute(arguments);
        if (status != 0) {
            System.exit(status);
        }
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setExecutionExceptionHandler((error, line, result) -> {
                    if (!isForPeople(error)) {
                        throw error;
                    }
                    PrintWriter err = line.getErr();
                    err.println(line.getColorScheme().errorText("leasemq: " + error.getMessage()));
                    return REFUSED;
                });
    }

    private static boolean isForPeople(Exception error) {
        return error instanceof ServerException
                || error instanceof EngineException
                || error instanceof InvalidOptionException
                || error instanceof ApiException;
    }
}
