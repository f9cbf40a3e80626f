package org.leasemq.sqs.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.leasemq.sqs.cli.api.Api;
import org.leasemq.sqs.cli.api.ApiCommand;
import org.leasemq.sqs.server.ServerException;
import picocli.CommandLine.Option;

/** What a message can have that Amazon SQS has no words for. */
final class GivenContent {
    @Option(names = "--priority", description = "0 to 9; higher ones are received first (4).")
    private Long priority;

    @Option(names = "--file", description = "A file whose bytes are the body.")
    private Path file;

    @Option(names = "--ordered", description = "Messages of the group in order, one at a time, as in a FIFO queue.")
    private Boolean ordered;

    Path file() {
        return file;
    }

    boolean isGiven() {
        return priority != null || file != null || ordered != null;
    }

    /**
     * Sends the message.
     *
     * @param asked what else is said of it
     */
    int put(ApiCommand command, Api api, Map<String, Object> asked) {
        Map<String, Object> values = new LinkedHashMap<>(asked);
        put(values, "Priority", priority);
        put(values, "Ordered", ordered);
        put(values, "BinaryBody", file == null ? null : bytes());
        Map<String, Object> sent = api.call("PutMessage", values);
        command.print(sent, () -> command.say(ApiCommand.shown(sent.get("MessageId"))));
        if (Boolean.TRUE.equals(sent.get("Duplicate"))) {
            command.err()
                    .println("It was not sent: the queue knows that deduplication id, of the message with this id.");
            return Main.REFUSED;
        }
        return ApiCommand.DONE;
    }

    private static void put(Map<String, Object> values, String name, Object value) {
        if (value != null) {
            values.put(name, value);
        }
    }

    private byte[] bytes() {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new ServerException("The file " + file + " cannot be read: " + e, e);
        }
    }
}
