package org.leasemq.sqs.topic;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.leasemq.sqs.wire.ClientJson;

/** A message that is another text for each protocol: an object with one for {@code sqs}, and a default. */
final class MessageStructure {
    private static final ClientJson JSON = ClientJson.withNamesRepeated(ClientJson.DEEP);

    private MessageStructure() {}

    /** What queues get of a message. */
    static String forQueues(String message, String structure) {
        if (structure == null) {
            return message;
        }
        if (!structure.equals("json")) {
            throw TopicErrors.invalid("MessageStructure");
        }
        try {
            return JSON.tokens(message, MessageStructure::forQueues);
        } catch (ClientJson.Refused e) {
            throw unreadable();
        }
    }

    private static String forQueues(JsonParser parser) throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw unreadable();
        }
        String usual = null;
        String queues = null;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            String text = parser.nextToken() == JsonToken.VALUE_STRING ? parser.getText() : null;
            parser.skipChildren();
            usual = name.equals("default") ? text : usual;
            queues = name.equals("sqs") ? text : queues;
        }
        if (parser.nextToken() != null) {
            throw unreadable();
        }
        if (usual == null) {
            throw TopicErrors.invalid("Message Structure - No default entry in JSON message body");
        }
        String wanted = queues == null ? usual : queues;
        if (wanted.isEmpty()) {
            throw TopicErrors.invalid("Empty message");
        }
        return wanted;
    }

    private static RuntimeException unreadable() {
        return TopicErrors.invalid("Message Structure - JSON message body failed to parse");
    }
}
