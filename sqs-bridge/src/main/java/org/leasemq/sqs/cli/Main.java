package org.leasemq.sqs.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.leasemq.annotation.VisibleTo;
import org.leasemq.annotation.VisibleTo.Audience;
import org.leasemq.engine.model.EngineException;
import org.leasemq.options.InvalidOptionException;
import org.leasemq.sqs.cli.api.GivenQueue;
import org.leasemq.sqs.cli.api.NoSuchQueueException;
import org.leasemq.sqs.cli.api.Printable;
import org.leasemq.sqs.cli.transfer.Export;
import org.leasemq.sqs.cli.transfer.Import;
import org.leasemq.sqs.server.ServerException;
import org.leasemq.sqs.wire.ApiException;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The program: {@code java -jar leasemq-server.jar}. */
@VisibleTo(Audience.APPLICATIONS)
@Command(
        name = "leasemq",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "An SQS server on your own machine: durable, without an account.",
        subcommands = {
            Serve.class,
            QueueCommands.class,
            ClientCommands.class,
            Send.class,
            Receive.class,
            Top.class,
            Peek.class,
            Why.class,
            MessageCommands.class,
            GroupCommand.class,
            SubscriptionCommands.class,
            Move.class,
            Export.class,
            Import.class,
            TransactionCommands.class,
            DoneCommand.class,
            Password.class,
            UserCommand.class,
            Doctor.class,
            AutoComplete.GenerateCompletion.class
        })
public final class Main {
    /** Something was refused or is not there. */
    static final int REFUSED = 1;

    /** The property that says how arguments are read. */
    private static final String ENCODING = "sun.jnu.encoding";

    /** Kept, since a logger that nobody holds forgets its level. */
    private static final Logger JETTY = Logger.getLogger("org.eclipse.jetty");

    private Main() {}

    public static void main(String[] arguments) {
        JETTY.setLevel(Level.WARNING);
        CommandLine line = commandLine();
        line.getSubcommands().get(Serve.NAME).<Serve>getCommand().haveTheProcess();
        // UTF-8 whatever the locale, which may have no place for what messages hold.
        line.setOut(new PrintWriter(new FileOutputStream(FileDescriptor.out), true, UTF_8));
        line.setErr(new PrintWriter(new FileOutputStream(FileDescriptor.err), true, UTF_8));
        int status;
        if (List.of(arguments).stream().anyMatch(Main::isDestroyed)) {
            line.getErr()
                    .println("leasemq: An argument has characters that " + System.getProperty(ENCODING)
                            + " has none for. Set LC_ALL=C.UTF-8.");
            status = line.getCommandSpec().exitCodeOnInvalidInput();
        } else {
            status = line.execute(arguments);
        }
        if (status != 0) {
            System.exit(status);
        }
    }

    /** What Java could not read of an argument is this character, unless it can read all there are. */
    private static boolean isDestroyed(String argument) {
        return argument.indexOf('\uFFFD') >= 0 && !UTF_8.name().equalsIgnoreCase(System.getProperty(ENCODING));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main())
                .registerConverter(GivenQueue.class, GivenQueue::new)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setExecutionExceptionHandler((error, line, result) -> {
                    if (!isForPeople(error)) {
                        throw error;
                    }
                    PrintWriter err = line.getErr();
                    err.println(line.getColorScheme()
                            .errorText("leasemq: " + Printable.of(String.valueOf(error.getMessage()))));
                    return REFUSED;
                });
    }

    private static boolean isForPeople(Exception error) {
        return error instanceof ServerException
                || error instanceof EngineException
                || error instanceof InvalidOptionException
                || error instanceof ApiException
                || error instanceof NoSuchQueueException;
    }
}
