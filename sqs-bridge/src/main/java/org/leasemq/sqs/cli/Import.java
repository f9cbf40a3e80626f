package org.leasemq.sqs.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.leasemq.sqs.server.ServerException;
import org.leasemq.sqs.wire.Shape;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Sends the messages of a file. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description = "Sends what `export` has written, as new messages, in the same order.")
final class Import extends ApiCommand {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, Object>> VALUES = new TypeReference<>() {};

    @Parameters(index = "0", paramLabel = "QUEUE")
    private String queue;

    @Parameters(index = "1", paramLabel = "FILE")
    private Path file;

    @Override
    int run(Api api) {
        long count = 0;
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                send(api, read(line, count + 1));
                count++;
            }
        } catch (IOException e) {
            throw new ServerException(
                    "File " + file + " cannot be read: " + e.getMessage() + "; " + count + " messages have been sent.",
                    e);
        }
        err().println(count + " messages");
        return DONE;
    }

    private Map<String, Object> read(String line, long number) {
        try {
            return JSON.readValue(line, VALUES);
        } catch (JsonProcessingException e) {
            throw new ServerException(
                    "Line " + number + " of " + file + " is not JSON: " + e.getOriginalMessage()
                            + "; the lines before it " + "have been sent.",
                    e);
        }
    }

    private void send(Api api, Map<String, Object> message) {
        boolean fifo = queue.endsWith(".fifo");
        Object deduplication = message.get("MessageDeduplicationId");
        api.call(
                "SendMessage",
                Shape.values(
                        "QueueUrl",
                        queue,
                        "MessageBody",
                        message.get("Body"),
                        "MessageGroupId",
                        message.get("MessageGroupId"),
                        "MessageDeduplicationId",
                        !fifo ? null : deduplication == null ? message.get("MessageId") : deduplication,
                        "MessageAttributes",
                        message.get("MessageAttributes")));
    }
}
