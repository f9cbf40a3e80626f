package org.leasemq.sqs.cli.transfer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.leasemq.engine.BrowseItem;
import org.leasemq.engine.Browser;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.model.QueueInfo;
import org.leasemq.sqs.cli.api.Api;
import org.leasemq.sqs.cli.api.ApiCommand;
import org.leasemq.sqs.cli.api.GivenQueue;
import org.leasemq.sqs.message.PeekedMessage;
import org.leasemq.sqs.queue.Arns;
import org.leasemq.sqs.server.ServerException;
import org.leasemq.sqs.transfer.ExportedMessage;
import org.leasemq.sqs.wire.JsonLines;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes the messages of a queue to a file. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = "Writes the messages of a queue, a line of JSON each, without receiving them.")
public final class Export extends ApiCommand {
    private static final long PAGE = 10_000;
    private static final int SOME = 100;

    @Parameters(paramLabel = "QUEUE")
    private GivenQueue queue;

    @Option(
            names = {"-o", "--output"},
            description = "The file; standard output if not given.")
    private Path file;

    @Override
    protected int run(Api api) {
        long count;
        if (file != null) {
            count = toFile(api, queue, file);
        } else {
            PrintWriter lines = out();
            count = export(api, queue, lines);
            requireComplete(lines, count);
        }
        err().println(count + " messages");
        return DONE;
    }

    /** Writes the messages of a queue to a file; returns how many there were. */
    public static long toFile(Api api, GivenQueue queue, Path file) {
        try (BufferedWriter writer = Files.newBufferedWriter(file)) {
            PrintWriter lines = new PrintWriter(writer);
            long count = export(api, queue, lines);
            requireComplete(lines, count);
            return count;
        } catch (IOException e) {
            throw new ServerException("File " + file + " cannot be written: " + e.getMessage(), e);
        }
    }

    /** Writes the messages of a queue to a file, whether or not clients see it. */
    public static void toFile(LeaseEngine engine, QueueInfo queue, Path file) {
        try (BufferedWriter writer = Files.newBufferedWriter(file);
                Browser browser = Browser.of(engine, queue.name())) {
            PrintWriter lines = new PrintWriter(writer);
            long count = 0;
            for (List<BrowseItem> items = browser.next(SOME); !items.isEmpty(); items = browser.next(SOME)) {
                items.forEach(item -> lines.println(line(queue, item)));
                count += items.size();
            }
            requireComplete(lines, count);
        } catch (IOException e) {
            throw new ServerException("File " + file + " cannot be written: " + e.getMessage(), e);
        }
    }

    private static void requireComplete(PrintWriter lines, long count) {
        lines.flush();
        if (lines.checkError()) {
            throw new ServerException("The messages could not be written completely: " + count + " were read.", null);
        }
    }

    private static long export(Api api, GivenQueue queue, PrintWriter lines) {
        long count = 0;
        Map<String, Object> request = new HashMap<>(Map.of("QueueUrl", queue.url(), "MaxResults", PAGE));
        while (true) {
            Map<String, Object> page = api.call("PeekMessages", request);
            List<Map<String, Object>> messages = list(page, "Messages");
            for (Map<String, Object> message : messages) {
                lines.println(line(message));
            }
            count += messages.size();
            if (messages.isEmpty() || Boolean.TRUE.equals(page.get("End"))) {
                return count;
            }
            request.put("After", page.get("Next"));
        }
    }

    private static String line(QueueInfo queue, BrowseItem item) {
        Map<String, Object> values = PeekedMessage.describe(item, queue.name());
        values.put(ExportedMessage.QUEUE, Arns.shown(queue.name()));
        return line(values);
    }

    private static String line(Map<String, Object> message) {
        return new String(JsonLines.write(message), UTF_8);
    }
}
