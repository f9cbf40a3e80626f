package org.leasemq.sqs.cli.transfer;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.leasemq.engine.model.EngineException;
import org.leasemq.sqs.cli.api.Api;
import org.leasemq.sqs.cli.api.ApiCommand;
import org.leasemq.sqs.cli.api.LocalApi;
import org.leasemq.sqs.cli.api.NoSuchQueueException;
import org.leasemq.sqs.queue.Names;
import org.leasemq.sqs.server.ServerException;
import org.leasemq.sqs.transfer.ExportedMessage;
import org.leasemq.sqs.transfer.Imported;
import org.leasemq.sqs.wire.ApiException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Sends the messages of a file. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description =
                "Sends what `export` or `doctor` has written, in the same order: with --data as it was, else as far as"
                        + " the API of SQS takes it.")
public final class Import extends ApiCommand {
    @Parameters(
            arity = "1..2",
            paramLabel = "[QUEUE] FILE",
            hideParamSyntax = true,
            description =
                    "Where to, unless it is the queue that the lines of the file name, as those of `doctor` do; and"
                            + " the file.")
    private List<String> queueAndFile;

    @Option(
            names = "--from-line",
            paramLabel = "NUMBER",
            description = "Passes over the lines before this one.",
            defaultValue = "1")
    private long fromLine;

    private final Map<Imported, Long> counts = new EnumMap<>(Imported.class);
    private final Map<Imported, Long> firsts = new EnumMap<>(Imported.class);
    private final Set<String> deduplicationIds = new HashSet<>();

    @Override
    protected int run(Api api) {
        Importer importer = api instanceof LocalApi local ? new DatabaseImporter(local) : new ServerImporter(api);
        long number = 0;
        try (BufferedReader lines = Files.newBufferedReader(file())) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                take(importer, line, number);
            }
        } catch (IOException e) {
            throw new ServerException(
                    "File " + file() + " cannot be read behind line " + number + ": " + e + "; " + sent() + ".", e);
        }
        report();
        return DONE;
    }

    private Path file() {
        return Path.of(queueAndFile.get(queueAndFile.size() - 1));
    }

    private void take(Importer importer, String line, long number) {
        try {
            if (!line.isBlank()) {
                send(importer, ExportedMessage.read(line), number);
            }
        } catch (ServerException | EngineException | ApiException | NoSuchQueueException e) {
            if (number >= fromLine) {
                throw new ServerException(
                        "Line " + number + " of " + file()
                                + (isUnsure(e) ? " may have been sent or not: " : " was not sent: ") + e.getMessage()
                                + " Before it, " + sent() + ". Go on with --from-line " + number + ", or "
                                + (number + 1) + " to leave it out.",
                        e);
            }
        }
    }

    /** Whether a server that gave no answer may have taken it. */
    private static boolean isUnsure(RuntimeException e) {
        Throwable cause = e instanceof ServerException ? e.getCause() : null;
        return cause instanceof IOException && !(cause instanceof JsonProcessingException);
    }

    private void send(Importer importer, ExportedMessage message, long number) {
        String queue = queueAndFile.size() == 1 ? null : queueAndFile.get(0);
        String to = queue == null ? message.text(ExportedMessage.QUEUE) : queue;
        if (to == null) {
            throw new ServerException("It does not say which queue it is for. Name the queue before the file.", null);
        }
        String id = deduplicationId(message, Names.isFifo(to));
        if (number >= fromLine) {
            Imported result = importer.send(queue, message, id);
            counts.merge(result, 1L, Long::sum);
            firsts.putIfAbsent(result, number);
        }
    }

    /**
     * What was sent over days is sent within minutes now: an id that has come before in the file is no duplicate, and stays out of
     * the way.
     */
    private String deduplicationId(ExportedMessage message, boolean fifo) {
        String id = message.text("MessageDeduplicationId");
        boolean again = fifo && id != null && !deduplicationIds.add(id);
        return again ? message.text("MessageId") : id;
    }

    private String sent() {
        long sent = counts.getOrDefault(Imported.SENT, 0L) + counts.getOrDefault(Imported.SENT_ANEW, 0L);
        return sent + " " + Imported.SENT.words();
    }

    private void report() {
        err().println(sent());
        counts.forEach((result, count) -> {
            if (result != Imported.SENT) {
                err().println(count + " " + result.words() + ", the first in line " + firsts.get(result));
            }
        });
    }
}
